"""JSON from outside as plain data, or what is wrong with it and where: what a database or a page could not hold is refused at once."""

import json
import math
import re
from collections.abc import Iterator
from typing import NoReturn

from ideabank.exchange.unread import Unread
from ideabank.i18n import N_
from ideabank.text.plain import Json

MOST_LETTERS = 4_000_000
DEEPEST = 40
LONGEST_NUMBER = 18  # digits: as much as a database holds

NOT_JSON = N_("This is not JSON: something is wrong on line %(line)d at character %(character)d.")
TWICE = N_("The name %(name)s stands twice in the same place.")
NO_NUMBER = N_("%(name)s is not a number that can be stored.")
TOO_DEEP = N_("There are more levels within one another than a file of ours has.")
TOO_LONG = N_("There is more in this file than can be taken in at once.")
UNFIT = N_("Half a character (%(name)s) cannot be stored. Save the file again as UTF-8.")

# Not only one in a pair: \ud83d\ude42 is a face.
_HALF = re.compile("[\ud800-\udfff]")


def read_json(text: str) -> object:
    """The data in the text. Raises Unread."""
    if len(text) > MOST_LETTERS:
        raise Unread(TOO_LONG)
    try:
        data = _DECODER.decode(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise Unread(NOT_JSON, line=error.lineno, character=error.colno) from error
    except RecursionError as error:
        raise Unread(TOO_DEEP) from error
    for words in _words(data):
        if found := _HALF.search(words):
            raise Unread(UNFIT, name=f"\\u{ord(found[0]):04x}")
    return data


def _words(data: object) -> Iterator[str]:
    """Every text and name in the data. Raises Unread when it is too deep."""
    left = [(data, 0)]
    while left:
        one, depth = left.pop()
        if depth > DEEPEST:
            raise Unread(TOO_DEEP)
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from one
            left += [(value, depth + 1) for value in one.values()]
        elif isinstance(one, list):
            left += [(value, depth + 1) for value in one]


def _object(pairs: list[tuple[str, object]]) -> Json:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise Unread(TWICE, name=shortened(next(name for name in names if names.count(name) > 1)))
    return made


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        _refuse_number(digits)
    return int(digits)


def _broken(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        _refuse_number(digits)
    return number


def _refuse_number(digits: str) -> NoReturn:
    raise Unread(NO_NUMBER, name=shortened(digits))


def shortened(value: object) -> str:
    """What somebody wrote, to be named in a sentence: at most forty letters, all of which can be shown."""
    words = value if isinstance(value, str) else repr(value)
    words = _HALF.sub("\ufffd", words[:200])
    return words if len(words) <= 40 else f"{words[:39]}…"


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole, parse_float=_broken, parse_constant=_refuse_number
)
