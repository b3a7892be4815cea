"""What a word is, whatever its language: where words stand in a text, and what remains of one without the endings that signs attach."""

import dataclasses
import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

LONGEST = 60
# Soft hyphens, joiners, marks of direction: (first, last).
_RANGES = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
)
INVISIBLE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
# Signs that people and programs type for one another; those that cannot be seen are left out.
_HYPHENS, _APOSTROPHES = "\u2010\u2011\u2043\u02d7", "\u2019\u2018\u02bc\u02b9\u00b4\u0060\u2032"
_AS_TYPED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'),
    **dict.fromkeys((code for first, last in _RANGES for code in range(first, last + 1)), None),
}
_LETTER = rf"[^\W_][{INVISIBLE}]*"
# A word as it stands in any text, also one that invisible signs cut.
WORD = re.compile(rf"\d+/\d+|(?:{_LETTER})+(?:[-':.{_HYPHENS}{_APOSTROPHES}](?:{_LETTER})+)*")

_FINNISH = (
    r"(?:[aeiouyäö]{0,2}h?[aeiouyäö]{0,2}n|t|[ij]?[aä]|i?t[aä]|(?:i|ei)?(?:ss|st|ll|lt|n|tt)[aä]|(?:i|ei)?(?:lle|ksi)|(?:i?den|ten))?"
    r"(?:nsa|nsä|ni|si|mme|nne)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)?"
)
_SWEDISH = "s|n|t|en|et|er|ar|or|na|ns|ts|are|arna|erna|ens|ets|aren"
# "THL:n", "THL:s", "PK2-07-1:een"; "NHS's", "THL'n" but not "vaa'an", whose apostrophe stands between two vowels; "THL-lle".
_AFTER_COLON = re.compile(rf"(.+):(?:(?=.){_FINNISH}|{_SWEDISH})", re.IGNORECASE)
_AFTER_APOSTROPHE = re.compile(rf"(.+)'(?:s|(?:(?<![aeiouyäö]')|(?![aeiouyäö]))(?=.){_FINNISH})", re.IGNORECASE)
_AFTER_HYPHEN = re.compile(r"([^\W_]{2,5})-(?:n|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|een|iin)", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|[^\W\d_]{1,2}\.[^\W\d_]{1,2}")
_CODE = re.compile(r"([^\W\d_]{1,3})-(\d+)")
_SPACES = " \u00a0\u2009\u202f"
_GROUPS = re.compile(rf"(?<![\w+/-])\+?\d{{1,4}}(?:[{_SPACES}]\d{{2,4}})+(?![\w/-])")
_SPACED = re.compile(r"\d \d")
_DASHED = re.compile(r"(?<![^\W_])[^\W\d_]{1,3}\d?[\u2013\u2014]\d+(?:[\u2013\u2014]\d+)*")
_CAPITALS = range(2, 6)


@dataclasses.dataclass(frozen=True)
class Bases:
    """What a word is found by: base forms of the whole word, and of its parts when it is a compound."""

    whole: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


def plain(text: str) -> str:
    """The text with one sign for what looks the same, nothing that cannot be seen, and a number in groups as one word ("116-117")."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_AS_TYPED)).translate(_AS_TYPED)
        if "\u2013" in text or "\u2014" in text:
            text = _DASHED.sub(_dashed, text)
    return _GROUPS.sub(_grouped, text) if _SPACED.search(text) else text


def spans(text: str) -> Iterator[re.Match[str]]:
    """Where the words of a text stand in it as it is; `plain` of what is matched is the word."""
    return WORD.finditer(_GROUPS.sub(_grouped, _DASHED.sub(_dashed, text)))


def tokens(text: str) -> Iterator[str]:
    """The words of a text as they are written, capitals too; accents are kept, compatibility forms folded."""
    return (match[0][:LONGEST] for match in WORD.finditer(plain(text)))


def words(text: str) -> Iterator[str]:
    """The words of a text in lower case."""
    return map(str.lower, tokens(text))


def forms(word: str) -> list[str]:
    """A word as a whole, its attached ending off; and its parts when a hyphen or another sign holds it together."""
    if word.isalpha():  # nearly all of them
        return [word]
    word = _bare(word)
    parts = [part for part in re.split(r"[-':.]", word) if len(part) > 1]
    return [_joined(word), *parts] if len(parts) > 1 or (parts and _is_number(word)) else [_joined(word)]


def is_abbreviation(form: str) -> bool:
    """Whether it is written as abbreviations are: "THL", "HUS"."""
    return form.isupper() and len(form) in _CAPITALS and form.isalpha()


def lines_of(text: str) -> list[str]:
    """The lines of a word list: no empty ones, no remarks."""
    return [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")]


def _bare(word: str) -> str:
    """The word without what a colon, an apostrophe or a hyphen attaches to an abbreviation, a code or a name."""
    if word.lower().endswith("n't"):
        return word
    for attached, sign in ((_AFTER_COLON, ":"), (_AFTER_APOSTROPHE, "'"), (_AFTER_HYPHEN, "-")):
        if sign in word and (match := attached.fullmatch(word)):
            return match[1]
    return word


def _joined(word: str) -> str:
    """What is one word however it is spelt: "e.g" is eg, "u-1" u1, "116-117" 116117."""
    if "." in word and _SHORTENED.fullmatch(word):
        return word.replace(".", "")
    if "-" in word and (_CODE.fullmatch(word) or _is_number(word)):
        return word.replace("-", "")
    return word


def _dashed(match: re.Match[str]) -> str:
    return re.sub("[\u2013\u2014]", "-", match[0])


def _is_number(word: str) -> bool:
    """Whether groups of digits are one number, as in 116-117, 10-000 or 040-1234567; ranges, years and dates are not."""
    first, *others = word.split("-")
    if not others or not word.replace("-", "").isdigit():
        return False
    return first.startswith("0") or len(others) > 2 or (len(first) <= 3 and all(len(one) == 3 for one in others))


def _grouped(match: re.Match[str]) -> str:
    """The same with hyphens, letter for letter, when it is one number."""
    number = re.sub(f"[{_SPACES}]", "-", match[0])
    return number if number.startswith("+") or _is_number(number) else match[0]


def sum_of(*names: str) -> str:
    """A sum of these files of ours: what they make of words is not what other files made."""
    here, found = Path(__file__).parent, 0
    for name in names:
        found = zlib.crc32((here / name).read_bytes(), found)
    return f"{found:x}"
