"""Readable addresses: a title becomes plain ASCII words joined by hyphens."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "ŋ": "n",
        "ŧ": "t",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ǥ": "g",
        "ħ": "h",
        "ʒ": "z",
        "ǯ": "z",
    }
)


def slug(title: str, limit: int = 60) -> str:
    """The title as lower-case ASCII words with hyphens, at most `limit` characters; "" for no words."""
    words = re.findall(r"[a-z0-9]+", _ascii(title))
    return _cut("-".join(words), limit)


def _ascii(title: str) -> str:
    apart = unicodedata.normalize("NFKD", title.lower().translate(WHOLE_LETTERS))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"['’]", "", bare.lower())


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    at = text.rfind("-", 0, limit + 1)
    return text[:at] if at > 0 else text[:limit]
