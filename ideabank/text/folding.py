"""Text folded for detection: the many ways to write a digit, a dash, a letter or a space become one.

People, phones and word processors write "131052–308T" with other dashes, wide digits or invisible
characters between, and Markdown lets them write "131052**-308T**" or "131052&#45;308T", which readers see as the
code it is. The detectors of `personal_data` read the folded text, both as it was typed and as it will be
shown, and answer with places in the text as it was typed.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

OTHER_DASHES = "\u2212\u2043\u02d7\u2027\u00b7\u2219\u22c5\u30fb\u30fc\u2500\u2501\u1806\u207b\u208b\u2796"
INVISIBLE = {"Cf", "Mn", "Me", "Cc", "Cn"}
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
# Letters of other scripts that look like the Latin ones of a code or an account number.
ALIKE = dict(
    zip("АВЕКМНРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo", strict=True)
)  # fmt: skip

# Letters that old typewriters taught people to write for the digits 0 and 1, beside other digits.
TYPEWRITTEN = re.compile(r"(?<=[0-9])[OolI]+|(?<![^\W\d_])[OolI]+(?=[0-9])")
AS_DIGITS = str.maketrans("OolI", "0011")

# What Markdown, HTML and addresses take away when the text is shown: entities become a letter, marks nothing. Each part is bounded, so
# that a hundred kilobytes of any of them stay linear.
MARK = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)"
    r"|%(?P<octet>[0-9a-fA-F]{2})"
    r"|\\(?P<escaped>[!-~])"
    r"|<!--(?:(?!--).){0,300}-->|</?[A-Za-z][^<>]{0,300}>"
    r"|\](?:\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])"
    r"|[*_`~\[\]]{1,100}+",
    re.DOTALL,
)

Piece = tuple[str, int, int]


@dataclass(frozen=True)
class Folded:
    """`text` is the folded text; its nth character stands for the original's from `starts[n]` to `ends[n]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a stretch of the folded text."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """The text with plain digits, dashes, spaces and letters, and invisible characters left out."""
    return _folded((letter, place, place + 1) for place, letter in enumerate(text))


def fold_shown(text: str) -> Folded:
    """The same of the text as readers will see it: without the marks of Markdown and HTML, entities and octets as what they stand for."""
    return _folded(_shown(text))


def as_typewritten(folded: Folded) -> Folded:
    """The same with the letters o and l that stand for digits as digits."""
    return replace(folded, text=TYPEWRITTEN.sub(lambda letters: letters[0].translate(AS_DIGITS), folded.text))


def has_marks(text: str) -> bool:
    """Whether the text as it is shown can differ from the text as it was typed."""
    return MARK.search(text) is not None


def _shown(text: str) -> Iterator[Piece]:
    at = 0
    for mark in MARK.finditer(text):
        yield from ((text[place], place, place + 1) for place in range(at, mark.start()))
        yield from ((letter, mark.start(), mark.end()) for letter in _meant(mark))
        at = mark.end()
    yield from ((text[place], place, place + 1) for place in range(at, len(text)))


def _meant(mark: re.Match[str]) -> str:
    """What a mark stands for: the letter of an entity, of an octet (beyond ASCII only signs matter here) or after a backslash."""
    if mark["entity"]:
        return html.unescape(mark["entity"])
    if mark["octet"]:
        return chr(int(mark["octet"], 16)) if mark["octet"] < "8" else ""
    return mark["escaped"] or ""


def _folded(pieces: Iterable[Piece]) -> Folded:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in pieces:
        for plain in letter if "\x20" <= letter <= "\x7e" else _plain(letter):
            letters.append(" " if plain.isspace() else plain)
            starts.append(start)
            ends.append(end)
    return Folded("".join(letters), starts, ends)


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category == "Pd" or letter in OTHER_DASHES:
        return "-"
    if category in INVISIBLE or letter in BLANK_LETTERS:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return ALIKE.get(letter) or unicodedata.normalize("NFKC", letter)
