"""Text as it comes from a form or a file, made fit to keep: what nobody sees is taken out, and nothing else is lost.

How long a text may be, and whether it may be missing, is for the forms to say.
"""

import re
import unicodedata
from typing import TypeVar, cast

Data = TypeVar("Data")
NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Never text: what no database, XML file or terminal takes well, and the 66 code points that stand for no character.
UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17))
    + "]"
)
# Marks of direction make a text read otherwise than it is stored (Unicode TR 36); the others only hide in words.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffc\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000\U000e0001]"
)
# These have a meaning in some company: joiners within an emoji or a script that joins, selectors after what they select, tags
# in a flag. Elsewhere they go.
FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{2,8}\U000e007f"
PERHAPS = re.compile(f"{FLAG}|[\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")
JOINER, NON_JOINER, SELECTOR, KEYCAP = "\u200d", "\u200c", "\ufe0f", "\u20e3"
JOINING = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0x1900, 0x1CFF), (0xA800, 0xABFF))
IDEOGRAPHS = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
BLANK = "\u2800\u115f\u1160\u3164\uffa0\ufffc\U0001d159"
UNSEEN = {"Cf", "Cc", "Cn", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"}


def clean(text: str) -> str:
    """The text as it is stored: mended, without spaces at the ends of lines; "" when it shows nothing."""
    return "\n".join(line.rstrip() for line in mended(text).split("\n")).rstrip()


def mended(text: str, *, keeps: str = "") -> str:
    """The text in NFC, with "\\n" newlines and without invisible characters; "" when nothing is left that one can see.

    `keeps`: a mark of a line's end that means something of its own where the text comes from, and stays.
    """
    if text.isascii() and not UNFIT.search(text):
        return text
    lines = UNFIT.sub("", NEWLINES.sub(lambda mark: mark[0] if mark[0] == keeps else "\n", text))
    found = unicodedata.normalize("NFC", _in_company(INVISIBLE.sub("", lines)))
    return found if shows(found) or not found.strip() else ""


def mended_all(data: Data) -> Data:
    """Data from a file, such as parsed JSON, with every text in it mended."""
    return cast(Data, _mended_all(data))


def _mended_all(data: object) -> object:
    if isinstance(data, str):
        return mended(data)
    if isinstance(data, list):
        return [_mended_all(one) for one in data]
    if isinstance(data, dict):
        return {_mended_all(key): _mended_all(one) for key, one in data.items()}
    return data


def shows(text: str) -> bool:
    """Whether there is anything to see: not only spaces, marks without a letter and letters that are blank."""
    return any(
        not letter.isspace() and letter not in BLANK and unicodedata.category(letter) not in UNSEEN for letter in text
    )


def _in_company(text: str) -> str:
    """The text with only those joiners and selectors that have a meaning where they stand."""
    kept, at = [""], 0
    for match in PERHAPS.finditer(text):
        kept.append(text[at : match.start()])
        at = match.end()
        before = next((part[-1] for part in reversed(kept[-2:]) if part), "")
        kept.append(match[0] if _has_meaning(match[0], before, text[at : at + 1]) else "")
    return "".join([*kept, text[at:]])


def _has_meaning(mark: str, before: str, after: str) -> bool:
    if len(mark) > 1:
        return True
    if mark in (JOINER, NON_JOINER):
        joins = _is_in(before, JOINING) and _is_in(after, JOINING)
        return joins or (mark == JOINER and (_is_picture(before) or before == SELECTOR) and _is_picture(after))
    if before and before in "0123456789#*":
        return after == KEYCAP
    symbol = before != "" and unicodedata.category(before)[0] == "S" and mark < "\ufe10"
    return symbol or _is_in(before, IDEOGRAPHS)


def _is_picture(letter: str) -> bool:
    return letter != "" and unicodedata.category(letter) in ("So", "Sk")


def _is_in(letter: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return bool(letter) and any(first <= ord(letter) <= last for first, last in ranges)
