"""Which colour lies on which, read from the style sheets, and how well one tells them apart by WCAG 2.2."""

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator

GROUNDS = ("ground", "surface", "tint")  # what words lie on where no rule says otherwise
DECORATION = {*GROUNDS, "line", "shadow", "ins", "del"}  # parts what space parts too: nothing is told by it alone
WORDS, DRAWN = 4.5, 3.0  # success criteria 1.4.3 and 1.4.11; large words (1.4.3) need as little as what is drawn
LARGE = 4 / 3  # in rem, which is 18 px here: 24 px
LINES = re.compile(r"(?:fill|stroke|outline|text-decoration|border)(?!-radius|-spacing|-collapse)")
NAMES = re.compile(r"var\(\s*--([\w-]+)\s*[,)]")
Declarations = dict[str, str]
Rules = list[tuple[str, Declarations]]


@dataclasses.dataclass(frozen=True, order=True)
class Pair:
    """A colour on another, both as names of tokens; the contrast they need, and the rule that brings them together."""

    ink: str
    ground: str
    least: float
    rule: str

    def __str__(self) -> str:
        return f"--{self.ink} on --{self.ground} ({self.rule})"


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, #rgb or #rrggbb, from 1 to 21: WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def palettes(tokens: str) -> dict[str, dict[str, str]]:
    """theme → its colours by name; the dark ones, of the device and chosen, are the light one with what they re-assign."""
    screens = re.split(
        r"@media \(prefers-color-scheme: dark\)|:root\[data-theme=\"dark\"\]", tokens.partition("@media print")[0]
    )
    light, dark, chosen = (dict(re.findall(r"--([\w-]+)\s*:\s*(#[0-9a-f]{3,6})\s*;", part)) for part in screens)
    return {"light": light, "dark": {**light, **dark}, "chosen dark": {**light, **chosen}}


def pairs(css: str) -> set[Pair]:
    """Every two colours that the rules of these sheets bring together, for words and for what is drawn."""
    rules = _rules(css)
    return {
        pair for selector, said in rules for pair in (*_written(selector, said, rules), *_drawn(selector, said, rules))
    }


def _written(selector: str, said: Declarations, rules: Rules) -> Iterator[Pair]:
    """Words on what is behind them; what has a ground of its own, and no colour for words, is drawn by that ground."""
    if not any(name in ("color", "background", "background-color") or name.startswith("--") for name in said):
        return
    whole = _cascaded(selector, rules)
    inks = _colours(whole, "color", rules)
    grounds = _colours(whole, "background", rules) | _colours(whole, "background-color", rules)
    size = re.search(r"([\d.]+)rem", whole.get("font-size", ""))
    least = DRAWN if size and float(size[1]) >= LARGE else WORDS
    yield from _each(inks, grounds or GROUNDS, least, selector)
    if not inks:
        yield from _each(grounds - DECORATION, GROUNDS, DRAWN, selector)


def _drawn(selector: str, said: Declarations, rules: Rules) -> Iterator[Pair]:
    """Lines and areas on any ground; what fills the letters of a drawing is words."""
    for name in filter(LINES.match, said):
        is_words = name == "fill" and any(one.startswith("font") for one in said)
        yield from _each(_colours(said, name, rules) - DECORATION, GROUNDS, WORDS if is_words else DRAWN, selector)


def _each(inks: Iterable[str], grounds: Iterable[str], least: float, rule: str) -> Iterator[Pair]:
    yield from (Pair(ink, ground, least, rule) for ink, ground in itertools.product(inks, grounds))


def _colours(declarations: Declarations, name: str, rules: Rules) -> set[str]:
    """The tokens a property may show: a custom property stands for each value that this thing, or else any rule, gives it."""
    found: set[str] = set()
    for one in NAMES.findall(declarations.get(name, "")):
        own = declarations.get(f"--{one}")
        told = [own] if own else [said[f"--{one}"] for _, said in rules if f"--{one}" in said]
        found |= {token for value in told for token in NAMES.findall(value)} if told else {one}
    return found


def _cascaded(selector: str, rules: Rules) -> Declarations:
    """What holds for the thing a selector names: of every rule that names it more loosely, the tightest last."""
    parts, subject = _parts(selector), _parts(_subject(selector))
    loose = [
        (len(_parts(other)), said)
        for other, said in rules
        if _parts(other) <= parts and _parts(_subject(other)) <= subject
    ]
    whole: Declarations = {}
    for _, said in sorted(loose, key=lambda one: one[0]):
        whole |= said
    return whole


def _subject(selector: str) -> str:
    return re.split(r"[\s>+~]+", selector.strip())[-1]


def _parts(selector: str) -> frozenset[str]:
    return frozenset(re.findall(r"[.#:]*[\w-]+(?:\([^)]*\))?|\[[^]]*\]", selector))


def _rules(css: str) -> Rules:
    """Each selector with what it declares, on a screen."""
    css = re.sub(r"@media (?:print|\(forced-colors: active\))\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    found: Rules = []
    for selectors, body in re.findall(r"([^{};]+)\{([^{}]*)\}", css):
        said = dict(tuple(part.strip() for part in line.split(":", 1)) for line in body.split(";") if ":" in line)
        found += [(one.strip(), said) for one in re.split(r",(?![^(]*\))", selectors) if ":root" not in one]
    return found


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
