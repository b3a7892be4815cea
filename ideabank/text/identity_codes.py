"""What a Finnish personal identity code looks like in folded text, by the rules of the Digital and Population Data Services
Agency (DVV), with the intermediate characters that came into use in 2023."""

import re
from collections.abc import Iterator
from datetime import date

Span = tuple[int, int]

# The beginnings of the months' names in Finnish, Swedish and English, each with the rest of the word.
_BEGINNINGS = (
    "tammi|jan", "helmi|feb", "maalis|mar", "huhti|apr", "touko|maj|may", "kesä|jun",
    "heinä|jul", "elo|aug", "syys|sep", "loka|o[kc]t", "marras|nov", "joulu|dec",
)  # fmt: skip
MONTHS = [f"(?:{beginning})[a-zåäö]{{0,9}}" for beginning in _BEGINNINGS]

# Finnish personal identity code (DVV): ddmmyy, an intermediate character that tells the century, an
# individual number and a check character, which is the nine digits modulo 31. Spaces and dots may stray
# in between. Seen through a lookahead so that one candidate does not swallow the next.
_GAP = r"[ .]{0,3}"
_DIGIT = rf"([0-9]){_GAP}"
_CHECK = r"[0-9A-FHJ-NPR-Y]"
HETU = re.compile(
    rf"(?<![0-9])(?=({_DIGIT}{_DIGIT}[/-]?{_DIGIT}{_DIGIT}[/-]?{_DIGIT}{_DIGIT}([-+YXWVUABCDEF]){_GAP}"
    rf"{_DIGIT}{_DIGIT}{_DIGIT}({_CHECK}))(?![0-9]))",
    re.IGNORECASE,
)
# The same as people write it by themselves: the year in full, a day or month of one digit, and something else or nothing
# where the century stands ("13101952-308T", "13.10.1952 308T", "131052308T").
_LOOSE_END = (
    r"(?P<mark> ?(?:miinus|minus|viiva|streck|dash) ?|[YXWVUABCDEF]|[^0-9A-Za-z]{0,3})"
    rf"(?P<number>[0-9]{{3}})(?P<check>{_CHECK}))(?![0-9]))"
)
LOOSE = re.compile(
    r"(?<![0-9])(?=((?P<day>[0-9]{2}|[1-9](?=[./-]))[ ./-]{0,2}(?P<month>[0-9]{2}|[1-9](?=[./-]))[ ./-]{0,2}"
    r"(?P<year>[12][0-9]{3}|[0-9]{2})" + _LOOSE_END,
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(
    r"(?<![0-9])(?=((?P<year>[12][0-9]{3})[ ./-]?(?P<month>[0-9]{2})[ ./-]?(?P<day>[0-9]{2})" + _LOOSE_END,
    re.IGNORECASE,
)
# The same with a month by its name, with words or signs where the century stands, in cells of a table: "13. lokakuuta 1952, loppuosa
# 308T". Only a letter that checks it makes such a thing a code.
_SIGNS = "[^0-9A-Za-z]{0,4}"
WIDE = re.compile(
    rf"(?<![0-9])(?=((?P<day>[0-9]{{2}}|[1-9](?=[^0-9A-Za-z])){_SIGNS}"
    rf"(?P<month>[0-9]{{2}}|[1-9](?=[^0-9A-Za-z])|{'|'.join(MONTHS)}){_SIGNS}(?P<year>[12][0-9]{{3}}|[0-9]{{2}})"
    r"(?P<mark>[^0-9]{0,40}?)(?P<number>[0-9]{3})[ -]{0,3}(?P<check>[A-FHJ-NPR-Y]))(?![0-9A-Za-z]|-[A-Za-zÅÄÖåäö]))",
    re.IGNORECASE,
)
# What people call the sign and what follows it; between the date and the end, other words only make us ask.
SAID = re.compile("miinus|minus|plus|viiva|merkki|streck|tecken|dash|hyphen|loppu|tunnus|hetu|slut|beteckning|code|end")
# Every digit apart from the next, as in "1-3-1-0-5-2-3-0-8-T".
_APART = r"[^0-9A-Za-z]{1,3}"
SPACED = re.compile(
    rf"(?<![0-9A-Za-z])(?=((?:[0-9]{_APART}){{6}}(?:[YXWVUABCDEF]{_APART})?(?:[0-9]{_APART}){{3}}[A-FHJ-NPR-Y])(?![0-9A-Za-z]))",
    re.IGNORECASE,
)
OTHER_DAY = re.compile(
    r" {0,2}(?=(?:[0-9]\.?){5})(?:0?[1-9]|[12][0-9]|3[01])\. ?(?:0?[1-9]|1[0-2])\.(?:[0-9]{2}){1,2}(?![0-9])"
)
CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
YEAR = re.compile("19|20")
MORE = re.compile("[-./][0-9]")
MOST_YEARS = range(1850, 2100)


def identity_codes(text: str) -> Iterator[Span]:
    """Codes with a real date, a number of 002-999 (900 on are temporary) and the right check character."""
    for match in HETU.finditer(text):
        if _is_dated(match) and _check_character(match) == match[12].upper() and _stands_apart(text, match):
            yield match.span(1)
    for match in (*LOOSE.finditer(text), *YEAR_FIRST.finditer(text)):
        if _is_right(match) and not _is_figure(match) and _ends(text, match):
            yield match.span(1)
    yield from (match.span(1) for match in WIDE.finditer(text) if _is_right(match) and _is_said(match["mark"]))
    for match in SPACED.finditer(text):
        tight = LOOSE.match(re.sub(r"[^0-9A-Za-z]", "", match[1]))
        if tight and _is_right(tight):
            yield match.span(1)


def likely_codes(text: str) -> Iterator[Span]:
    """Codes that are right but for the check character (a slip in a real code, or an invented one), ten digits that
    would be a code if they are no number of something else, and a date with the end of a code some words after it."""
    for match in HETU.finditer(text):
        dotted = "." in text[match.end(8) : match.end(1)]
        if _is_dated(match) and not dotted and not text[match.end(1) : match.end(1) + 1].isalnum():
            yield match.span(1)
    yield from (match.span(1) for match in LOOSE.finditer(text) if _is_ten_digits(text, match) and _is_right(match))
    yield from (match.span(1) for match in WIDE.finditer(text) if _is_right(match))


def _is_said(mark: str) -> bool:
    """Whether what stands between the date and the end is signs only, the letter of a century, or a word for either."""
    letters = "".join(letter for letter in mark if letter.isalpha())
    return len(letters) < 2 or SAID.search(mark.lower()) is not None


def _is_ten_digits(text: str, match: re.Match[str]) -> bool:
    """Nothing but digits, and no telephone number: those begin with a zero."""
    before = text[match.start() - 1 : match.start()]
    return match[1].isdigit() and match["day"][0] != "0" and not before.isalnum() and _ends(text, match)


def _is_dated(match: re.Match[str]) -> bool:
    """A real date before the sign of the century, and no other date after it: "01.01.00-31.12.00" is a stretch of time."""
    if OTHER_DAY.match(match.string, match.end(8)):
        return False
    day, month, year = (int(match[n] + match[n + 1]) for n in (2, 4, 6))
    return _is_day(CENTURIES[match[8].upper()] + year, month, day) and int(match[9] + match[10] + match[11]) >= 2


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _check_character(match: re.Match[str]) -> str:
    digits = "".join(match.group(2, 3, 4, 5, 6, 7, 9, 10, 11))
    return CHECK_CHARACTERS[int(digits) % 31]


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Not the beginning of a word, as in "01.01.20 - 123 asiakasta"; a tight code may have an ending."""
    return " " not in match[1] or not text[match.end(1) : match.end(1) + 1].isalpha()


def _is_right(match: re.Match[str]) -> bool:
    """A real date, a number that is given to people, and the check character of the nine digits."""
    day, month, year, number = int(match["day"]), _month(match["month"]), int(match["year"]), int(match["number"])
    years = [year] if year > 99 else [1900 + year, 2000 + year]
    if number < 2 or not any(one in MOST_YEARS and _is_day(one, month, day) for one in years):
        return False
    nine = f"{day:02}{month:02}{year % 100:02}{number:03}"
    return CHECK_CHARACTERS[int(nine) % 31] == match["check"].upper()


def _month(told: str) -> int:
    if told.isdigit():
        return int(told)
    return next(place for place, name in enumerate(MONTHS, start=1) if re.fullmatch(name, told, re.IGNORECASE))


def _is_figure(match: re.Match[str]) -> bool:
    """Digits to the end: an order, an invoice, a telephone, or the other end of a stretch of time. A letter makes it a code."""
    if not match["check"].isdigit():
        return False
    year_after = YEAR.match(match["number"] + match["check"]) and not match[1][:6].isdigit()
    goes_on = MORE.match(match.string, match.end(1))
    return bool(year_after or goes_on) or match["mark"].strip() in ("", ".", ",", "/", ":", ";", "(")


def _ends(text: str, match: re.Match[str]) -> bool:
    """The code is not the beginning of a longer word."""
    return not text[match.end(1) : match.end(1) + 1].isalpha()
