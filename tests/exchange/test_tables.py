"""CSV as spreadsheets here and elsewhere write it, and the one guard against formulas."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cookbook.projects.handlers.exchanging import COLUMNS as CHECKLIST
from cookbook.projects.handlers.exchanging import WIDTHS as CHECKLIST_WIDTHS
from cookbook.requirements.handlers import COLUMNS as REGISTER
from cookbook.requirements.handlers import WIDTHS as REGISTER_WIDTHS
from ideabank.exchange import tables, worksheet
from ideabank.exchange.jobs import here
from ideabank.exchange.tables import decoded, guarded, read_csv, read_table, to_csv, to_xlsx, unguarded
from ideabank.exchange.unread import Unread
from ideabank.i18n import LANGUAGES
from ideabank.text.cleaning import mended

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
    [page] = read_table(b"sep=,\na,b;c\n", here)
    assert (page.rows, page.first) == ([["a", "b;c"]], 2)


@pytest.mark.parametrize("above", ["", "sep=;\r\n", "SEP=;\n", "\n\n", "sep=;\n\n\n", "\ufeffsep=;\n"])
def test_rows_have_the_numbers_that_people_see_whatever_stands_above_them(above: str) -> None:
    [page] = read_table(f"{above}a;b\n1;2\n".encode(), here)
    assert (page.rows, page.first) == ([["a", "b"], ["1", "2"]], above.count("\n") + 1)


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


# Letters that files and spreadsheets stumble over are more likely than others.
TRICKY = st.text(alphabet="=+-@＝'\";,\t\n |[]{}<>_x05Fsep%# aäÖ1", max_size=12)
CELL = st.one_of(TRICKY, st.text(max_size=12)).map(lambda words: mended(words) if mended(words).strip() else "")
TABLE = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1))
HEADS = {"checklist": tuple(CHECKLIST.values()), "register": REGISTER}
WIDTHS = {"checklist": CHECKLIST_WIDTHS, "register": REGISTER_WIDTHS}


@settings(max_examples=150, deadline=None)
@given(rows=TABLE, codec=st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be"]))
@example(rows=[["{", ""]], codec="utf-8")
@example(rows=[["", ",,"]], codec="utf-8")
@example(rows=[["[{", "<html"], ["sep=", "-"]], codec="utf-16")
def test_any_table_that_goes_out_as_csv_comes_back_as_it_was(rows: list[list[str]], codec: str) -> None:
    [page] = read_table(to_csv(rows).encode(codec), here)
    assert page.rows == rows


@settings(max_examples=60, deadline=None)
@given(rows=TABLE)
def test_any_table_that_goes_out_as_a_workbook_comes_back_as_it_was(rows: list[list[str]]) -> None:
    named = [["x", *row, "x"] for row in rows]  # beyond the last words a sheet has no cells
    [page] = read_table(to_xlsx(named, ()), here)
    assert page.rows == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HEADS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_each_export_says_comes_back_under_its_own_head(name: str, language: str, data: st.DataObject) -> None:
    head = [words[language] for words in HEADS[name]]
    cells = data.draw(st.lists(CELL, min_size=len(head) - 1, max_size=len(head) - 1))
    rows = [head, [*cells, "x"]]
    for written in (to_csv(rows).encode(), to_xlsx(rows, WIDTHS[name])):
        [page] = read_table(written, here)
        assert page.rows == rows


@settings(max_examples=300, deadline=None)
@given(cell=CELL)
@example(cell="-")
@example(cell="-5")
@example(cell="+358 40 123 4567")
@example(cell="'")
@example(cell="''=1")
def test_no_cell_of_a_csv_begins_a_formula_and_the_guard_is_put_on_once(cell: str) -> None:
    [told] = csv.reader(io.StringIO(to_csv([[cell]]).removeprefix("\ufeff"), newline=""), delimiter=";")
    out = told[0] if told else ""
    number = out.startswith("-") and out[1:].replace(",", ".", 1).replace(".", "", 1).isdigit()
    assert number or out.lstrip()[:1] not in tuple("=+-@＝") or not out.strip()
    assert len(out) - len(cell) in (0, 1)
    assert unguarded(out) == cell


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
