"""Places in a list: fifty pages by number, those beyond by the last row seen."""

import pytest

from ideabank.web.paging import NUMBERED, Cursor, decode, near, number_of, numbered


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("7", 7), ("50", 50), ("51", 1), ("0", 1), ("-3", 1), ("", 1), ("x", 1), ("٣", 1), ("9" * 40, 1), ("1.5", 1)],
)  # fmt: skip
def test_a_page_is_one_of_fifty_and_else_the_first(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (20, 1), (21, 2), (1000, 50), (5000, NUMBERED)])
def test_no_more_than_fifty_pages_have_a_number(total: int, pages: int) -> None:
    assert numbered(total, 20) == pages


@pytest.mark.parametrize(
    ("page", "last", "shown"),
    [
        (1, 2, (1, 2)), (1, 9, (1, 2, 3, 0, 9)), (5, 9, (1, 2, 3, 4, 5, 6, 7, 8, 9)), (6, 50, (1, 0, 4, 5, 6, 7, 8, 0, 50)),
        (50, 50, (1, 0, 48, 49, 50)), (0, 50, (1, 2, 0, 50)),
    ],
)  # fmt: skip
def test_the_numbers_shown_are_the_ends_and_those_around(page: int, last: int, shown: tuple[int, ...]) -> None:
    assert near(page, last) == shown


def test_a_row_is_told_and_read_back_and_nonsense_is_nothing() -> None:
    assert decode(Cursor((3, 17)).encode(), 2) == Cursor((3, 17))
    for text in ("x", "W10", Cursor((1, 2, 3)).encode(), Cursor(("\x00", 1)).encode(), "W1tbW1s", "[" * 200):
        assert decode(text, 2) is None
