"""Keyset paging: the address names the last row seen, so page 5 000 costs what page 1 does."""

import base64
import dataclasses
import json


@dataclasses.dataclass(frozen=True)
class Cursor:
    """Where a page begins: after the row with these sort values, or before it when `back` is set."""

    values: tuple[int | str, ...]
    back: bool = False

    def encode(self) -> str:
        packed = json.dumps([self.values, self.back], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str, width: int) -> Cursor | None:
    """The cursor of `width` values in an address; None for nothing and for nonsense."""
    if not text or len(text) > 300:
        return None
    try:
        values, back = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError):
        return None
    if not isinstance(values, list) or len(values) != width:
        return None
    return Cursor(tuple(values), bool(back)) if all(map(_is_fit, values)) else None


def _is_fit(value: object) -> bool:
    """What a column can be compared with: NUL, half a character or too large a number would raise in the driver."""
    if isinstance(value, str):
        return value.isprintable()
    return type(value) is int and abs(value) < 2**31
