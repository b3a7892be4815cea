"""Personal data in free text: identity codes and bank accounts are refused, contact details are asked about.

Detection is by public rules: the personal identity code as the Digital and Population Data Services Agency
(DVV) describes it, with the intermediate characters that came into use in 2023, and account numbers by ISO
13616 (IBAN). It errs towards asking; it never decides whether a name or a story tells who somebody is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ideabank.text.contact_details import EMAIL, addresses, phones
from ideabank.text.folding import fold

Severity = Literal["refuse", "ask"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """A stretch `text[start:end]` and what it looks like: hetu, hetu-like, iban, email, phone or address."""

    kind: str
    start: int
    end: int
    severity: Severity


def findings(text: str) -> list[Finding]:
    """What looks like personal data, in reading order and without overlaps; of two that meet, the gravest."""
    folded = fold(text)
    taken = bytearray(len(text))
    found: list[Finding] = []
    for kind, detect in DETECTORS.items():
        for start, end in (folded.span(*span) for span in detect(folded.text)):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(kind, start, end, "refuse" if kind in REFUSED else "ask"))
    return sorted(found, key=lambda finding: finding.start)


def mask(text: str) -> str:
    """The text for a log or a notice, each finding replaced by its kind in brackets, such as "[hetu]"."""
    parts, at = [], 0
    for finding in findings(text):
        parts += [text[at : finding.start], f"[{finding.kind}]"]
        at = finding.end
    return "".join([*parts, text[at:]])


# Finnish personal identity code (DVV): ddmmyy, an intermediate character that tells the century, an
# individual number and a check character, which is the nine digits modulo 31. Spaces and dots may stray
# in between. Seen through a lookahead so that one candidate does not swallow the next.
_GAP = r"[ .]{0,3}"
_DIGIT = rf"([0-9]){_GAP}"
HETU = re.compile(
    rf"(?<![0-9])(?=({_DIGIT}{_DIGIT}[/-]?{_DIGIT}{_DIGIT}[/-]?{_DIGIT}{_DIGIT}([-+YXWVUABCDEF]){_GAP}"
    rf"{_DIGIT}{_DIGIT}{_DIGIT}([0-9A-FHJ-NPR-Y]))(?![0-9]))",
    re.IGNORECASE,
)
CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _hetus(text: str) -> Iterator[Span]:
    """Codes with a real date, a number of 002-999 (900 on are temporary) and the right check character."""
    for match in HETU.finditer(text):
        if _is_dated(match) and _check_character(match) == match[12].upper() and _stands_apart(text, match):
            yield match.span(1)


def _hetu_likes(text: str) -> Iterator[Span]:
    """Codes that are right but for the check character: a slip in a real code, or an invented one."""
    for match in HETU.finditer(text):
        if _is_dated(match) and not text[match.end(1) : match.end(1) + 1].isalnum():
            yield match.span(1)


def _is_dated(match: re.Match[str]) -> bool:
    day, month, year = (int(match[n] + match[n + 1]) for n in (2, 4, 6))
    try:
        date(CENTURIES[match[8].upper()] + year, month, day)
    except ValueError:
        return False
    return int(match[9] + match[10] + match[11]) >= 2


def _check_character(match: re.Match[str]) -> str:
    digits = "".join(match.group(2, 3, 4, 5, 6, 7, 9, 10, 11))
    return CHECK_CHARACTERS[int(digits) % 31]


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Not the beginning of a word, as in "01.01.20 - 123 asiakasta"; a tight code may have an ending."""
    return " " not in match[1] or not text[match.end(1) : match.end(1) + 1].isalpha()


# The length of an IBAN in each country, from the ISO 13616 register.
IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FK FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}
IBAN_START = re.compile(r"(?<![A-Z0-9])(?=([A-Z]{2})[ -]{0,2}[0-9][ -]{0,2}[0-9])", re.IGNORECASE)
IBAN_LEAST_DIGITS = 10


def _ibans(text: str) -> Iterator[Span]:
    for match in IBAN_START.finditer(text):
        end = _iban_end(text, match.start(), IBAN_LENGTHS.get(match[1].upper(), 0))
        if end and _is_iban(re.sub(r"[ .-]", "", text[match.start() : end]).upper()):
            yield match.start(), end


def _iban_end(text: str, start: int, length: int) -> int:
    """Where an account number of this length ends, or 0 when the text does not hold one here."""
    if not length:
        return 0
    match = re.compile(rf"(?:[A-Z0-9][ .-]{{0,2}}){{{length - 1}}}[A-Z0-9](?![0-9])", re.IGNORECASE).match(text, start)
    return match.end() if match else 0


def _is_iban(code: str) -> bool:
    """The check of ISO 7064 MOD 97-10: the first four characters go last, letters count from A = 10."""
    digits = sum(letter.isdigit() for letter in code)
    if digits < (len(code) - 2 if code.startswith("FI") else IBAN_LEAST_DIGITS):
        return False
    return int("".join(str(int(letter, 36)) for letter in code[4:] + code[:4])) % 97 == 1


def _emails(text: str) -> Iterator[Span]:
    return (match.span() for match in EMAIL.finditer(text))


REFUSED = {"hetu", "iban"}
DETECTORS: dict[str, Callable[[str], Iterator[Span]]] = {
    "hetu": _hetus,
    "iban": _ibans,
    "hetu-like": _hetu_likes,
    "email": _emails,
    "phone": phones,
    "address": addresses,
}
