"""Places in a list: the first pages have numbers, those beyond are named by the last row seen, so that page 5 000 costs what page 50 does."""

import base64
import dataclasses
import json
import math

NUMBERED = 50  # pages that have a number; what lies before them is skipped over row by row
NEAR = 2  # numbers shown on each side of the present one


@dataclasses.dataclass(frozen=True)
class Cursor:
    """A row's place in an order: its sort values."""

    values: tuple[int | str, ...]

    def encode(self) -> str:
        packed = json.dumps(self.values, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str, width: int) -> Cursor | None:
    """The cursor of `width` values in an address; None for nothing and for nonsense."""
    if not text or len(text) > 300:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != width:
        return None
    return Cursor(tuple(values)) if all(map(_is_fit, values)) else None


def number_of(text: str) -> int:
    """The number of a page in an address; the first for nothing, for nonsense, and for one beyond those that have numbers."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return number if 1 <= number <= NUMBERED else 1


def numbered(total: int, size: int) -> int:
    """How many pages of so many rows have a number; an empty list has one."""
    return min(NUMBERED, max(1, math.ceil(total / size)))


def near(page: int, last: int) -> tuple[int, ...]:
    """The numbers worth showing on a page: the first, the last and those around it; 0 where some are left out. `page` 0 lies beyond them."""
    shown = sorted({1, last, *range(max(1, page - NEAR), min(last, page + NEAR) + 1)})
    found: list[int] = []
    for number in shown:
        if found and number - found[-1] > 1:
            found.append(number - 1 if number - found[-1] == 2 else 0)  # a gap of one is as long as its number
        found.append(number)
    return tuple(found)


def _is_fit(value: object) -> bool:
    """What a column can be compared with: NUL, half a character or too large a number would raise in the driver."""
    if isinstance(value, str):
        return value.isprintable()
    return type(value) is int and abs(value) < 2**31
