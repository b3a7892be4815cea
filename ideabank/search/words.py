"""What a word is, whatever its language, and what one is found by."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:[-'’:.][^\W_]+)*")
LONGEST = 60


@dataclasses.dataclass(frozen=True)
class Bases:
    """What a word is found by: base forms of the whole word, and of its parts when it is a compound."""

    whole: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


def words(text: str) -> Iterator[str]:
    """The words of a text in lower case; accents are kept, compatibility forms folded."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return (match[0][:LONGEST] for match in WORD.finditer(folded))


def forms(word: str) -> list[str]:
    """A hyphenated word as itself and as its parts; other words as themselves."""
    parts = [part for part in re.split(r"[-'’:.]", word) if len(part) > 1]
    return [word, *parts] if len(parts) > 1 else [word]


def lines_of(text: str) -> list[str]:
    """The lines of a word list: no empty ones, no remarks."""
    return [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")]
