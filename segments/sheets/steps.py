"""Handlers of one step: its form, its draft, where it stands."""

import dataclasses
from typing import Any

from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft
from ideabank.i18n import LANGUAGES, N_
from ideabank.linking.compose import links_view
from ideabank.linking.rules import may_link
from ideabank.visit import drafts
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form, Value
from ideabank.web.guard import unpublished
from ideabank.web.pages import JSONResponse, Response, see_other, show
from ideabank.web.parts import Go, Text
from ideabank.web.request import whole
from segments.sheets import changing
from segments.sheets.comparing import cell_words
from segments.sheets.desk import Desk, asks_about, desk, saved
from segments.sheets.sheet import Column, Sheet, said
from segments.sheets.stepform import fields_of, filled, typed, understood
from segments.sheets.views import StepPage


@deed(N_("Save the changes"))
def edit_step(visit: Visit, kind: Kind) -> Response:
    """The form of one step: GET shows it, POST saves and goes where the button says."""
    at = desk(visit, kind)
    if visit.method != "POST":
        draft = drafts.by_token(visit.session, visit.arg("draft"), kind, visit.viewer)
        if draft is not None and draft.entry_id == at.entry.id and draft.published_id is None:
            at = dataclasses.replace(at, language=_language(draft, at))
            form = Form.of({**filled(at, at.step()), **draft.values})
            return show(visit, _step_page(at, at.step(), form, based_on=draft.base_revision, token=draft.token))
        return show(visit, _step_page(at, at.step(), Form.of(filled(at, at.step())), based_on=at.entry.revision))
    return _save_step(at, kind)


def _language(draft: Draft, at: Desk) -> str:
    language = str(draft.values.get("language") or "")
    return language if language in LANGUAGES else at.language


@never_later
def save_draft(visit: Visit, kind: Kind) -> Response:
    """The autosave of a step's form."""
    at = desk(visit, kind)
    form = typed(at, at.step())
    values: dict[str, Value] = {**form.values, "place": f"steps/{at.step().key}/edit", "language": at.language}
    values["title"] = said(at.step().name, at.language)
    kept, problems = drafts.keep(
        visit.session,
        visit.text("draft"),
        kind,
        values,
        by=visit.viewer,
        entry_id=at.entry.id,
        base_revision=whole(visit.text("based_on")),
    )
    _ = visit.translator
    wrong = [{"field": problem.field, "message": _(problem.message)} for problem in problems]
    return unpublished(JSONResponse({"draft": kept.token, "saved": _.datetime(kept.updated_at), "problems": wrong}))


def _save_step(at: Desk, kind: Kind) -> Response:
    visit, step = at.visit, at.step()
    form, base = typed(at, step), whole(visit.text("based_on"))
    sheet, changed = understood(at, step, form)
    asks = asks_about(visit, form)
    if not form.is_valid or asks:
        return show(visit, _step_page(at, step, form, based_on=base, asks=asks), status=422)
    theirs = _theirs(at, at.before(base), step)
    if theirs:
        page = _step_page(at, step, form, based_on=at.entry.revision, theirs=theirs)
        return show(visit, page, status=409)
    sheet, goal = _moved(at, sheet.with_column(changed), step.key)
    if not saved(at, form, sheet):
        return show(visit, _step_page(at, step, form, based_on=base), status=422)
    drafts.close(at.visit.session, visit.text("draft"), kind, by=visit.viewer, published_id=at.entry.id)
    return see_other(goal, said="saved")


def _moved(at: Desk, sheet: Sheet, key: str) -> tuple[Sheet, str]:
    """What the button asks for beyond saving, and where to go."""
    do = at.visit.text("do", "save")
    if do in ("earlier", "later"):
        sheet = (changing.earlier if do == "earlier" else changing.later)(sheet, key)
        return sheet, at.to("steps:edit", step=key, **at.here())
    if do == "duplicate":
        sheet, copy = changing.duplicated(sheet, key)
        return sheet, at.to("steps:edit", step=copy, **at.here())
    following = neighbour(sheet, key, 1)
    if do == "next" and following is not None:
        return sheet, at.to("steps:edit", step=following.key, **at.here())
    return sheet, at.back(f"step-{key}")


def neighbour(sheet: Sheet, key: str, by: int) -> Column | None:
    keys = [column.key for column in sheet.columns]
    place = keys.index(key) + by
    return sheet.columns[place] if 0 <= place < len(keys) else None


def _theirs(at: Desk, before: Sheet, step: Column) -> tuple[tuple[str, Text], ...]:
    """What somebody else has changed in this step since the form was opened, row by row."""
    old = before.column(step.key)
    if old is None or old == step:
        return ()
    _, lang = at.visit.translator, at.visit.lang
    rows = [
        (lane.words[lang], cell_words(lane, step.cells.get(lane.code), at.language))
        for lane in at.type.lanes
        if old.cells.get(lane.code) != step.cells.get(lane.code)
    ]
    if old.stage != step.stage:
        stage = at.sheet.stage(step.stage)
        rows.insert(0, (_("Stage"), said(stage.name, at.language) if stage else ""))
    if old.name != step.name:
        rows.insert(0, (_("Name"), said(step.name, at.language)))
    return tuple((title, Text(words, at.language)) for title, words in rows)


def _step_page(
    at: Desk,
    step: Column,
    form: Form,
    *,
    based_on: int,
    token: str = "",
    asks: tuple[str, ...] = (),
    theirs: tuple[tuple[str, Text], ...] = (),
) -> StepPage:
    visit, _ = at.visit, at.visit.translator
    number = [column.key for column in at.sheet.columns].index(step.key) + 1
    rows, goes = _links(at, step)
    return StepPage(
        title=_("Step %(number)d: %(name)s") % {"number": number, "name": said(step.name, at.language)},
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back(f"step-{step.key}"),
        action=at.to("steps:update", step=step.key),
        form=form,
        fields=tuple(fields_of(at, step)),
        hidden=(
            ("based_on", str(based_on)),
            ("language", at.language),
            ("draft", token or visit.text("draft") or drafts.new_token()),
        ),
        number=number,
        count=len(at.sheet.columns),
        asks=asks,
        draft_url=at.to("steps:draft", step=step.key),
        removal=at.to("steps:removal", step=step.key) if len(at.sheet.columns) > 1 or at.type.code != "path" else "",
        previous=_go(at, neighbour(at.sheet, step.key, -1)),
        next=_go(at, neighbour(at.sheet, step.key, 1)),
        links=rows,
        add_links=goes,
        theirs=theirs,
        who=at.changed_by() if theirs else "",
    )


def _go(at: Desk, column: Column | None) -> Go | None:
    if column is None:
        return None
    return Go(said(column.name, at.language), at.to("steps:edit", step=column.key, **at.here()))


def _links(at: Desk, step: Column) -> tuple[tuple[Any, ...], tuple[Go, ...]]:
    """The links of this step, and where to make more."""
    if at.type.code != "path":
        return (), ()
    found = links_view(at.visit, at.entry)
    rows = tuple(row for group in found.groups for row in group.rows if row.anchor == step.key)
    if not may_link(at.visit.viewer):
        return rows, ()
    _ = at.visit.translator
    return rows, (
        Go(_("Link a need"), at.to("links:new", kind="usecase", anchor=step.key)),
        Go(_("Link a solution"), at.to("links:new", kind="solution", anchor=step.key)),
    )
