"""Keyset paging: the address names the last row seen, so page 5 000 costs what page 1 does."""

import base64
import dataclasses
import json
from typing import Any


@dataclasses.dataclass(frozen=True)
class Cursor:
    """Where a page begins: after the row with these sort values, or before it when `back` is set."""

    values: tuple[Any, ...]
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
    # A number beyond 64 bits would not reach the database: it would raise in the driver.
    fit = all(isinstance(v, str) or (isinstance(v, int) and abs(v) < 2**62) for v in values)
    return Cursor(tuple(values), bool(back)) if fit else None
