"""Text folded for detection: the many ways to write a digit, a dash or a space become one.

People, phones and word processors write "131052–308T" with other dashes, wide digits or invisible
characters between. The detectors of `personal_data` read the folded text and answer with places in the text
as it was typed.
"""

import unicodedata
from dataclasses import dataclass

OTHER_DASHES = "\u2212\u2043\u02d7\u2027"
INVISIBLE = {"Cf", "Mn", "Me"}
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"


@dataclass(frozen=True)
class Folded:
    """`text` is the folded text, and `places[n]` the place of its nth character in the original."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a stretch of the folded text."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text with plain digits, dashes, spaces and letters, and invisible characters left out."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in letter if letter.isascii() else _plain(letter):
            letters.append(" " if plain.isspace() else plain)
            places.append(place)
    return Folded("".join(letters), places)


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Pd" or letter in OTHER_DASHES:
        return "-"
    if category in INVISIBLE or letter in BLANK_LETTERS:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return unicodedata.normalize("NFKC", letter)
