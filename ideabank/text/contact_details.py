"""What e-mail addresses, telephone numbers and street addresses look like in folded text.

Numbers of public services are let through: 112, 116117, and the national 010, 020, 029, 030, 0600, 0700 and
0800 series, which in Finland belong to organisations and not to people.
"""

import re
from collections.abc import Iterator

# Ways to write the sign @ and the dot that programs do not read and people do.
AT_WORDS = r"\b(?:at|ät)\b|miuku|[(](?:a|ä)[)]"
_SAID_AT = r" ?[(\[{<] ?(?:at|ät|a|ä|@|miuku(?:mauku)?) ?[)\]}>] ?| (?:ät|miuku(?:mauku)?) | ?@ "
_SAID_DOT = r" ?[(\[{<] ?(?:dot|piste|punkt) ?[)\]}>] ?| (?:dot|piste|punkt) "
_LOCAL = r"(?<![\w.+%-])[\w.+%-]{1,64}+"
_LABEL = r"[\w-]{1,63}+"
_TOP = r"[^\W\d_]{2,63}"
# Each part is possessive and begins only where one can, so that a hundred kilobytes stay linear.
EMAILS = (
    re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+"),
    re.compile(
        rf"{_LOCAL}(?:@|{_SAID_AT}){_LABEL}(?:(?:\.|{_SAID_DOT}){_LABEL}){{0,5}}(?:\.|{_SAID_DOT}){_TOP}", re.IGNORECASE
    ),
    re.compile(rf"{_LOCAL} at {_LABEL}(?:(?:{_SAID_DOT}){_LABEL}){{0,5}}(?:{_SAID_DOT}){_TOP}", re.IGNORECASE),
)

# A number begins where no other does, or after the short words that people glue to it ("puh0401234567").
_GLUED = "|".join(
    rf"(?<=\b{word})" for word in ("p", "puh", "gsm", "tel", "tfn", "nro", "nr", "no", "num", "mob", "on")
)
_START = rf"(?:(?<![\w+])|{_GLUED})(?<![0-9][-./,:])"
# Between the code of an operator or an area and the rest people put more than within the rest.
_AFTER_CODE = r"(?:[^\w,+]{0,3}|,)"
_REST = r"(?:[0-9][ ./-]{0,3}){%d,%d}[0-9](?![0-9])"
ABROAD = re.compile(
    r"(?:(?<![\w+])\+|(?<![\w+])(?<!\w[-/.,])00(?=[1-9])|(?<![\w+])(?:\+ |00 )(?=358)|(?<![\w+,.-])(?=358[ -]?(?:4|50)))"
    r"[1-9][0-9]{0,2}(?:[ -]?\(0\))?(?:[ .()/-]{0,3}[0-9]){5,12}(?![0-9])"
)
MOBILE = re.compile(_START + r"[(\[]?0(?:4[0-9]|50)[0-9]?[)\]]?" + _AFTER_CODE + _REST % (4, 7), re.IGNORECASE)
# What begins like an area's code and is none: a day, hours, a month of a year.
_DAY = (
    r"[0-9]{1,2}([-./])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![0-9])|[0-9]{2} (?:0[1-9]|1[0-2]) (?:19|20)[0-9]{2}(?![0-9])"
)
_HOURS = r"[0-9]{1,2}(?:[.:][0-9]{2})? ?- ?(?:[01][0-9]|2[0-4])(?![0-9])|[0-9]{2}[.:/][0-9]{2}(?![0-9])"
_MONTH = r"[01][0-9][ ./-](?:19|20)[0-9]{2}(?![0-9])"
LANDLINE = re.compile(
    rf"{_START}(?!{_DAY}|{_HOURS}|{_MONTH})"
    r"[(\[]?0(?:[235689]|1[3-9])[)\]]?(?!00)[ ./-]{0,3}(?:[0-9][ ./-]{0,2}){4,8}[0-9](?![0-9])",
    re.IGNORECASE,
)
# From Sweden, as its neighbours in the north and the west write it.
SWEDISH = re.compile(_START + r"07[02369][ /-]{0,3}[1-9][0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}(?![0-9])")
SPACED = re.compile(_START + r"0[ .-]{1,3}(?:4[ .-]{1,3}[0-9]|5[ .-]{1,3}0)(?:[ .-]{1,3}[0-9]){7}(?![0-9])")
NATIONAL = re.compile(r"0(?:10|20|29|30|[67]00|800|[237][0-9]{2}(?=[ -]))")
BUSINESS = re.compile(r"[0-9]{7}-[0-9]")
THOUSANDS = re.compile(r"0[0-9]{2}(?: [0-9]{3})+$")


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Places of e-mail addresses."""
    return (match.span() for pattern in EMAILS for match in pattern.finditer(text))


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Places of Finnish and international numbers; not dates, amounts, or numbers of the national series."""
    for pattern in (ABROAD, MOBILE, LANDLINE, SWEDISH, SPACED):
        for match in pattern.finditer(text):
            if not (_is_business(match[0]) or _is_national(match[0]) or _is_amount(text, match)):
                yield match.span()


def as_dialled(number: str) -> str:
    """The digits of a number as they are dialled in Finland: "+358 (0)9 310 1234" and "09/310 1234" are one number."""
    return re.sub(r"^(?:00)?3580?", "0", re.sub(r"\D", "", number))


def _is_business(number: str) -> bool:
    """The business identity code of an organisation (Y-tunnus): seven digits and a check by modulo 11."""
    if not BUSINESS.fullmatch(number):
        return False
    left = sum(int(digit) * weight for digit, weight in zip(number[:7], (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return left != 1 and int(number[8]) == (11 - left) % 11


def _is_national(number: str) -> bool:
    bare = re.sub(r"^(?:\+ ?|00 ?)?358(?:[ -]?\(0\))?[ .()/-]*", "0", number)
    return bool(NATIONAL.match(bare))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """The end of a large number such as "2 040 500 000"."""
    before = text[max(match.start() - 2, 0) : match.start()]
    return before[:1].isdigit() and before[1:] == " " and bool(THOUSANDS.match(match[0]))


_NUMBER = r" (?:n:?ro\.? |nr\.? )?[0-9]{1,3}(?![0-9])(?![.,:/][0-9])(?: ?[a-zA-Z](?![^\W_]))?(?: ?[0-9]{1,3}(?![0-9])(?![.,:/][0-9]))?"
_STAIRS = r" [0-9]{1,3} ?[a-zA-Z](?![^\W_])"
_BEGINNING = r"(?<![\w-])[^\W\d_][\w-]{1,40}?"
_FINNISH = (
    "(?:ka(?:tu|dun|dulla|dulle|dulta)|(?:kuja|tie|raitti|bulevardi|puistikko|esplanadi)(?:n|lla|llä|lle|lta|ltä)?)"
)
_SWEDISH = "gatan|vägen|gränd|gränden|stigen|esplanaden"
# What is a street as seldom as not.
_PLACES = "ranta|rinne|mäki|väylä|aukio|portti|piha|kaari|laita|backen|brinken|stranden"
# A path is often a figure of speech: only a capital letter or a stairway makes it a street.
_PATH = rf"(?-i:(?<![\w-])[A-ZÅÄÖ])[\w-]{{1,40}}?polku|{_BEGINNING}(?:polku|{_PLACES})(?={_STAIRS})"
STREET = re.compile(rf"({_BEGINNING}(?:{_FINNISH}|{_SWEDISH})|{_PATH}){_NUMBER}", re.IGNORECASE)
# Roads by number and ways in the figurative sense are not where somebody lives.
FIGURATIVE = re.compile(
    r"(?:valta|kanta|seutu|yhdys|moottori|rauta|vesi|ilma|elin|hengitys|virtsa|sappi|synnytys|tiedon|tulo|palvelu|hoito)tie(?:n|llä|lle|ltä)?$|"
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
