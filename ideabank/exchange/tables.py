"""Tables as files: CSV and XLSX out, CSV in. What a spreadsheet would take for a formula is text on both ways."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ideabank.text.cleaning import mended

Rows = list[list[str]]
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """With semicolons, as spreadsheets here expect, and a mark that tells them it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([f"'{cell}" if _RISKY.match(cell) else cell for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def to_xlsx(rows: Iterable[Sequence[str]], widths: Sequence[int], title: str = "Ideabank") -> bytes:
    """One sheet whose head stays in sight and is printed on every page; lines wrapped, every cell text."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "Ideabank"
    for number, row in enumerate(rows, 1):
        for place, words in enumerate(row, 1):
            cell = page.cell(number, place)
            cell.value, cell.data_type = words, "s"  # text, also when it begins like a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes, page.print_title_rows, page.page_setup.orientation = "A2", "1:1", "landscape"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_csv(data: bytes) -> Rows | None:
    """The cells of a CSV file, whichever of ; , and tab stands between them; None when it is not text."""
    for codec in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            return None
        delimiter = max(";\t,", key=text.split("\n", 1)[0].count)
        try:
            read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            return [[mended(cell[1:] if _GUARDED.match(cell) else cell) for cell in row] for row in read]
        except csv.Error:
            return None
    return None
