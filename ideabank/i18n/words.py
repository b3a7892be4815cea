"""Words in three languages, and the choice among them."""

import dataclasses
import re
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

LANGUAGES = ("fi", "sv", "en")
LONGEST_HEADER, MOST_RANGES = 1_000, 50
# A language range and how much it is wanted; some programs write fi_FI.
_RANGE = re.compile(
    r"(\*|[A-Za-z]{1,8})(?:[-_][A-Za-z0-9]{1,8})*(?:\s*;\s*[qQ]\s*=\s*(0(?:\.\d{0,9})?|1(?:\.0{0,9})?))?"
)
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def N_(message: str) -> str:  # noqa: N802 the customary name, which the extraction looks for
    """Marks a message for the catalogues where it stands; it is translated where it is shown."""
    return message


def NN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802
    """Marks a message with a number in it: for one, and for several."""
    return one, several


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """One expression of the bank's vocabulary, complete in all three languages."""

    fi: str
    sv: str
    en: str

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language if language in LANGUAGES else "en"))

    def by_language(self) -> dict[str, str]:
        return {language: self[language] for language in LANGUAGES}


def choose(texts: Mapping[str, T], wanted: str, original: str = "") -> tuple[str, T] | None:
    """The (language, text) a reader of `wanted` is best served by: wanted, then the original, then fi, sv, en."""
    for language in (wanted, original, *LANGUAGES):
        if texts.get(language):
            return language, texts[language]
    return None


def best_language(accept: str) -> str:
    """The UI language for an Accept-Language header (RFC 9110, 12.5.4): the one that is wanted most, Finnish when none of ours is wanted.

    A language is asked for by its whole first subtag (`fil` is no `fi`); `q=0` means "not this"; what cannot be read says nothing.
    """
    wanted: dict[str, float] = {}
    for part in accept[:LONGEST_HEADER].split(",")[:MOST_RANGES]:
        if found := _RANGE.fullmatch(part.strip()):
            code = found[1].lower()
            quality = float(found[2] or 1)
            wanted[code] = max(quality, wanted.get(code, 0.0))
    others = wanted.get("*", 0.0)
    # Among equals the one that was named first, and those that `*` stands for come last in our own order.
    named = [code for code in wanted if code in LANGUAGES]
    best = max((*named, *(code for code in LANGUAGES if code not in named)), key=lambda code: wanted.get(code, others))
    if wanted.get(best, others):
        return best
    return next((code for code in LANGUAGES if code not in wanted), LANGUAGES[0])
