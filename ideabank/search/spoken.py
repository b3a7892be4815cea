"""Spoken Finnish as it is typed: the written forms that a word no dictionary knows may stand for.

By rules over classes of forms (an ending worn off, vowels run together, a d or an i left out), and a list of the words that follow none
(spoken_words.txt). A rule only proposes: what it gives counts when the dictionary knows it, so a name or a foreign word stays what it is.
"""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ideabank.search.words import lines_of

SHORTEST, LONGEST = 3, 30
MOST = 16  # proposals that are looked up
Rule = Callable[[str], list[str]]
_FOREIGN = re.compile(r"[^a-zåäö]|[cqwxzå]|^[^aeiouyäö]{4}|[^aeiouyäö]{4}|[aeiouyäö]{4}")
_BACK = re.compile("[aou]")


@dataclasses.dataclass(frozen=True)
class Listed:
    """The list: spoken form → written form; everyday name → the word that is written."""

    forms: dict[str, str]
    names: dict[str, str]


def listed(text: str) -> Listed:
    """What a list says."""
    told: tuple[dict[str, str], dict[str, str]] = {}, {}
    for line in lines_of(text):
        written, _, spoken = line.removeprefix("=").partition(":")
        for one in spoken.split():
            told[line.startswith("=")].setdefault(one, written.strip())
    return Listed(*told)


def read_list() -> str:
    """The list that comes with the program, as text."""
    return (Path(__file__).parent / "spoken_words.txt").read_text(encoding="utf-8")


def written(word: str) -> Iterator[list[str]]:
    """What it may be written as, the likeliest first: one change, then two, then three. Each list is of equally likely ones."""
    if not SHORTEST <= len(word) <= LONGEST or _FOREIGN.search(word):
        return
    seen, last, left = {word}, [word], MOST
    for _changes in range(3):
        fresh: list[str] = []
        for rule in _RULES:
            found = [one for given in last for one in rule(given) if one not in seen][:left]
            seen.update(found)
            fresh += found
            left -= len(found)
            if found:
                yield found
            if not left:
                return
        last = fresh


def _ending(pattern: str, *instead: str) -> Rule:
    """Another ending: `{a}` in it is a or ä, `{o}` o or ö, as the vowels of the word ask for."""
    spoken = re.compile(f"(?:{pattern})$")

    with_back, with_front = ([one.format(a=a, o=o) for one in instead] for a, o in ("ao", "äö"))

    def other(word: str) -> list[str]:
        if not spoken.search(word, 1):
            return []
        return [spoken.sub(one, word) for one in (with_back if _BACK.search(word) else with_front)]

    return other


def _within(pattern: str, *instead: str) -> Rule:
    """One place in the word otherwise, at each place where it fits."""
    spoken = re.compile(pattern)

    def other(word: str) -> list[str]:
        return [
            word[: match.start()] + match.expand(one) + word[match.end() :]
            for match, one in itertools.product(spoken.finditer(word), instead)
        ]

    return other


_V = "[aeiouyäö]"
_RULES: tuple[Rule, ...] = (
    _ending(r"([nlrs][uy])", r"\1t"),  # käyny → käynyt
    _ending(r"([aouyäöe])s(|ko|kö)", r"\1isi\2"),  # pitäs → pitäisi
    _ending(r"([aouyäöe])s(in|it|imme|itte|ivat)(|ko|kö)", r"\1is\2\3"),  # pitäsin → pitäisin
    _ending(r"is(|ko|kö)", r"isi\1"),  # pitäis → pitäisi
    _ending(rf"({_V}|n|t)ks", r"\1k{o}", r"\1ksi"),  # voiks → voiko, näytettäväks → näytettäväksi
    _ending(rf"({_V})s", r"\1ss{a}"),  # kännykäs → kännykässä
    _ending(rf"({_V})(st|lt)", r"\1\2{a}"),  # netist → netistä
    _ending(rf"({_V})l", r"\1ll{a}"),  # puhelimel → puhelimella
    _within("tt", "ts"),  # kattoo → katsoo
    _within(f"o(?=tt?{_V}|tell|dell)", "oi"),  # kirjottaa → kirjoittaa
    _ending("ii", "i{a}"),  # erilaisii → erilaisia
    _ending("(e|o|ö|u|y)\\1", r"\1{a}", r"\1{a}{a}"),  # korkee → korkea, tarjoo → tarjoaa
    _within("(?<=[a-zäö])uu(?=.)", "ua"),  # haluun → haluan
    _within("(?<=[a-zäö])ee(?=.)", "ea", "eä"),  # nopeesti → nopeasti
    _within("(?<=[a-zäö])oo(?=.)", "oa"),
    _within("h(?=[aeiouyäö])(?<!^h)", "hd"),  # tehä → tehdä
    _within(f"(?<={_V})(?={_V})", "d"),  # uuen → uuden
    _within(f"(?<={_V})j(?={_V})", "d"),  # hoijan → hoidan
    _within(
        "([aouäöye])(?=(?:nen|se[nt]|st[aä]|si[aäi]|se(?:ss|st|ll|lt)[aä]|sek|see|sel|ses|sil|sis|sek)[a-zäö]{0,4}$)",
        r"\1i",
    ),  # punanen → punainen
    _ending("([io])t", r"\1t{a}"),  # asioit → asioita
    _ending(r"(aa|ää|ee|ii|oo|öö|uu|yy)", r"\1n"),  # varataa → varataan
    _ending("ne", "nen"),
)
