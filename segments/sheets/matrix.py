"""A sheet as a matrix of text, lanes down and columns across, and back without loss: the shape of CSV and XLSX.

The first three columns say what a row is: its row (a lane, `name`, `stage`, `key`), its part (a language, `level`, `source`, `value`)
and its name for people. In a cell of findings each line is one finding, in the same order in every language; a
finding that has lines itself parts them by U+2028.
"""

import dataclasses
from collections.abc import Iterable, Sequence

from ideabank.entries.problem import Problem
from ideabank.i18n import LANGUAGES, N_
from ideabank.i18n.slides import cited
from ideabank.text.plain import Json
from segments.sheets.schema import SCHEMA, TYPES, Lane, Type
from segments.sheets.sheet import Column, Sheet

HEAD = ("row", "part", "name")
MOST_ROWS = 400
MOST_CELLS = 40_000
NOT_OURS = N_(
    "The first row must be: row, part, name, and then a column for each step. Export a path to see an example."
)
NO_TYPE = N_("The file does not say its type. Put it into the row type, such as path or persona.")
UNKNOWN_ROW = N_("There is no row %(name)s in this type.")
UNKNOWN_PART = N_("The second column of this row cannot be %(name)s.")
TWICE = N_("This row stands twice.")
UNEVEN = N_("There are more lines here than findings in this place: %(lines)d and %(findings)d.")
NOT_WHOLE = N_("A feeling is a whole number from -2 to 2, not %(name)s.")
NEWER = N_("The file says %(name)s; this bank reads %(mine)s.")

Rows = list[list[str]]


def rows_of(sheet: Sheet, kind: Type, lang: str = "fi") -> Rows:
    """The matrix. Every cell is text; `lang` is only for the names of rows."""
    columns = sheet.columns
    stages = [sheet.stage(column.stage) for column in columns]
    rows = [
        [*HEAD, *(str(number) for number in range(1, len(columns) + 1))],
        ["type", "", kind.words[lang], kind.code, SCHEMA],
        ["key", "", "", *(column.key for column in columns)],
        ["stage", "key", "", *(column.stage for column in columns)],
        *(["stage", code, "", *(s.name.get(code, "") if s else "" for s in stages)] for code in LANGUAGES),
        *(["name", code, "", *(column.name.get(code, "") for column in columns)] for code in LANGUAGES),
    ]
    for lane in kind.lanes:
        rows += _lane_rows(lane, columns, lang)
    used = {column.stage for column in columns}
    for stage in sheet.stages:
        if stage.key not in used:
            rows.append(["empty stage", "", "", stage.key, *(stage.name.get(code, "") for code in LANGUAGES)])
    order = [stage.key for stage in sheet.stages]
    rows.append(["stage order", "", "", *order])
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def _lane_rows(lane: Lane, columns: Sequence[Column], lang: str) -> Rows:
    name = lane.words[lang]
    if lane.holds == "choices":
        return [[lane.code, "", name, *("\n".join(column.choices(lane.code)) for column in columns)]]
    if lane.holds == "feeling":
        felt = [column.feeling() for column in columns]
        values = [lane.code, "value", name, *(str(one.value) if one else "" for one in felt)]
        return [
            values,
            *([lane.code, code, name, *(one.word.get(code, "") if one else "" for one in felt)] for code in LANGUAGES),
        ]
    cells = [column.items(lane.code) for column in columns]
    rows = [
        [lane.code, code, name, *(_lines(_joined(item.text.get(code, "")) for item in cell) for cell in cells)]
        for code in LANGUAGES
    ]
    rows.append([lane.code, "level", name, *(_lines(item.level for item in cell) for cell in cells)])
    rows.append([lane.code, "source", name, *(_lines(cited(item.source, lang) for item in cell) for cell in cells)])
    return rows


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)


def _joined(text: str) -> str:
    """A finding on one line; reading it makes lines of these marks again, as of any such mark."""
    return text.replace("\n", "\u2028")


@dataclasses.dataclass
class _Reading:
    """The rows by (row, part), each with its number in the file."""

    cells: dict[tuple[str, str], tuple[int, list[str]]]
    width: int
    problems: list[Problem]

    def row(self, name: str, part: str = "") -> list[str]:
        found = self.cells.get((name, part), (0, []))[1]
        return found + [""] * (self.width - len(found))


def data_of(rows: Rows, first: int = 1) -> tuple[Type | None, Json, list[Problem]]:
    """(type, plain data of the sheet, what is wrong by row); `first`: which row of the file the first one is."""
    if not rows or tuple(cell.strip().lower() for cell in rows[0][:3]) != HEAD:
        return None, {}, [Problem(str(first), NOT_OURS)]
    found = _read(rows, first)
    kind = TYPES.get(next(iter(found.cells.get(("type", ""), (0, [""]))[1]), "").strip())
    if kind is None:
        return None, {}, [Problem("type", NO_TYPE)]
    written = (found.cells[("type", "")][1] + ["", ""])[1].strip()
    if written not in ("", SCHEMA):
        return None, {}, [Problem("type", NEWER, {"name": written, "mine": SCHEMA})]
    _require_known(found, kind)
    keys = found.row("key")
    columns = [_column(found, kind, number, key.strip()) for number, key in enumerate(keys) if _is_used(found, number)]
    return kind, {"stages": _stages(found), "columns": columns}, found.problems


def _read(rows: Rows, first: int) -> _Reading:
    cells: dict[tuple[str, str], tuple[int, list[str]]] = {}
    problems = []
    for number, row in enumerate(rows[1:], first + 1):
        name, part = (row[0].strip(), row[1].strip()) if len(row) > 1 else ("", "")
        if not any(cell.strip() for cell in row):
            continue
        if (name, part) in cells and name != "empty stage":
            problems.append(Problem(f"{number}: {name} {part}".strip(), TWICE))
        key = (name, part if name != "empty stage" else str(number))
        cells[key] = (number, list(row[3:]))
    ours = {"type", "stage order", "empty stage"}
    width = max((_used_width(row) for (name, _), (_, row) in cells.items() if name not in ours), default=0)
    return _Reading(cells, width, problems)


def _used_width(row: list[str]) -> int:
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def _is_used(found: _Reading, number: int) -> bool:
    ours = {"type", "stage order", "empty stage"}
    return any(
        number < len(row) and row[number].strip() for (name, _), (_, row) in found.cells.items() if name not in ours
    )


def _require_known(found: _Reading, kind: Type) -> None:
    for (name, part), (number, _) in found.cells.items():
        lane = kind.lane(name)
        if name in ("type", "key", "stage order", "empty stage"):
            continue
        parts: tuple[str, ...] = LANGUAGES
        if name == "stage":
            parts = ("key", *LANGUAGES)
        elif lane is not None:
            parts = {"choices": ("",), "feeling": ("value", *LANGUAGES)}.get(
                lane.holds, (*LANGUAGES, "level", "source")
            )
        elif name != "name":
            found.problems.append(Problem(f"{number}: {name[:40]}", UNKNOWN_ROW, {"name": name[:40]}))
            continue
        if part not in parts:
            found.problems.append(Problem(f"{number}: {name}", UNKNOWN_PART, {"name": part[:40]}))


def _stages(found: _Reading) -> list[Json]:
    stages: dict[str, dict[str, str]] = {}
    for number, key in enumerate(found.row("stage", "key")):
        if key.strip():
            told = {code: found.row("stage", code)[number] for code in LANGUAGES}
            stages.setdefault(key.strip(), {code: words for code, words in told.items() if words.strip()})
    for (name, _), (_, row) in found.cells.items():
        if name == "empty stage" and row and row[0].strip():
            told = dict(zip(LANGUAGES, [*row[1:4], "", "", ""], strict=False))
            stages.setdefault(row[0].strip(), {code: words for code, words in told.items() if words.strip()})
    order = [key.strip() for key in found.cells.get(("stage order", ""), (0, []))[1] if key.strip()]
    keys = [*(key for key in order if key in stages), *(key for key in stages if key not in order)]
    return [{"key": key, "name": stages[key]} for key in keys]


def _column(found: _Reading, kind: Type, number: int, key: str) -> Json:
    name = {code: found.row("name", code)[number] for code in LANGUAGES}
    cells = {}
    for lane in kind.lanes:
        cell = _cell(found, lane, number, key)
        if cell not in (None, []):
            cells[lane.code] = cell
    told = {code: words for code, words in name.items() if words.strip()}
    return {"key": key, "stage": found.row("stage", "key")[number].strip(), "name": told, "cells": cells}


def _cell(found: _Reading, lane: Lane, number: int, key: str) -> Json | list[str] | list[Json] | None:
    if lane.holds == "choices":
        return [code.strip() for code in found.row(lane.code)[number].split("\n") if code.strip()]
    told = {code: found.row(lane.code, code)[number] for code in LANGUAGES}
    if lane.holds == "feeling":
        return _feeling(found, lane, number, key, told)
    lines = {code: words.split("\n") if words else [] for code, words in told.items()}
    levels = _split(found.row(lane.code, "level")[number])
    sources = _split(found.row(lane.code, "source")[number])
    count = max(len(one) for one in lines.values())
    for part in (levels, sources):
        if len(part) > count and any(one.strip() for one in part[count:]):
            found.problems.append(
                Problem(lane.code, UNEVEN, {"lines": len(part), "findings": count}, key or str(number + 1))
            )
    return [
        {
            "text": {code: one[place] for code, one in lines.items() if place < len(one) and one[place].strip()},
            "level": (levels[place].strip() if place < len(levels) else "") or "assumption",
            "source": sources[place] if place < len(sources) else "",
        }
        for place in range(count)
    ]


def _split(cell: str) -> list[str]:
    return cell.split("\n") if cell else []


def _feeling(found: _Reading, lane: Lane, number: int, key: str, told: dict[str, str]) -> Json | None:
    value = found.row(lane.code, "value")[number].strip().replace("−", "-").removesuffix(".0")
    if not value:
        return None
    try:
        whole = int(value)
    except ValueError:
        found.problems.append(Problem(lane.code, NOT_WHOLE, {"name": value[:20]}, key or str(number + 1)))
        return None
    return {"value": whole, "word": {code: words for code, words in told.items() if words.strip()}}
