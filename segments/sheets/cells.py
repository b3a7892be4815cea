"""Handlers of one cell: each finding with how well it is known and where from."""

import dataclasses

from ideabank.entries.kind import Kind
from ideabank.i18n import LANGUAGES, N_
from ideabank.i18n.slides import cited
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form, Value
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice, Text
from ideabank.web.request import whole
from segments.sheets import changing
from segments.sheets.comparing import cell_words
from segments.sheets.desk import Desk, asks_about, desk, put_faults
from segments.sheets.reading import Reader
from segments.sheets.schema import LEVELS, Lane
from segments.sheets.sheet import Cell, Column, in_language
from segments.sheets.stepform import cell_of, feelings, filled
from segments.sheets.views import CellPage, ItemRow

MOST_ROWS = 81


@deed(N_("Save the changes"))
def edit_cell(visit: Visit, kind: Kind) -> Response:
    """The form of one cell: each finding with how well it is known and where from."""
    at = desk(visit, kind)
    step, lane = at.step(), at.lane()
    if visit.method != "POST":
        return show(visit, _cell_page(at, step, lane, _cell_form(at, step, lane), based_on=at.entry.revision))
    form, base = _cell_typed(at, lane), whole(visit.text("based_on"))
    reader = Reader(at.type)
    cell = _cell_read(at, step, lane, form, reader)
    put_faults(at, form, reader, "text-0" if lane.holds == "items" else lane.code)
    asks = asks_about(visit, form)
    if not form.is_valid or asks:
        return show(visit, _cell_page(at, step, lane, form, based_on=base, asks=asks), status=422)
    before = at.before(base).column(step.key)
    if before is not None and before.cells.get(lane.code) != step.cells.get(lane.code):
        theirs = (
            (lane.words[visit.lang], Text(cell_words(lane, step.cells.get(lane.code), at.language), at.language)),
        )
        page = _cell_page(at, step, lane, form, based_on=at.entry.revision, theirs=theirs)
        return show(visit, page, status=409)
    cells = {code: one for code, one in {**step.cells, lane.code: cell}.items() if one not in ((), None)}
    changing.save(
        visit.session, at.entry, at.sheet.with_column(dataclasses.replace(step, cells=cells)), by=visit.viewer
    )
    return see_other(at.back(f"cell-{step.key}-{lane.code}"), said="saved")


def _cell_form(at: Desk, step: Column, lane: Lane) -> Form:
    if lane.holds != "items":
        return Form.of({name: value for name, value in filled(at, step).items() if name in (lane.code, "feeling_word")})
    values: dict[str, Value] = {}
    for number, item in enumerate(step.items(lane.code)):
        values[f"text-{number}"] = item.text.get(at.language, "")
        values[f"level-{number}"], values[f"source-{number}"] = item.level, cited(item.source, at.visit.lang)
    values["rows"] = str(len(step.items(lane.code)) + 1)
    return Form.of(values)


def _cell_typed(at: Desk, lane: Lane) -> Form:
    if lane.holds == "choices":
        return Form.read(at.visit, (), (lane.code,))
    if lane.holds == "feeling":
        return Form.read(at.visit, (lane.code, "feeling_word"))
    count = _count(at.visit.text("rows"))
    return Form.read(
        at.visit, ["rows", *(f"{name}-{number}" for number in range(count) for name in ("text", "level", "source"))]
    )


def _count(rows: str) -> int:
    """How many rows the form has; whatever a browser says, never more than a form may carry."""
    return max(1, min(whole(rows), MOST_ROWS))


def _cell_read(at: Desk, step: Column, lane: Lane, form: Form, reader: Reader) -> Cell | None:
    if lane.holds != "items":
        return cell_of(at, step, lane, form, reader)
    items, data = step.items(lane.code), []
    for number in range(_count(form.value("rows"))):
        before = dict(items[number].text) if number < len(items) else {}
        words = form.value(f"text-{number}").strip()
        only_here = not any(before.get(language) for language in LANGUAGES if language != at.language)
        if not words and only_here:
            continue
        told = {**before, at.language: words}
        if form.value(f"level-{number}") not in LEVELS:
            form.refuse(f"level-{number}", at.visit.translator("Choose one of the options in the list."))
            continue
        # An emptied row is taken away in the language it was first told in, and only loses its translation in another.
        if not words and at.language == at.entry.language:
            continue
        data.append({"text": told, "level": form.value(f"level-{number}"), "source": form.value(f"source-{number}")})
    return reader.cell(lane, data, step.key)


def _cell_page(
    at: Desk,
    step: Column,
    lane: Lane,
    form: Form,
    *,
    based_on: int,
    asks: tuple[str, ...] = (),
    theirs: tuple[tuple[str, Text], ...] = (),
) -> CellPage:
    lang, here = at.visit.lang, "table" in (at.visit.text("here"), at.visit.arg("here"))
    rows = _count(form.value("rows"))
    place = in_language(step.name, at.language)
    options = tuple(Choice(code, words[lang]) for code, words in (lane.options or {}).items())
    if lane.holds == "feeling":
        options = feelings(at)
    return CellPage(
        title=f"{lane.words[lang]}: {place}" if place else lane.words[lang],
        kind=at.entry.kind,
        lane=lane.code,
        entry_title=at.title(),
        back=at.back(f"cell-{step.key}-{lane.code}"),
        action=at.to("cells:update", step=step.key, lane=lane.code),
        form=form,
        holds=lane.holds,
        legend=lane.words[lang],
        hint=lane.hint[lang] if lane.hint and lane.code != "does" else "",
        rows=tuple(_row(form, number) for number in range(rows)) if lane.holds == "items" else (),
        levels=tuple(Choice(code, words[lang]) for code, words in LEVELS.items()),
        choices=options,
        hidden=(("based_on", str(based_on)), ("language", at.language), *((("here", "table"),) if here else ())),
        place=f"cell-{step.key}-{lane.code}" if here else "",
        asks=asks,
        theirs=theirs,
        who=at.changed_by() if theirs else "",
        language=at.language,
        labels=_labels(at, lane, rows),
    )


def _labels(at: Desk, lane: Lane, rows: int) -> dict[str, str]:
    """The names of the fields, for telling what is wrong where."""
    _, legend = at.visit.translator, lane.words[at.visit.lang]
    if lane.holds != "items":
        return {lane.code: legend, "feeling_word": _("The feeling in a word or two")}
    each = {"text": _("Finding"), "level": _("How well it is known"), "source": _("Source")}
    return {f"{name}-{row}": f"{legend} {row + 1}, {label}" for row in range(rows) for name, label in each.items()}


def _row(form: Form, number: int) -> ItemRow:
    level = form.value(f"level-{number}")
    return ItemRow(
        number, form.value(f"text-{number}"), level if level in LEVELS else "assumption", form.value(f"source-{number}")
    )
