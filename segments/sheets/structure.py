"""The sheet as the kernel asks it: what is wrong with it, its words for search, its steps, and what changed between versions."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from ideabank.entries.multilingual import names_in
from ideabank.entries.structure import Begun, Details, Difference, Passage, Pieces, Read, Structure, Unfolded, put_in
from segments.sheets import changing, comparing, outline, unfolding
from segments.sheets.reading import read, stored
from segments.sheets.schema import type_of
from segments.sheets.sheet import CellAt, Column, RowAt, Sheet, Stages, passages_of, plain, words_of

STEP = Pieces[Sheet, Column](
    code="steps",
    listed=lambda sheet: sheet.columns,
    put=lambda sheet, step: dataclasses.replace(sheet, columns=put_in(sheet.columns, step)),
    without=changing.without,
    moved=lambda sheet, key, by: (changing.earlier if by < 0 else changing.later)(sheet, key),
)
CELL = Pieces[Sheet, CellAt](code="cells", listed=changing.cells, put=changing.with_cell, found=changing.cell_at)
ROW = Pieces[Sheet, RowAt](code="rows", listed=lambda sheet: (), put=changing.with_row, found=changing.row_at)
STAGES = Pieces[Sheet, Stages](
    code="stages",
    listed=lambda sheet: (Stages("", sheet.stages),),
    put=lambda sheet, row: dataclasses.replace(sheet, stages=row.stages),
)


class SheetStructure(Structure[Sheet]):
    """The sheet of a path or an artefact: rows and columns by its type."""

    field = "sheet"
    pieces = (STEP, CELL, ROW, STAGES)

    def __init__(self, *, has_places: bool = False) -> None:
        self.has_places = has_places

    def read(self, details: Details) -> Read[Sheet]:
        sheet, wrong = read(details.get("sheet") or {}, type_of(details))
        return Read(sheet, tuple(wrong))

    def stored(self, details: Details) -> Sheet:
        return stored(details.get("sheet"), type_of(details))

    def plain(self, value: Sheet) -> Mapping[str, Any]:
        return plain(value)

    def words(self, details: Details) -> Mapping[str, str]:
        return words_of(self.stored(details))

    def passages(self, details: Details, language: str) -> Iterator[Passage]:
        """Step by step; what a type without steps tells has no place of its own."""
        return passages_of(self.stored(details), language)

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        """Step keys and names, in order; what stands in their cells is not read."""
        if not self.has_places:
            return {}
        sheet = details.get("sheet") or {}
        stages = {stage.get("key"): place for place, stage in enumerate(sheet.get("stages") or ())}
        columns = sorted(sheet.get("columns") or (), key=lambda column: stages.get(column.get("stage"), -1))
        return names_in(columns, language)

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        """Per step and row."""
        return comparing.differences(old, new, language, type_of(new))

    def begins(self, details: Details) -> bool:
        """A type without steps or groups has none to name."""
        return type_of(details).columns != "none"

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """One step or group a line, a stage begins with #."""
        return outline.begin(text, details, language)

    def unfold(self, meta: Details) -> Unfolded:
        return unfolding.unfold(meta)
