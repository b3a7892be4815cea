"""Tables as files, both ways: CSV and XLSX. What a spreadsheet would take for a formula goes out as text and comes back as it was."""

import csv
import dataclasses
import io
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ideabank.entries.problem import Problem
from ideabank.exchange.jobs import Work
from ideabank.exchange.nature import SEPARATORS, THIS_IS, first_line, nature, nature_of_text
from ideabank.exchange.unread import Unread
from ideabank.exchange.worksheet import LONG_CELL, MOST_CELL, MOST_CELLS, MOST_ROW, NOT_XLSX, TOO_LARGE, Page
from ideabank.i18n import N_
from ideabank.text.cleaning import mended
from ideabank.text.plain import Json
from ideabank.text.xml import fit_for_xml

Rows = list[list[str]]
MOST_TEXT = 8_000_000  # bytes
OFFERED_ROWS = 1_000
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NOT_TEXT = N_("This is not text that can be read. Save it as CSV (UTF-8) and try once more.")
LATIN = N_("The file was not UTF-8, so it was read as Windows-1252. Check that å, ä and ö are right below.")

_START = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_RISKY = re.compile(f"'*{_START}")
_GUARDED = re.compile(f"'+{_START}")
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


# --- out ----------------------------------------------------------------------------------------------------------------


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """With semicolons, as spreadsheets here expect, and a mark that tells them it is UTF-8."""
    out, lines = io.StringIO(newline=""), ([guarded(cell) for cell in row] for row in rows)
    # Readers, ours too, tell by the first row what stands between cells: no comma or brace of a cell is bare in it.
    csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(itertools.islice(lines, 1))
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(lines)
    return "\ufeff" + out.getvalue()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Leaf:
    """One sheet of a workbook to be written: its head (and what lies before `freeze`) stays in sight, `bold` columns are bold.

    `offered`: the cells of another sheet, such as 'Choices'!$A$2:$A$9, whose words are offered in the rows of a column, by its place from 1.
    """

    title: str
    rows: Iterable[Sequence[str]]
    widths: Sequence[int] = ()
    freeze: str = "A2"
    bold: int = 0
    offered: Mapping[int, str] = dataclasses.field(default_factory=dict)


def to_xlsx(
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    title: str = "Ideabank",
    *,
    freeze: str = "A2",
    bold: int = 0,
) -> bytes:
    """A workbook of one sheet."""
    return workbook(Leaf(title=title, rows=rows, widths=widths, freeze=freeze, bold=bold))


def workbook(*leaves: Leaf) -> bytes:
    """A workbook of these sheets; lines wrapped, every cell text."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for leaf in leaves:
        _write(book.create_sheet(sheet_name(leaf.title)), leaf)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_name(title: str) -> str:
    """The name that a sheet of this title gets."""
    return re.sub(r"[\[\]:*?/\\']", " ", fit_for_xml(title)).strip()[:31] or "Ideabank"


def _write(page: Worksheet, leaf: Leaf) -> None:
    for number, row in enumerate(leaf.rows, 1):
        for place, words in enumerate(row, 1):
            cell = cast(Cell, page.cell(number, place))
            # Text, also when it begins like a formula.
            cell.value, cell.data_type = _LOOKS_ESCAPED.sub("_x005F_", fit_for_xml(words)), "s"
            cell.quotePrefix = bool(_RISKY.match(words))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1 or place <= leaf.bold)
    for place, width in enumerate(leaf.widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    for place, cells in leaf.offered.items():
        offered = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=False)
        offered.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{OFFERED_ROWS}")
        page.add_data_validation(offered)
    page.freeze_panes, page.print_title_rows = leaf.freeze, "1:1"
    page.page_setup.orientation = "landscape"


def guarded(cell: str) -> str:
    """The cell for CSV: a ' before what would be a formula. A number below zero is none."""
    return f"'{cell}" if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


# --- in -----------------------------------------------------------------------------------------------------------------


def read_table(data: bytes, work: Work) -> list[Page]:
    """The sheets of a workbook, or a CSV file as one sheet, whichever the bytes are; `work` opens a workbook. Raises Unread."""
    kind = nature(data)
    if kind == "xlsx":
        return read_xlsx(data, work)
    if kind != "text":
        raise Unread(THIS_IS[kind])
    text, notes = decoded(data)
    kind = nature_of_text(text)
    if kind in ("json", "ndjson", "html"):
        raise Unread(THIS_IS[kind])
    rows = read_csv(text)
    # Neither what Excel writes for itself nor empty lines above the words are rows of the table; they count when rows are named.
    above = next((place for place, row in enumerate(rows) if row and not (place == 0 and _told_separator(text))), 0)
    return [Page("", rows[above:], notes=notes, first=above + 1)]


def _page(told: Json) -> Page:
    """The sheet from the plain data in which a process of its own hands it over."""
    return Page(**{**told, "problems": [Problem(**one) for one in told["problems"]]})


def read_xlsx(data: bytes, work: Work) -> list[Page]:
    """The visible sheets with words in them. Raises Unread when there is none."""
    found = [_page(page) for page in work("workbook", data).told["pages"]]
    if not found:
        raise Unread(NOT_XLSX)
    for page in found:
        page.rows = [list(map(_mended, row)) for row in page.rows]
    return found


def decoded(data: bytes) -> tuple[str, list[str]]:
    """(text, what to be told about it): UTF-8, UTF-16 or, with a remark, Windows-1252. Raises Unread."""
    if len(data) > MOST_TEXT:
        raise Unread(TOO_LARGE)
    for codec in _codecs(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.lstrip("\ufeff"), [LATIN] if codec == "cp1252" else []
    raise Unread(NOT_TEXT)


def _codecs(data: bytes) -> Iterable[str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    sample = data[:400]
    for places, codec in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        if len(places) > 4 and places.count(0) > 0.7 * len(places):  # every other byte of Western text is nothing
            return (codec,)
    return ("utf-8-sig", "cp1252")


def read_csv(text: str) -> Rows:
    """The cells, whichever of ; , and tab stands between them; the first row may be Excel's own. Raises Unread with the row."""
    rows: Rows = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in reader:
            cells += len(row)
            if len(rows) >= MOST_ROW or cells > MOST_CELLS:
                raise Unread(TOO_LARGE)
            if any(len(cell) > MOST_CELL for cell in row):
                raise Unread(LONG_CELL, row=str(len(rows) + 1))
            rows.append([_mended(unguarded(cell)) for cell in row])
    except csv.Error as error:
        raise Unread(LONG_CELL, row=str(len(rows) + 1)) from error
    return rows


def _mended(cell: str) -> str:
    """The cell mended, with the lines that one finding has of its own."""
    return mended(cell, keeps="\u2028")


def _separator(text: str) -> str:
    told = _told_separator(text)[4:5]
    return told if told and told in SEPARATORS + "|" else max(SEPARATORS, key=first_line(text).count)


def _told_separator(text: str) -> str:
    """What Excel writes for itself above the rows, such as "sep=;"; "" when it is not there."""
    return text[:5] if text[:4].lower() == "sep=" else ""
