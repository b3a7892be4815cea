"""Short beginnings of longer texts, for lists and cards."""

import re

ELLIPSIS = "…"
_END = re.compile(r"(?<=[.!?…])\s")


def excerpt(text: str, limit: int) -> str:
    """The text on one line, cut between words to at most `limit` characters, ellipsis included."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    if limit <= 1:
        return ELLIPSIS[: max(limit, 0)]
    return _whole_words(line, limit - 1).rstrip(" ,;:.–—-") + ELLIPSIS


def first_sentence(text: str, limit: int) -> str:
    """What the text says first, in at most `limit` characters."""
    return excerpt(_END.split(" ".join(text.split()), maxsplit=1)[0], limit)


def _whole_words(line: str, limit: int) -> str:
    """As many whole words as fit; one overlong first word is cut in the middle."""
    at = line.rfind(" ", 0, limit + 1)
    return line[:at] if at > 0 else line[:limit]
