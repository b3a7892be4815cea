"""One row of a sheet across all its steps: the form in which one thing is told of each."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from ideabank.entries.problem import Problem
from ideabank.errors import NotFound
from ideabank.i18n import Words
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import Landing, PieceForm, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from segments.sheets.comparing import cell_words
from segments.sheets.evidence import AGAIN
from segments.sheets.rows import cell_of, field_of, filled_cell, findings, row_fields, typed_rows
from segments.sheets.schema import Lane, type_of
from segments.sheets.sheet import Column, RowAt, Sheet, in_language
from segments.sheets.structure import ROW
from segments.sheets.views.forms import RowPage


class RowForm(PieceForm[Sheet, RowAt]):
    """The form of one row: a field for each step, one finding a line."""

    pieces = ROW
    parameters = ("lane",)
    first = ""
    again = (AGAIN,)

    def find(self, at: Desk[Sheet], key: str) -> RowAt:
        lane = type_of(at.details).lane(key)
        if lane is None or lane.holds != "items" or not at.value.columns or type_of(at.details).columns == "none":
            raise NotFound("There is nothing at this address.")
        return super().find(at, key)

    def title(self, at: Desk[Sheet], piece: RowAt) -> str:
        return at.visit.translator("At every step: %(name)s") % {"name": _lane(at, piece).words[at.visit.lang]}

    name = title

    def back(self, at: Desk[Sheet], key: str) -> str:
        return at.back("sheet")

    def fields(self, at: Desk[Sheet], piece: RowAt) -> Sequence[Field]:
        return [field for lane in _lanes(at, piece) for field in row_fields(at, _column(piece), lane)]

    def filled(self, at: Desk[Sheet], piece: RowAt) -> dict[str, Value]:
        cells = (filled_cell(at, _column(piece), lane) for lane in _lanes(at, piece))
        return {name: value for cell in cells for name, value in cell.items()}

    def typed(self, at: Desk[Sheet], piece: RowAt) -> Form:
        return typed_rows(at, _column(piece), _lanes(at, piece))

    def understood(self, at: Desk[Sheet], piece: RowAt, form: Form) -> Understood[Sheet]:
        told = (cell_of(at, _column(piece), lane, form) for lane in _lanes(at, piece))
        cells = tuple((step, cell) for (step, _before), cell in zip(piece.cells, told, strict=True))
        return Understood(ROW.put(at.value, RowAt(piece.key, cells)), piece.key)

    def field_of(self, at: Desk[Sheet], piece: RowAt, problem: Problem, form: Form) -> str:
        lane = next((one for one in _lanes(at, piece) if one.code == _code(problem.place)), None)
        if lane is None or problem.field != piece.key:
            return self.first
        return field_of(at, _column(piece), lane, form)

    def moved(self, at: Desk[Sheet], done: Understood[Sheet], do: str) -> Landing[Sheet]:
        following = _next(at, done.key) if do == "next" else None
        return Landing(done.value, self.edit(at, following.code) if following else self.back(at, ""))

    def rows(self, at: Desk[Sheet], piece: RowAt) -> Sequence[Row]:
        names = {column.key: in_language(column.name, at.language) for column in at.value.columns}
        lane = _lane(at, piece)
        return [Row(names.get(step, step), cell, cell_words(lane, cell, at.language)) for step, cell in piece.cells]

    def page(self, at: Desk[Sheet], piece: RowAt, common: Mapping[str, Any]) -> RowPage:
        lane, following = _lane(at, piece), _next(at, piece.key)
        return RowPage(
            **findings(at, _column(piece), _lanes(at, piece), common),
            intro=lane.hint[at.visit.lang] if lane.hint else "",
            is_whole=True,
            following=following.words[at.visit.lang] if following else "",
        )


def first_row(lanes: Sequence[Lane]) -> Lane | None:
    """The first row that can be written across."""
    return next((lane for lane in lanes if lane.holds == "items"), None)


def _next(at: Desk[Sheet], key: str) -> Lane | None:
    lanes = type_of(at.details).lanes
    place = [lane.code for lane in lanes].index(key)
    return first_row(lanes[place + 1 :])


def _lane(at: Desk[Sheet], piece: RowAt) -> Lane:
    lane = type_of(at.details).lane(piece.key)
    assert lane is not None
    return lane


def _code(step: str) -> str:
    return f"step-{step}"


def _column(piece: RowAt) -> Column:
    """The row as if it were a step, whose rows are the steps: so the fields of a step serve it too."""
    return Column(piece.key, {}, cells={_code(step): cell for step, cell in piece.cells if cell is not None})


def _lanes(at: Desk[Sheet], piece: RowAt) -> list[Lane]:
    """The rows of that: each is called by its step."""
    found = []
    for number, (step, _cell) in enumerate(piece.cells, 1):
        column = at.value.column(step)
        name = f"{number}. {in_language(column.name, at.language) if column else step}"
        lane = dataclasses.replace(_lane(at, piece), code=_code(step), words=Words(name, name, name), hint=None)
        found.append(lane)
    return found
