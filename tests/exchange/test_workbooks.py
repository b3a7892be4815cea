"""Workbooks mean what they show; what is no words is nothing; what cannot be opened says so."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from ideabank.exchange import worksheet
from ideabank.exchange.jobs import here
from ideabank.exchange.nature import THIS_IS
from ideabank.exchange.tables import read_table, to_xlsx
from ideabank.exchange.unread import Unread
from ideabank.exchange.workbook import LOCKED
from tests.exchange.books import book, locked, with_part, with_rows


def rows_of(data: bytes) -> list[list[str]]:
    [page] = read_table(data, here)
    assert page.problems == []
    return page.rows


@pytest.mark.parametrize(
    ("value", "how", "shown"),
    [
        (1.0, "General", "1"),
        (-2, "General", "-2"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1e+21"),
        (12345678901234, "General", "12345678901234"),
        (True, "General", "TRUE"),
        (0.5, "0 %", "50 %"),
        (0.125, "0.0%", "12.5 %"),
        (dt.date(2026, 5, 1), "yyyy-mm-dd", "2026-05-01"),
        (dt.datetime(2026, 5, 1, 13, 45), "d.m.yyyy h:mm", "2026-05-01 13:45"),
        (dt.time(9, 30), "h:mm", "09:30"),
        (46143, "General", "46143"),
        (1e12, "yyyy-mm-dd", "1000000000000"),
        ("007", "General", "007"),
        ("=1+1 is two", "@", "=1+1 is two"),
        ("a\r\nb", "General", "a\nb"),
    ],
)
def test_a_cell_is_read_as_what_it_shows(value: Any, how: str, shown: str) -> None:
    def change(page: Any) -> None:
        page["A1"].value, page["A1"].number_format = value, how
        if isinstance(value, str):
            page["A1"].data_type = "s"

    assert rows_of(book(change=change)) == [[shown]]


def test_text_of_several_styles_is_one_text() -> None:
    rich = CellRichText("Soittaa ", TextBlock(InlineFont(b=True), "hoitajalle"))
    assert rows_of(book(change=lambda page: page.__setitem__("A1", rich))) == [["Soittaa hoitajalle"]]


def test_merged_cells_all_show_what_the_first_does() -> None:
    def change(page: Any) -> None:
        page.merge_cells("B1:C2")
        page.merge_cells("A3:A1048576")
        page.merge_cells("D1:XFD1")

    data = book(["a", "b", "", "d"], ["e", "", "", "f"], ["g", "h", "i", "j"], ["", "k", "", ""], change=change)
    assert rows_of(data) == [["a", "b", "b", "d"], ["e", "b", "b", "f"], ["g", "h", "i", "j"], ["g", "k", "", ""]]


def test_a_million_rows_of_empty_colour_are_nothing() -> None:
    data = with_rows(
        book(["a", "b"]),
        (f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 1_048_577)),
    )
    assert rows_of(data) == [["a", "b"]]


def test_a_coloured_cell_at_the_end_of_the_sheet_is_nothing() -> None:
    def change(page: Any) -> None:
        page["XFD1048576"].fill = PatternFill("solid", "FF0000")

    assert rows_of(book(["a"], change=change)) == [["a"]]


def test_a_word_far_from_the_others_is_named_by_its_cell() -> None:
    with pytest.raises(Unread) as caught:
        read_table(book(["a"], change=lambda page: page.__setitem__("XFD1048576", "x")), here)
    assert (caught.value.message, caught.value.row, caught.value.column) == (worksheet.FAR_CELL, "1048576", "XFD")


def test_hidden_rows_are_read_and_told_and_hidden_sheets_are_not() -> None:
    made = openpyxl.Workbook()
    first, second = made.worksheets[0], made.create_sheet("Toinen")
    first["A1"], second["A1"], second["A2"] = "salaisuus", "a", "b"
    first.sheet_state = "hidden"
    second.row_dimensions[2].hidden = True
    made.active = 1
    out = io.BytesIO()
    made.save(out)
    [page] = read_table(out.getvalue(), here)
    assert (page.name, page.rows, page.notes) == ("Toinen", [["a"], ["b"]], [worksheet.HIDDEN])


def test_a_formula_counts_for_the_value_it_shows_and_without_one_is_told_with_its_cell() -> None:
    data = book(["a", "=1+1", "=2+2"])
    shown = with_part(
        data,
        lambda xml: xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        ),
    )
    [page] = read_table(shown, here)
    assert page.rows == [["a", "2"]]
    assert page.notes == [worksheet.VALUES]
    assert [(one.message, one.place, one.field) for one in page.problems] == [(worksheet.FORMULA, "1", "C")]


def test_what_looks_like_an_escape_of_excel_comes_back_as_it_was_written() -> None:
    words = ["_x000D_", "a_x0041_b", "_x005F_", "loppu\n"]
    assert rows_of(to_xlsx([words], [10])) == [words]


@pytest.mark.parametrize("words", ["a\x0bb", "a\ufffeb", "a\uffffb", "\ud800"])
def test_characters_that_no_workbook_can_hold_do_not_break_it(words: str) -> None:
    data = to_xlsx([[words, "b"]], [10], title=words)
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["B1"].value == "b"
    assert rows_of(data)[0][1] == "b"


GOOD = book(["a"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (locked(GOOD), LOCKED),
        (with_part(GOOD, lambda xml: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml), worksheet.NOT_XLSX),
        (with_part(GOOD, lambda xml: xml.replace(b'r="A1"', b'r="A0"')), worksheet.NOT_XLSX),
        (with_part(GOOD, lambda xml: xml[:200]), worksheet.NOT_XLSX),
        (with_part(GOOD, lambda xml: xml.replace(b't="inlineStr"', b't="s"').replace(b"<is><t>a</t></is>", b"<v>7</v>")), worksheet.NOT_XLSX),
        (with_part(GOOD, lambda xml: xml.replace(b"<t>a</t>", b"<t>" + b"a" * 20_000_000 + b"</t>")), worksheet.LONG_CELL),
        (with_part(GOOD, lambda xml: xml.replace(b"<sheetData", b"<sheetData " + b"a" * 20_000_000)), worksheet.NOT_XLSX),
        (GOOD[:-30], worksheet.NOT_XLSX),
        (b"PK\x03\x04" + bytes(100), worksheet.NOT_XLSX),
        (book(), worksheet.NOT_XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), THIS_IS["old-office"]),
        (b"%PDF-1.7", THIS_IS["pdf"]),
        (b"\x89PNG\r\n\x1a\n", THIS_IS["picture"]),
        (b"<html><table>", THIS_IS["html"]),
        (b'{"a": 1}', THIS_IS["json"]),
        (b'{"a": 1}\n{"a": 2}\n', THIS_IS["ndjson"]),
    ],
    ids=lambda one: str(one)[:24],
)  # fmt: skip
def test_what_cannot_be_read_as_a_table_says_why(data: bytes, message: str) -> None:
    with pytest.raises(Unread) as caught:
        read_table(data, here)
    assert caught.value.message == message
