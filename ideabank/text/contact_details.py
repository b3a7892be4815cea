"""What e-mail addresses, telephone numbers and street addresses look like in folded text.

Numbers of public services are let through: 112, 116117, and the national 010, 020, 029, 030, 0600, 0700 and
0800 series, which in Finland belong to organisations and not to people.
"""

import re
from collections.abc import Iterator

# Each part is possessive and begins only where one can, so that a hundred kilobytes stay linear.
EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}+(?:@| ?[(\[] ?(?:at|ät) ?[)\]] ?)[\w-]{1,63}+(?:\.[\w-]{1,63}+)+",
    re.IGNORECASE,
)

_START = r"(?<![\w+])(?<![0-9][-./,])"
_MORE = r"(?:[ -]{0,2}[0-9]){5,9}(?![0-9])"
ABROAD = re.compile(
    r"(?<![\w+])(?<![\w][-/.])(?:\+|00(?=[1-9]))[1-9][0-9]{0,2}(?: ?\(0\))?(?:[ .()/-]{0,2}[0-9]){5,12}(?![0-9])"
)
MOBILE = re.compile(_START + r"\(?0(?:4[0-9]|50)[0-9]?\)?(?:[ ./-]{0,3}[0-9]){5,8}(?![0-9])")
LANDLINE = re.compile(_START + r"\(?0(?:[235689]|1[3-9])\)?(?!00)" + _MORE)
NATIONAL = re.compile(r"0(?:10|20|29|30|[67]00|800|[237][0-9]{2}(?=[ -]))")
DATE = re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{2,4}(?![0-9])")
BUSINESS = re.compile(r"[0-9]{7}-[0-9]")
THOUSANDS = re.compile(r"0[0-9]{2}(?: [0-9]{3})+$")


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Places of e-mail addresses."""
    return (match.span() for match in EMAIL.finditer(text))


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Places of Finnish and international numbers; not dates, amounts, or numbers of the national series."""
    for pattern in (ABROAD, MOBILE, LANDLINE):
        for match in pattern.finditer(text):
            if not (
                DATE.match(match[0]) or _is_business(match[0]) or _is_national(match[0]) or _is_amount(text, match)
            ):
                yield match.span()


def _is_business(number: str) -> bool:
    """The business identity code of an organisation (Y-tunnus): seven digits and a check by modulo 11."""
    if not BUSINESS.fullmatch(number):
        return False
    left = sum(int(digit) * weight for digit, weight in zip(number[:7], (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return left != 1 and int(number[8]) == (11 - left) % 11


def _is_national(number: str) -> bool:
    bare = re.sub(r"^(?:\+|00)358[ .()/-]*", "0", number)
    return bool(NATIONAL.match(bare))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """The end of a large number such as "2 040 500 000"."""
    before = text[max(match.start() - 2, 0) : match.start()]
    return before[:1].isdigit() and before[1:] == " " and bool(THOUSANDS.match(match[0]))


_NUMBER = r" [0-9]{1,3}(?![0-9])(?![.,:/][0-9])(?: ?[a-zA-Z](?![^\W_]))?(?: ?[0-9]{1,3}(?![0-9])(?![.,:/][0-9]))?"
_STAIRS = r" [0-9]{1,3} ?[a-zA-Z](?![^\W_])"
_BEGINNING = r"(?<![\w-])[^\W\d_][\w-]{1,40}?"
_FINNISH = "katu|kuja|tie|raitti|bulevardi|puistikko|esplanadi"
_SWEDISH = "gatan|vägen|gränden|stigen|esplanaden"
# A path is often a figure of speech: only a capital letter or a stairway makes it a street.
_PATH = rf"(?-i:(?<![\w-])[A-ZÅÄÖ])[\w-]{{1,40}}?polku|{_BEGINNING}polku(?={_STAIRS})"
STREET = re.compile(rf"({_BEGINNING}(?:{_FINNISH}|{_SWEDISH})|{_PATH}){_NUMBER}", re.IGNORECASE)
# Roads by number and ways in the figurative sense are not where somebody lives.
FIGURATIVE = re.compile(
    r"(?:valta|kanta|seutu|yhdys|moottori|rauta|vesi|ilma|elin|hengitys|virtsa|sappi|synnytys|tiedon|tulo)tie$|"
    r"(?:riks|motor|servi|vård|kund|järn|luft|vatten)\w*(?:vägen|stigen)$|"
    r".*(?:palvelu|hoito|asiakas|asiointi|potilas|kuntoutus|digi|oppimis|opinto|koulutus|ura|ratkaisu|kehitys|muutos|"
    r"kehittämis|lääke|lähete|ohjaus|käyttäjä|kansalais|sairaan|elämän|tapaus|siirtymä|tutkimus|tilaus|seuranta|"
    r"raskaus|neuvola|toipumis|tuki|arviointi|kriisi|apu|päivystys|hoido|kotiutus|työllisty|integraatio|tieto|data)"
    r".*polku$",
    re.IGNORECASE,
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Places of street addresses: the name of a street in Finnish or Swedish, and the number of a house."""
    for match in STREET.finditer(text):
        if not FIGURATIVE.match(match[1]):
            yield match.span()
