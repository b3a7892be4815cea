"""A sheet as values: stages, columns and what stands in their cells.

Plain data (JSON, the column `sheet` of paths and artefacts):

    {"stages": [{"key", "name": {language: words}}],
     "columns": [{"key", "stage", "name": {…}, "cells": {lane: cell}}]}

A cell of findings is a list of {"text": {language: words}, "level", "source"}; of choices a list of codes; a feeling is
{"value": -2…2, "word": {…}}. A type without columns has one column with the key "all".
"""

import dataclasses
from collections.abc import Iterator, Mapping

from ideabank.entries.multilingual import KEY, Multilingual, free_key, in_language
from ideabank.entries.structure import Passage
from ideabank.text.plain import Json

__all__ = [
    "ALL",
    "KEY",
    "Cell",
    "CellAt",
    "Column",
    "Feeling",
    "Item",
    "Multilingual",
    "RowAt",
    "Sheet",
    "Stage",
    "Stages",
    "free_key",
    "in_language",
    "ordered",
    "passages_of",
    "plain",
    "words_of",
]

ALL = "all"


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """One finding: its words by language, how well it is known, and where from."""

    text: Multilingual
    level: str = "assumption"
    source: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Feeling:
    """How it feels: −2 to 2, and a word or two."""

    value: int
    word: Multilingual


Cell = tuple[Item, ...] | tuple[str, ...] | Feeling


@dataclasses.dataclass(frozen=True, slots=True)
class Stage:
    """A part of a path that several steps belong to."""

    key: str
    name: Multilingual


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A step or a group. Its key stays the same when it is renamed or moved: links point at it."""

    key: str
    name: Multilingual
    stage: str = ""
    cells: Mapping[str, Cell] = dataclasses.field(default_factory=dict)

    def items(self, lane: str) -> tuple[Item, ...]:
        cell = self.cells.get(lane, ())
        return tuple(one for one in cell if isinstance(one, Item)) if isinstance(cell, tuple) else ()

    def choices(self, lane: str) -> tuple[str, ...]:
        cell = self.cells.get(lane, ())
        return tuple(one for one in cell if isinstance(one, str)) if isinstance(cell, tuple) else ()

    def feeling(self) -> Feeling | None:
        return next((cell for cell in self.cells.values() if isinstance(cell, Feeling)), None)


@dataclasses.dataclass(frozen=True, slots=True)
class CellAt:
    """What stands in one cell; its key is made of the step's and of the row's code: "huomaa/pain"."""

    key: str
    holds: Cell | None = None

    @property
    def step(self) -> str:
        return self.key.partition("/")[0]

    @property
    def lane(self) -> str:
        return self.key.partition("/")[2]


@dataclasses.dataclass(frozen=True, slots=True)
class RowAt:
    """What stands in one row, step by step; its key is the row's."""

    key: str
    cells: tuple[tuple[str, Cell | None], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a sheet in their order: one piece, for they are named and ordered together."""

    key: str
    stages: tuple[Stage, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet."""

    stages: tuple[Stage, ...] = ()
    columns: tuple[Column, ...] = ()

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)

    def with_column(self, column: Column) -> "Sheet":
        """The same with the column of this key replaced."""
        return dataclasses.replace(self, columns=tuple(column if c.key == column.key else c for c in self.columns))


def ordered(sheet: Sheet) -> Sheet:
    """Columns in the order of their stages; those of one stage stay as they are."""
    place = {stage.key: number for number, stage in enumerate(sheet.stages)}
    return dataclasses.replace(
        sheet, columns=tuple(sorted(sheet.columns, key=lambda column: place.get(column.stage, -1)))
    )


def plain(sheet: Sheet) -> Json:
    """The sheet as plain data; `read` gives the same sheet back."""
    return {
        "stages": [{"key": stage.key, "name": stage.name} for stage in sheet.stages],
        "columns": [
            {
                "key": column.key,
                "stage": column.stage,
                "name": column.name,
                "cells": {lane: _plain_cell(cell) for lane, cell in column.cells.items()},
            }
            for column in sheet.columns
        ],
    }


def _plain_cell(cell: Cell) -> Json | list[Json | str]:
    if isinstance(cell, Feeling):
        return {"value": cell.value, "word": cell.word}
    return [one if isinstance(one, str) else dataclasses.asdict(one) for one in cell]


def words_of(sheet: Sheet) -> dict[str, str]:
    """Everything that is told in the sheet by language, for search."""
    found: dict[str, list[str]] = {}
    for told in _everything(sheet):
        for language, words in told.items():
            found.setdefault(language, []).append(words)
    return {language: "\n".join(words) for language, words in found.items()}


def passages_of(sheet: Sheet, language: str) -> Iterator[Passage]:
    """What each column tells in one language, under its name."""
    for column in sheet.columns:
        told = (words for one in _told_in(column) if (words := one.get(language)))
        yield Passage(column.name.get(language, ""), " · ".join(told))


def _everything(sheet: Sheet) -> Iterator[Multilingual]:
    yield from (stage.name for stage in sheet.stages)
    for column in sheet.columns:
        yield column.name
        yield from _told_in(column)


def _told_in(column: Column) -> Iterator[Multilingual]:
    for cell in column.cells.values():
        if isinstance(cell, Feeling):
            yield cell.word
        else:
            yield from (one.text for one in cell if isinstance(one, Item))
