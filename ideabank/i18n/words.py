"""Words in three languages, and the choice among them."""

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

LANGUAGES = ("fi", "sv", "en")
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def N_(message: str) -> str:  # noqa: N802 the customary name, which the extraction looks for
    """Marks a message for the catalogues where it stands; it is translated where it is shown."""
    return message


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """One expression of the bank's vocabulary, complete in all three languages."""

    fi: str
    sv: str
    en: str

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language if language in LANGUAGES else "en"))


def choose(texts: Mapping[str, T], wanted: str, original: str = "") -> tuple[str, T] | None:
    """The (language, text) a reader of `wanted` is best served by: wanted, then the original, then fi, sv, en."""
    for language in (wanted, original, *LANGUAGES):
        if texts.get(language):
            return language, texts[language]
    return None


def best_language(accept: str) -> str:
    """The UI language for an Accept-Language header; Finnish when it names none of ours."""
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept.split(",")[:20]):
        tag, _, quality = part.partition(";q=")
        code = tag.strip().lower()[:2]
        if code in LANGUAGES:
            ranked.append((-_quality(quality), position, code))
    return min(ranked)[2] if ranked else LANGUAGES[0]


def _quality(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
