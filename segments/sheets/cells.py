"""The cells of a sheet: the form of one, on a page of its own or in the table."""

from collections.abc import Mapping, Sequence
from typing import Any

from ideabank.entries.problem import Problem
from ideabank.errors import NotFound
from ideabank.i18n import LANGUAGES
from ideabank.i18n.slides import cited
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import PieceForm, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice
from ideabank.web.request import whole
from segments.sheets.comparing import cell_words
from segments.sheets.rows import cell_of, filled_cells, options_of
from segments.sheets.schema import LEVELS, Lane, type_of
from segments.sheets.sheet import Cell, CellAt, Column, Item, Sheet, in_language
from segments.sheets.steps import StepForm
from segments.sheets.structure import CELL
from segments.sheets.views import CellPage, ItemRow

MOST_ROWS = 81


class CellForm(PieceForm[Sheet, CellAt]):
    """The form of one cell: each finding with how well it is known and where from."""

    pieces = CELL
    parameters = ("step", "lane")
    gone = StepForm.gone
    first = ""

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
        return ()

    def filled(self, at: Desk[Sheet], piece: CellAt) -> dict[str, Value]:
        if _lane(at, piece).holds != "items":
            filled = filled_cells(at, _step(at, piece))
            return {name: value for name, value in filled.items() if name in (piece.lane, "feeling_word")}
        items, values = _step(at, piece).items(piece.lane), dict[str, Value]()
        for number, item in enumerate(items):
            values[f"text-{number}"] = item.text.get(at.language, "")
            values[f"level-{number}"], values[f"source-{number}"] = item.level, cited(item.source, at.visit.lang)
        return {**values, "rows": str(len(items) + 1)}

    def typed(self, at: Desk[Sheet], piece: CellAt) -> Form:
        holds = _lane(at, piece).holds
        if holds == "choices":
            return Form.read(at.visit, (), (piece.lane,))
        if holds == "feeling":
            return Form.read(at.visit, (piece.lane, "feeling_word"))
        rows = range(_count(at.visit.text("rows")))
        return Form.read(at.visit, ["rows", *(f"{name}-{row}" for row in rows for name in ("text", "level", "source"))])

    def understood(self, at: Desk[Sheet], piece: CellAt, form: Form) -> Understood[Sheet]:
        step, lane = _step(at, piece), _lane(at, piece)
        cell: Cell | None = _items(at, step, lane, form) if lane.holds == "items" else cell_of(at, step, lane, form)
        return Understood(CELL.put(at.value, CellAt(piece.key, cell)), piece.key)

    def field_of(self, at: Desk[Sheet], piece: CellAt, problem: Problem, form: Form) -> str:
        if (problem.place, problem.field) != (piece.step, piece.lane):
            return self.first
        if _lane(at, piece).holds != "items":
            return piece.lane
        texts = [f"text-{row}" for row in range(_count(form.value("rows")))]
        return max(texts, key=lambda name: len(form.value(name)))

    def rows(self, at: Desk[Sheet], piece: CellAt) -> Sequence[Row]:
        lane = _lane(at, piece)
        return (Row(lane.words[at.visit.lang], piece.holds, cell_words(lane, piece.holds, at.language)),)

    def keeps_drafts(self, at: Desk[Sheet]) -> bool:
        return not _is_in_table(at)

    def hidden(self, at: Desk[Sheet], piece: CellAt) -> tuple[tuple[str, str], ...]:
        return (("here", "table"),) if _is_in_table(at) else ()

    def page(self, at: Desk[Sheet], piece: CellAt, common: Mapping[str, Any]) -> CellPage:
        lang, lane, form = at.visit.lang, _lane(at, piece), common["form"]
        rows = range(_count(form.value("rows"))) if lane.holds == "items" else range(0)
        return CellPage(
            **common,
            lane=lane.code,
            holds=lane.holds,
            legend=lane.words[lang],
            hint=lane.hint[lang] if lane.hint and lane.code != "does" else "",
            rows=tuple(_row(form, number) for number in rows),
            levels=tuple(Choice(code, words[lang]) for code, words in LEVELS.items()),
            choices=options_of(at, lane),
            spot=f"cell-{piece.step}-{lane.code}" if _is_in_table(at) else "",
            labels=_labels(at, lane, rows),
        )


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


def _count(rows: str) -> int:
    """How many rows the form has; whatever a browser says, never more than a form may carry."""
    return max(1, min(whole(rows), MOST_ROWS))


def _items(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> tuple[Item, ...]:
    items, found = step.items(lane.code), []
    for number in range(_count(form.value("rows"))):
        before = dict(items[number].text) if number < len(items) else {}
        words, level = form.value(f"text-{number}").strip(), form.value(f"level-{number}")
        only_here = not any(before.get(language) for language in LANGUAGES if language != at.language)
        if not words and only_here:
            continue
        if level not in LEVELS:
            form.refuse(f"level-{number}", at.visit.translator("Choose one of the options in the list."))
            continue
        # An emptied row is taken away in the language it was first told in, and only loses its translation in another.
        if not words and at.language == at.entry.language:
            continue
        found.append(Item({**before, at.language: words}, level, form.value(f"source-{number}")))
    return tuple(found)


def _labels(at: Desk[Sheet], lane: Lane, rows: range) -> dict[str, str]:
    """The names of the fields, for telling what is wrong where."""
    _, legend = at.visit.translator, lane.words[at.visit.lang]
    if lane.holds != "items":
        return {lane.code: legend, "feeling_word": _("The feeling in a word or two")}
    each = {"text": _("Finding"), "level": _("How well it is known"), "source": _("Source")}
    return {f"{name}-{row}": f"{legend} {row + 1}, {label}" for row in rows for name, label in each.items()}


def _row(form: Form, number: int) -> ItemRow:
    level = form.value(f"level-{number}")
    return ItemRow(
        number, form.value(f"text-{number}"), level if level in LEVELS else "assumption", form.value(f"source-{number}")
    )
