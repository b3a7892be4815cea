"""Words as files take them: without the characters that XML 1.0 forbids and UTF-8 cannot tell.

Forms refuse these; rows from before may hold them, and one of them makes a whole workbook or picture unreadable.
"""

import json
import re
from typing import Any

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(words: str) -> str:
    """The words without them; https://www.w3.org/TR/xml/#charsets."""
    return FORBIDDEN.sub("", words)


def read_stored(text: str | bytes) -> Any:
    """Stored JSON as plain data; half characters, which no page can be written with, are left out."""
    words = text if isinstance(text, str) else text.decode("utf-8")
    data = json.loads(words)
    return _whole(data) if _MAY_BE_HALF.search(words) else data


_MAY_BE_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def _whole(data: object) -> object:
    if isinstance(data, str):
        return _HALF.sub("", data)
    if isinstance(data, list):
        return [_whole(one) for one in data]
    if isinstance(data, dict):
        return {_whole(name): _whole(one) for name, one in data.items()}
    return data
