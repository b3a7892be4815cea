"""CSV as spreadsheets here and elsewhere write it, and the one guard against formulas."""

import pytest

from ideabank.exchange import tables, worksheet
from ideabank.exchange.jobs import here
from ideabank.exchange.tables import decoded, guarded, read_csv, read_table, to_csv, unguarded
from ideabank.exchange.unread import Unread

CELLS = [["nimi", "määrä"], ["Äiti; isä", "-5"], ['Sanoi "hei"', "rivi\ntoinen"]]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_is_read_however_it_was_saved(separator: str, newline: str, codec: str) -> None:
    lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in CELLS]
    [page] = read_table((newline.join(lines) + newline).encode(codec), here)
    assert page.rows == CELLS
    assert page.notes == ([tables.LATIN] if codec == "cp1252" else [])


def test_marks_within_quotation_marks_separate_nothing() -> None:
    assert read_csv('"Jono, pitkä, hidas";Puhelin\n"a,b,c";d') == [["Jono, pitkä, hidas", "Puhelin"], ["a,b,c", "d"]]


def test_the_line_that_excel_writes_for_itself_is_no_row() -> None:
    assert read_csv("sep=,\na,b;c\n") == [["a", "b;c"]]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+358 40", "@SUM(A1)", "-2 astetta", "\t=1", "\r=1", " =1", "＝1", "'=1", "''-x", "-5=1"]
)
def test_what_would_be_a_formula_goes_out_as_text_and_comes_back(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["-5", "-5,25", "-10.5", "0", "'lainaus'", "", "a=b", "'"])
def test_a_number_below_zero_is_no_formula(cell: str) -> None:
    assert guarded(cell) == cell == unguarded(cell)


def test_what_goes_out_comes_back() -> None:
    rows = [["=1", "-5", "a;b"], ["'=x", "c\nd", ' "e" ']]
    assert read_csv(decoded(to_csv(rows).encode())[0]) == rows


@pytest.mark.parametrize(
    ("data", "message", "row"),
    [
        (b"a;b\n" + b"c" * 40_000 + b";d", worksheet.LONG_CELL, "2"),
        (b"a;b\nc;d\n" + b"e" * 200_000, worksheet.LONG_CELL, "3"),
        (b";" * 300_000, worksheet.TOO_LARGE, ""),
        (b"a\n" * 30_000, worksheet.TOO_LARGE, ""),
        (b"a" * 9_000_000, worksheet.TOO_LARGE, ""),
        (b"a;b\x00;c\n", tables.NOT_TEXT, ""),
        (b"\xff\xfea", tables.NOT_TEXT, ""),
        (b"a;\x81\n", tables.NOT_TEXT, ""),
    ],
)
def test_a_table_that_is_none_says_why_and_where(data: bytes, message: str, row: str) -> None:
    with pytest.raises(Unread) as caught:
        read_table(data, here)
    assert (caught.value.message, caught.value.row) == (message, row)
