"""Where a segment stands in the four-field of service need and resources, and what each of its factors rests on."""

import dataclasses
from collections.abc import Mapping

from ideabank.entries.structure import Details
from ideabank.i18n import Words
from ideabank.i18n.slides import slides
from segments.vocabulary import ABILITIES, FIELD_MEANINGS, FIELDS, JUDGEMENT, NEEDS, SUPPORTS


@dataclasses.dataclass(frozen=True, slots=True)
class Factor:
    """One factor in words, and what it rests on: a slide, or our judgement."""

    name: str
    value: str
    basis: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class FourField:
    """`across` and `down` place the segment: 0 to 100 from few to many resources and from great to small need.

    `fields` are (code, name) in reading order; `field` is the one it stands in, "" while a factor is missing.
    """

    factors: tuple[Factor, ...]
    fields: tuple[tuple[str, str], ...]
    field: str = ""
    name: str = ""
    meaning: str = ""
    across: int = 0
    down: int = 0


def four_field(details: Details, lang: str) -> FourField:
    """From the stored factors, in the reader's language."""
    factors = tuple(
        Factor(name, words[details[name]][lang], _basis(str(details.get(f"{name}_source") or ""), lang))
        for name, words in (("need", NEEDS), ("ability", ABILITIES), ("support", SUPPORTS))
        if details.get(name) in words
    )
    fields = tuple((code, FIELDS[code][lang]) for code in ("network", "cooperation", "community", "self"))
    if len(factors) < 3:
        return FourField(factors, fields)
    need = _share(NEEDS, details["need"])
    resources = (2 - _share(ABILITIES, details["ability"]) - _share(SUPPORTS, details["support"])) / 2
    code = (("community", "self"), ("network", "cooperation"))[need >= 0.5][resources >= 0.5]
    return FourField(
        factors, fields, code, FIELDS[code][lang], FIELD_MEANINGS[code][lang], _percent(resources), _percent(1 - need)
    )


def _share(words: Mapping[str, Words], code: str) -> float:
    """How far down its list a value stands: 0 for the first, 1 for the last."""
    return list(words).index(code) / (len(words) - 1)


def _percent(share: float) -> int:
    """Kept off the edges, so that the mark is seen whole."""
    return round(8 + 84 * share)


def _basis(source: str, lang: str) -> str:
    return slides([source], lang) if source.isdigit() else (JUDGEMENT[lang] if source == "judgement" else "")
