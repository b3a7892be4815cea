"""Sheets as files: JSON, CSV, XLSX and Markdown out; JSON, CSV, XLSX and pasted notes in. What comes in is only read here, never stored.

Formulas are neutralised: a CSV cell that a spreadsheet would take for one begins with ', which is taken off again when the file comes
back; XLSX cells are text. A workbook that would unpack into something huge is refused before it is opened.
"""

import csv
import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any, cast

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ideabank.i18n import LANGUAGES, N_
from segments.sheets.comparing import cell_words
from segments.sheets.matrix import MOST_CELLS, MOST_ROWS, Rows, data_of, rows_of
from segments.sheets.reading import Fault, read
from segments.sheets.schema import SCHEMA, TYPES, Type
from segments.sheets.sheet import Sheet, plain, said

MOST_UNPACKED = 30_000_000
MOST_PARTS = 300
MOST_CELL = 40_000
NOT_JSON = N_("This is not JSON: %(reason)s on line %(line)d.")
NOT_XLSX = N_("This is not an Excel workbook (.xlsx) that can be opened. Save it again as .xlsx and try once more.")
TOO_LARGE = N_("There is more in this file than a path or artefact may have.")
FORMULA = N_("There is a formula here. Copy the cells and paste them as values.")
NO_FILE = N_("Choose a file, or paste rows from a spreadsheet.")
WHICH = N_("Choose a .json, .csv or .xlsx file.")
OTHER_SCHEMA = N_("The file says %(name)s; this bank reads %(mine)s.")
NOT_TEXT = N_("This is not text that can be read. Save it as CSV (UTF-8) and try once more.")
LATIN = N_("The file was not UTF-8, so it was read as Windows-1252. Check that å, ä and ö are right below.")

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"-\d")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


@dataclasses.dataclass
class Brought:
    """What a file holds: its type and sheet, texts and details if it tells them, what is wrong, and what to be told about it."""

    type: Type | None = None
    sheet: Sheet = dataclasses.field(default_factory=Sheet)
    texts: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    details: dict[str, Any] = dataclasses.field(default_factory=dict)
    language: str = ""
    faults: list[Fault] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)


# --- out ----------------------------------------------------------------------------------------------------------------


def to_json(sheet: Sheet, kind: Type, about: dict[str, Any]) -> str:
    """Everything, in our own versioned schema. `about` adds language, texts, details and links."""
    data = {"schema": SCHEMA, "type": kind.code, **about, "sheet": plain(sheet)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_csv(sheet: Sheet, kind: Type, lang: str) -> str:
    """The matrix with semicolons, as spreadsheets here expect, and a mark that tells them it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in row] for row in rows_of(sheet, kind, lang))
    return "\ufeff" + out.getvalue()


def to_xlsx(sheet: Sheet, kind: Type, lang: str, title: str) -> bytes:
    """The matrix as a workbook: heads that stay in sight, lines wrapped, every cell text."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "Ideabank"
    for number, row in enumerate(rows_of(sheet, kind, lang), 1):
        for place, words in enumerate(row, 1):
            cell = cast(Cell, page.cell(number, place))
            cell.value, cell.data_type = words, "s"  # text, also when it begins like a formula
            cell.quotePrefix = bool(_RISKY.match(words))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1 or place <= 3:
                cell.font = Font(bold=True)
    for place in range(1, page.max_column + 1):
        page.column_dimensions[get_column_letter(place)].width = 14 if place < 4 else 36
    page.freeze_panes = "D2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_markdown(sheet: Sheet, kind: Type, title: str, summary: str, language: str) -> str:
    """To read: a heading per step, a list of its rows."""
    parts = [f"# {_plain(title)}", _plain(summary)]
    for number, column in enumerate(sheet.columns, 1):
        stage = sheet.stage(column.stage)
        place = f" ({_plain(said(stage.name, language))})" if stage else ""
        if kind.columns != "none":
            parts.append(f"## {number}. {_plain(said(column.name, language))}{place}")
        lines = []
        for lane in kind.lanes:
            cell = column.cells.get(lane.code)
            ones: list[Any] = [(one,) for one in cell] if isinstance(cell, tuple) else [cell]
            told = [
                _plain(words).replace("\n", "  \n    ") for one in ones if (words := cell_words(lane, one, language))
            ]
            if told:
                lines.append(f"- **{lane.words[language]}:** " + (told[0] if len(told) == 1 else ""))
                lines += [f"  - {line}" for line in told] if len(told) > 1 else []
        parts.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(words: str) -> str:
    """Words as Markdown shows them, whatever marks they have."""
    return _MARKS.sub(r"\\\1", words)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


# --- in -----------------------------------------------------------------------------------------------------------------


def bring(name: str, data: bytes, *, wanted: str = "") -> Brought:
    """What the file holds, by its name's ending. `wanted`: the type it should be taken for when it does not say."""
    ending = name.rpartition(".")[2].lower()
    readers: dict[str, Callable[[bytes, str], Brought]] = {"json": _json, "csv": _csv, "txt": _csv, "tsv": _csv, "xlsx": _xlsx}  # fmt: skip
    if not data:
        return Brought(faults=[Fault(NO_FILE)])
    if ending not in readers:
        return Brought(faults=[Fault(WHICH)])
    return readers[ending](data, wanted)


def _json(data: bytes, wanted: str) -> Brought:
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Brought(faults=[Fault(NOT_TEXT)])
    except json.JSONDecodeError as error:
        return Brought(faults=[Fault(NOT_JSON, {"reason": error.msg, "line": error.lineno})])
    except RecursionError:
        return Brought(faults=[Fault(TOO_LARGE)])
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        given = str(told.get("schema"))[:40] if isinstance(told, dict) else "?"
        return Brought(faults=[Fault(OTHER_SCHEMA, {"name": given, "mine": SCHEMA})])
    kind = TYPES.get(str(told.get("type")))
    if kind is None:
        return Brought(faults=[Fault(OTHER_SCHEMA, {"name": str(told.get("type"))[:40], "mine": ", ".join(TYPES)})])
    sheet, faults = read(told.get("sheet"), kind)
    language = str(told.get("language") or "")
    return Brought(kind, sheet, texts_in(told), details_in(told), language if language in LANGUAGES else "", faults)


def texts_in(told: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Titles, summaries and bodies by language, as far as they are text."""
    given = told.get("texts")
    if not isinstance(given, dict):
        return {}
    return {
        code: {name: str(words) for name, words in text.items() if name in ("title", "summary", "body")}
        for code, text in given.items()
        if code in LANGUAGES and isinstance(text, dict)
    }


def details_in(told: dict[str, Any]) -> dict[str, Any]:
    """State and scope."""
    given = told.get("details")
    return {name: str(given[name]) for name in ("state", "scope") if name in given} if isinstance(given, dict) else {}


def _csv(data: bytes, wanted: str) -> Brought:
    text, notes = _decoded(data)
    if text is None:
        return Brought(faults=[Fault(NOT_TEXT)])
    first = text.split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    try:
        rows = [
            [_unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error:
        return Brought(faults=[Fault(TOO_LARGE)])
    return _rows(rows, wanted, notes)


def _decoded(data: bytes) -> tuple[str | None, list[str]]:
    for codec in ("utf-8-sig", *(("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ())):
        try:
            return data.decode(codec), []
        except UnicodeDecodeError:
            continue
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None, []
    return (None, []) if "\x00" in text else (text, [LATIN])


def _xlsx(data: bytes, wanted: str) -> Brought:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            return Brought(faults=[Fault(TOO_LARGE)])
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        rows, faults = _cells(book.worksheets[0])
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError, EOFError, SyntaxError):
        return Brought(faults=[Fault(NOT_XLSX)])
    if rows is None:
        return Brought(faults=[Fault(TOO_LARGE)])
    brought = _rows(rows, wanted, [])
    brought.faults[:0] = faults
    return brought


def _cells(page: Any) -> tuple[Rows | None, list[Fault]]:
    """The cells as text; a formula is told with its place."""
    rows: Rows = []
    faults: list[Fault] = []
    for number, row in enumerate(page.iter_rows(), 1):
        if number > MOST_ROWS * 10 or len(row) > MOST_CELL:
            return None, []
        for cell in row:
            if getattr(cell, "data_type", "") == "f":
                faults.append(Fault(FORMULA, lane=str(number), column=str(cell.column_letter)))
        rows.append(["" if cell.value is None else str(cell.value) for cell in row])
    return rows, faults


def _rows(rows: Rows, wanted: str, notes: list[str]) -> Brought:
    if len(rows) > MOST_ROWS * 10 or sum(len(row) for row in rows) > MOST_CELLS:
        return Brought(faults=[Fault(TOO_LARGE)])
    if wanted == "affinity" and rows and rows[0][:1] != ["row"]:
        from segments.sheets.notes import board

        return dataclasses.replace(board(rows), notes=notes)
    kind, data, faults = data_of(rows)
    if kind is None:
        return Brought(faults=faults, notes=notes)
    sheet, wrong = read(data, kind)
    return Brought(kind, sheet, faults=[*faults, *wrong], notes=notes)
