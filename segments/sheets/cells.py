"""The cells of a sheet: the form of one, on a page of its own or in the table."""

from collections.abc import Mapping, Sequence
from typing import Any

from ideabank.entries.problem import Problem
from ideabank.errors import NotFound
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import PieceForm, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from segments.sheets.comparing import cell_words
from segments.sheets.evidence import AGAIN
from segments.sheets.rows import (
    cell_of,
    field_of,
    filled_cell,
    findings,
    row_fields,
    typed_rows,
)
from segments.sheets.schema import Lane, type_of
from segments.sheets.sheet import CellAt, Column, Sheet, in_language
from segments.sheets.steps import StepForm
from segments.sheets.structure import CELL
from segments.sheets.views.forms import CellPage


class CellForm(PieceForm[Sheet, CellAt]):
    """The form of one cell: its findings, one a line, and what each rests on."""

    pieces = CELL
    parameters = ("step", "lane")
    gone = StepForm.gone
    first = ""
    again = (AGAIN,)

    def find(self, at: Desk[Sheet], key: str) -> CellAt:
        found = super().find(at, key)
        if type_of(at.details).lane(found.lane) is None:
            raise NotFound("There is nothing at this address.")
        return found

    def title(self, at: Desk[Sheet], piece: CellAt) -> str:
        row, place = _lane(at, piece).words[at.visit.lang], in_language(_step(at, piece).name, at.language)
        return f"{row}: {place}" if place else row

    name = title

    def back(self, at: Desk[Sheet], key: str) -> str:
        return at.back(f"cell-{key.replace('/', '-')}")

    def fields(self, at: Desk[Sheet], piece: CellAt) -> Sequence[Field]:
        return tuple(row_fields(at, _step(at, piece), _lane(at, piece)))

    def filled(self, at: Desk[Sheet], piece: CellAt) -> dict[str, Value]:
        return filled_cell(at, _step(at, piece), _lane(at, piece))

    def typed(self, at: Desk[Sheet], piece: CellAt) -> Form:
        return typed_rows(at, _step(at, piece), (_lane(at, piece),))

    def understood(self, at: Desk[Sheet], piece: CellAt, form: Form) -> Understood[Sheet]:
        cell = cell_of(at, _step(at, piece), _lane(at, piece), form)
        return Understood(CELL.put(at.value, CellAt(piece.key, cell)), piece.key)

    def field_of(self, at: Desk[Sheet], piece: CellAt, problem: Problem, form: Form) -> str:
        is_ours = (problem.place, problem.field) == (piece.step, piece.lane)
        return field_of(at, _step(at, piece), _lane(at, piece), form) if is_ours else self.first

    def rows(self, at: Desk[Sheet], piece: CellAt) -> Sequence[Row]:
        lane = _lane(at, piece)
        return (Row(lane.words[at.visit.lang], piece.holds, cell_words(lane, piece.holds, at.language)),)

    def keeps_drafts(self, at: Desk[Sheet]) -> bool:
        return not _is_in_table(at)

    def hidden(self, at: Desk[Sheet], piece: CellAt) -> tuple[tuple[str, str], ...]:
        return (("here", "table"),) if _is_in_table(at) else ()

    def page(self, at: Desk[Sheet], piece: CellAt, common: Mapping[str, Any]) -> CellPage:
        spot = f"cell-{piece.step}-{piece.lane}" if _is_in_table(at) else ""
        shown = findings(at, _step(at, piece), (_lane(at, piece),), common)
        return CellPage(**shown, spot=spot)


def _lane(at: Desk[Sheet], cell: CellAt) -> Lane:
    lane = type_of(at.details).lane(cell.lane)
    assert lane is not None
    return lane


def _step(at: Desk[Sheet], cell: CellAt) -> Column:
    step = at.value.column(cell.step)
    assert step is not None
    return step


def _is_in_table(at: Desk[Sheet]) -> bool:
    """Whether the form is opened in the table itself; its address, and then its hidden field, say so."""
    return "table" in (at.visit.text("here"), at.visit.arg("here"))
