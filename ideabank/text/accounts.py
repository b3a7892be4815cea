"""What an account number (IBAN, ISO 13616) looks like in folded text, however it is spaced."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

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
# Between the characters of an account number people put spaces, line breaks, hyphens, dots, quotation marks and more. Within a word
# only the Finnish ones are seen, which are all digits: other strings of letters and digits are right by chance too often.
_BREAK = r"[^0-9A-Za-z]{0,5}"
IBAN_START = re.compile(rf"(?:(?<![A-Z0-9])|(?=FI))(?=([A-Z]{_BREAK}[A-Z]){_BREAK}[0-9]{_BREAK}[0-9])", re.IGNORECASE)
IBAN_LEAST_DIGITS = 10


def accounts(text: str) -> Iterator[Span]:
    last = 0
    for match in IBAN_START.finditer(text):
        length = IBAN_LENGTHS.get(match[1][0].upper() + match[1][-1].upper(), 0)
        end = _iban_end(text, match.start(), length) if length and match.start() >= last else 0
        if end and _is_iban(re.sub(r"[^A-Za-z0-9]", "", text[match.start() : end]).upper()):
            last = end
            yield match.start(), end


def _iban_end(text: str, start: int, length: int) -> int:
    """Where an account number of this length ends, or 0 when the text does not hold one here."""
    match = IBANS[length].match(text, start)
    return match.end() if match else 0


IBANS = {
    length: re.compile(rf"(?:[A-Z0-9]{_BREAK}){{{length - 1}}}[A-Z0-9](?![0-9])", re.IGNORECASE)
    for length in set(IBAN_LENGTHS.values())
}


def _is_iban(code: str) -> bool:
    """The check of ISO 7064 MOD 97-10: the first four characters go last, letters count from A = 10."""
    digits = sum(letter.isdigit() for letter in code)
    if digits < (len(code) - 2 if code.startswith("FI") else IBAN_LEAST_DIGITS):
        return False
    return int("".join(str(int(letter, 36)) for letter in code[4:] + code[:4])) % 97 == 1
