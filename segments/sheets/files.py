"""Sheets as files: JSON, CSV, XLSX and Markdown out; JSON, CSV, XLSX and pasted notes in. What comes in is only read here, never stored.

How tables become files and what they may hold is for `ideabank.exchange` to say; here is what a sheet makes of them.
"""

import dataclasses
import json
import re

from ideabank.entries.problem import Problem
from ideabank.exchange import tables
from ideabank.exchange.jobs import Work, here
from ideabank.exchange.nature import nature, nature_of_text
from ideabank.exchange.plain import read_json, shortened
from ideabank.exchange.tables import Rows, decoded
from ideabank.exchange.unread import Unread
from ideabank.exchange.worksheet import NOT_XLSX, TOO_LARGE, Page
from ideabank.i18n import LANGUAGES, N_
from ideabank.text.plain import Json
from segments.sheets.comparing import cell_words
from segments.sheets.matrix import HEAD, MOST_CELLS, MOST_ROWS, data_of, rows_of
from segments.sheets.notes import board
from segments.sheets.reading import NOT_A_SHEET, read
from segments.sheets.schema import SCHEMA, TYPES, Type
from segments.sheets.sheet import Cell, Sheet, in_language, plain, words_of

NO_FILE = N_("Choose a file, or paste rows from a spreadsheet.")
WHICH = N_("Choose a .json, .csv or .xlsx file.")
OTHER_SCHEMA = N_("The file says %(name)s; this bank reads %(mine)s.")
OTHER_SHEETS = N_("The workbook has several sheets. Only the first one that fits was read.")
NOT_PLAIN = N_("%(name)s must be text.")

_ENDINGS = ("json", "csv", "txt", "tsv", "xlsx")
_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


@dataclasses.dataclass
class Brought:
    """What a file holds: its type and sheet, texts and details if it tells them, what is wrong, and what to be told about it. `name`: the file's."""

    type: Type | None = None
    sheet: Sheet = dataclasses.field(default_factory=Sheet)
    texts: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    details: Json = dataclasses.field(default_factory=dict)
    language: str = ""
    problems: list[Problem] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    name: str = ""


# --- out ----------------------------------------------------------------------------------------------------------------


def to_json(sheet: Sheet, kind: Type, about: Json) -> str:
    """Everything, in our own versioned schema. `about` adds language, texts, details and links."""
    data = {"schema": SCHEMA, "type": kind.code, **about, "sheet": plain(sheet)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_csv(sheet: Sheet, kind: Type, lang: str) -> str:
    """The matrix as CSV."""
    return tables.to_csv(rows_of(sheet, kind, lang))


def to_xlsx(sheet: Sheet, kind: Type, lang: str, title: str) -> bytes:
    """The matrix as a workbook whose heads stay in sight."""
    rows = rows_of(sheet, kind, lang)
    widths = [14 if place < 3 else 36 for place in range(len(rows[0]))]
    return tables.to_xlsx(rows, widths, title, freeze="D2", bold=3)


def to_markdown(sheet: Sheet, kind: Type, title: str, summary: str, language: str) -> str:
    """To read: a heading per step, a list of its rows."""
    parts = [f"# {_plain(title)}", _plain(summary)]
    for number, column in enumerate(sheet.columns, 1):
        stage = sheet.stage(column.stage)
        place = f" ({_plain(in_language(stage.name, language))})" if stage else ""
        if kind.columns != "none":
            parts.append(f"## {number}. {_plain(in_language(column.name, language))}{place}")
        lines = []
        for lane in kind.lanes:
            cell = column.cells.get(lane.code)
            ones: list[Cell | None] = [(one,) for one in cell] if isinstance(cell, tuple) else [cell]  # type: ignore[misc]
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


# --- in -----------------------------------------------------------------------------------------------------------------


def bring(name: str, data: bytes, *, wanted: str = "", language: str = "fi", work: Work = here) -> Brought:
    """What the file holds, by its bytes and then by its name's ending.

    `wanted` is the type and `language` the language it is taken for when it does not say. `work` opens workbooks: with bounds of
    time and memory, when they come from strangers.
    """
    if not data:
        return Brought(problems=[Problem("", NO_FILE)])
    try:
        found = _brought(name.rpartition(".")[2].lower(), data, _Wanted(wanted, language), work)
    except Unread as error:
        return Brought(problems=[Problem(error.row, error.message, error.values, error.column)])
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class _Wanted:
    """What a table is taken for when it does not say so itself."""

    type: str
    language: str


def _brought(ending: str, data: bytes, wanted: _Wanted, work: Work) -> Brought:
    if nature(data) == "text":
        if ending not in _ENDINGS:
            raise Unread(WHICH)
        if ending == "xlsx":
            raise Unread(NOT_XLSX)
        text, _ = decoded(data)
        kind = nature_of_text(text)
        if kind == "json" or (ending == "json" and kind == "text"):
            return of_data(read_json(text))
    return _of_pages(tables.read_table(data, work), wanted)


def words(brought: Brought) -> dict[str, str]:
    """Every word that the file brings, for those who look through what people write."""
    told = {f"{code} {name}": words for code, text in brought.texts.items() for name, words in text.items()}
    return {**words_of(brought.sheet), **told}


def of_data(told: object) -> Brought:
    """What plain data in our own schema holds."""
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        given = shortened(told.get("schema") or "?") if isinstance(told, dict) else "?"
        return Brought(problems=[Problem("", OTHER_SCHEMA, {"name": given, "mine": SCHEMA})])
    kind = TYPES.get(told["type"]) if isinstance(told.get("type"), str) else None
    if kind is None:
        given = shortened(told.get("type") or "?")
        return Brought(problems=[Problem("", OTHER_SCHEMA, {"name": given, "mine": ", ".join(TYPES)})])
    sheet, problems = read(told.get("sheet"), kind)
    language = told.get("language")
    brought = Brought(kind, sheet, language=language if language in list(LANGUAGES) else "", problems=problems)
    brought.texts = _texts_in(told.get("texts"), brought.problems)
    brought.details = _details_in(told.get("details"), brought.problems)
    return brought


def _texts_in(given: object, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Titles, summaries and bodies by language; what is told in other languages is not ours to keep."""
    found: dict[str, dict[str, str]] = {}
    for code, text in _items(given, "texts", problems):
        if code in LANGUAGES:
            told = dict(_items(text, f"texts: {code}", problems))
            found[code] = _plain_words(told, ("title", "summary", "body"), f"texts: {code}", problems)
    return found


def _details_in(given: object, problems: list[Problem]) -> Json:
    """State and scope."""
    return _plain_words(dict(_items(given, "details", problems)), ("state", "scope"), "details", problems)


def _items(given: object, where: str, problems: list[Problem]) -> list[tuple[str, object]]:
    if given is not None and not isinstance(given, dict):
        problems.append(Problem(where, NOT_A_SHEET))
    return list(given.items()) if isinstance(given, dict) else []


def _plain_words(told: Json, names: tuple[str, ...], where: str, problems: list[Problem]) -> dict[str, str]:
    problems += [
        Problem(where, NOT_PLAIN, {"name": name})
        for name in names
        if told.get(name) is not None and not isinstance(told[name], str)
    ]
    return {name: told[name] for name in names if isinstance(told.get(name), str)}


def _of_pages(pages: list[Page], wanted: _Wanted) -> Brought:
    """The first sheet of a workbook that is laid out as ours, else the first."""
    page = next((one for one in pages if _is_ours(one.rows)), pages[0])
    brought = _rows(page, wanted)
    brought.notes += [*page.notes, *([OTHER_SHEETS] if len(pages) > 1 else [])]
    # A sheet tells its row first, a table its column.
    brought.problems[:0] = [Problem(one.place, one.message, one.values, one.field) for one in page.problems]
    return brought


def _is_ours(rows: Rows) -> bool:
    return bool(rows) and tuple(cell.strip().lower() for cell in rows[0][:3]) == HEAD


def _rows(page: Page, wanted: _Wanted) -> Brought:
    rows = page.rows
    if len(rows) > MOST_ROWS * 10 or sum(len(row) for row in rows) > MOST_CELLS:
        return Brought(problems=[Problem("", TOO_LARGE)])
    kind: Type | None
    if wanted.type == "affinity" and rows and not _is_ours(rows):
        kind, language = TYPES["affinity"], wanted.language
        told, problems = board(rows, language)
    else:
        language = ""
        kind, told, problems = data_of(rows, page.first)
    if kind is None or (problems and not told):
        return Brought(kind, problems=problems)
    sheet, wrong = read(told, kind)
    return Brought(kind, sheet, language=language, problems=[*problems, *wrong])
