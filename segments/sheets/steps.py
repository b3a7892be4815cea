"""The steps of a path, or the groups of an artefact: their form, and adding them."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from ideabank.entries.problem import Problem
from ideabank.i18n import N_
from ideabank.linking.compose import links_view
from ideabank.linking.rules import may_link
from ideabank.pieces.adding import Adding
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import Landing, PieceForm, Removal, Understood
from ideabank.pieces.views import Place, Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice, Go
from segments.sheets import changing
from segments.sheets.comparing import cell_words
from segments.sheets.evidence import AGAIN
from segments.sheets.outline import appended
from segments.sheets.reading import NAME_LIMIT
from segments.sheets.rows import cell_of, field_of, filled_cells, findings, row_fields, typed_rows
from segments.sheets.schema import type_of
from segments.sheets.sheet import ALL, Column, Sheet, in_language
from segments.sheets.structure import STEP
from segments.sheets.views.forms import StepPage


class StepForm(PieceForm[Sheet, Column]):
    """The form of one step: its name and place, then a field per row of the sheet."""

    pieces = STEP
    parameters = ("step",)
    gone = N_("This step is not there any more. Somebody may have removed it.")

    def name(self, at: Desk[Sheet], piece: Column) -> str:
        return in_language(piece.name, at.language)

    again = (AGAIN,)

    def find(self, at: Desk[Sheet], key: str) -> Column:
        """A type without steps has one, wherever it was begun; its form is that of the whole sheet."""
        if is_whole(at) and key == ALL and at.value.column(ALL) is None:
            return Column(ALL, {})
        return super().find(at, key)

    def title(self, at: Desk[Sheet], piece: Column) -> str:
        if is_whole(at):
            return at.visit.translator("Fill in: %(name)s") % {"name": type_of(at.details).words[at.visit.lang]}
        number = STEP.keys(at.value).index(piece.key) + 1
        return at.visit.translator("Step %(number)d: %(name)s") % {"number": number, "name": self.name(at, piece)}

    def place(self, at: Desk[Sheet], piece: Column) -> Place | None:
        _ = at.visit.translator
        if is_whole(at):
            return None
        return self.places(at, piece, label=_("Place of the step"), all=_("Steps"))

    def back(self, at: Desk[Sheet], key: str) -> str:
        return at.back(f"step-{key}" if key and not is_whole(at) else "sheet")

    def removal(self, at: Desk[Sheet], piece: Column) -> Removal | None:
        _ = at.visit.translator
        if is_whole(at):
            return None
        return Removal(self.name(at, piece), _("The step and its links are taken away. Older versions keep it."))

    def fields(self, at: Desk[Sheet], piece: Column) -> Sequence[Field]:
        _, told = at.visit.translator, _row_fields(at, piece)
        if is_whole(at):
            return told
        fields = [Field(name="name", label=_("Name"), required=True, limit=NAME_LIMIT)]
        if type_of(at.details).columns == "steps":
            if at.value.stages:
                fields.append(stage_field(at, blank=_("No stage")))
            hint = _("Write here only to begin a new stage.")
            fields.append(Field(name="new_stage", label=_("New stage"), hint=hint))
        return [*fields, *told]

    def typed(self, at: Desk[Sheet], piece: Column) -> Form:
        return typed_rows(at, piece, type_of(at.details).lanes, ("name", "stage", "new_stage"))

    def filled(self, at: Desk[Sheet], piece: Column) -> dict[str, Value]:
        return {"name": piece.name.get(at.language, ""), "stage": piece.stage, **filled_cells(at, piece)}

    def understood(self, at: Desk[Sheet], piece: Column, form: Form) -> Understood[Sheet]:
        """The sheet with the step as the form tells it, and with a new stage if one was named."""
        cells = {lane.code: cell_of(at, piece, lane, form) for lane in type_of(at.details).lanes}
        there = {code: cell for code, cell in cells.items() if cell not in ((), None)}
        if is_whole(at):
            return Understood(STEP.put(at.value, dataclasses.replace(piece, cells=there)), piece.key)
        sheet, stage = at.value, form.value("stage")
        if new := at.named(form, "new_stage", NAME_LIMIT):
            sheet, stage = changing.with_stage(sheet, new, at.language)
        if stage and sheet.stage(stage) is None:
            form.refuse("stage", at.visit.translator("Choose one of the options in the list."))
            stage = piece.stage
        name = at.told(piece.name, form, "name")
        if not name.get(at.language) and (at.language == at.entry.language or not name):
            form.refuse("name", at.visit.translator("Give this step or group a name."))
        return Understood(STEP.put(sheet, Column(piece.key, name, stage, there)), piece.key)

    def field_of(self, at: Desk[Sheet], piece: Column, problem: Problem, form: Form) -> str:
        lane = type_of(at.details).lane(problem.field)
        is_ours = lane is not None and problem.place == piece.key
        if lane is not None and is_ours:
            return field_of(at, piece, lane, form)
        return "" if is_whole(at) else self.first

    def moved(self, at: Desk[Sheet], done: Understood[Sheet], do: str) -> Landing[Sheet]:
        if do == "duplicate":
            sheet, copy = changing.duplicated(done.value, done.key)
            return Landing(sheet, self.edit(at, copy))
        return super().moved(at, done, do)

    def rows(self, at: Desk[Sheet], piece: Column) -> Sequence[Row]:
        _, lang, stage = at.visit.translator, at.visit.lang, at.value.stage(piece.stage)
        name = Row(_("Name"), piece.name, self.name(at, piece))
        rows = [name, Row(_("Stage"), piece.stage, in_language(stage.name, at.language) if stage else "")]
        rows = [] if is_whole(at) else rows
        for lane in type_of(at.details).lanes:
            cell = piece.cells.get(lane.code)
            rows.append(Row(lane.words[lang], cell, cell_words(lane, cell, at.language)))
        return rows

    def page(self, at: Desk[Sheet], piece: Column, common: Mapping[str, Any]) -> StepPage:
        kind = type_of(at.details)
        is_path = kind.code == "path"
        groups = links_view(at.visit, at.entry).groups if is_path else ()
        # The only step of a path stays.
        removal = "" if is_path and len(at.value.columns) < 2 else common["removal"]
        told = at.visit.translator("One finding a line. What is left empty is left out. What a line rests on stays with it while the line stays the same.")  # fmt: skip
        return StepPage(
            **findings(at, piece, kind.lanes, {**common, "removal": removal}),
            intro=told if is_whole(at) else "",
            is_whole=is_whole(at),
            links=tuple(row for group in groups for row in group.rows if row.anchor == piece.key),
            add_links=_new_links(at, piece) if is_path else (),
        )


def is_whole(at: Desk[Sheet]) -> bool:
    """Whether the sheet is of a type without steps or groups, such as a persona."""
    return type_of(at.details).columns == "none"


def _row_fields(at: Desk[Sheet], step: Column) -> list[Field]:
    """The fields of all rows; where they are all there is, with room for three findings."""
    fields = [field for lane in type_of(at.details).lanes for field in row_fields(at, step, lane)]
    return [dataclasses.replace(field, rows=6) if is_whole(at) else field for field in fields]


def _new_links(at: Desk[Sheet], step: Column) -> tuple[Go, ...]:
    """Where more links of a step are made."""
    if not may_link(at.visit.viewer):
        return ()
    _ = at.visit.translator
    return (
        Go(_("Link a need"), at.to("links:new", kind="usecase", anchor=step.key)),
        Go(_("Link a solution"), at.to("links:new", kind="solution", anchor=step.key)),
    )


def stage_field(at: Desk[Sheet], *, blank: str = "") -> Field:
    stages = tuple(Choice(stage.key, in_language(stage.name, at.language)) for stage in at.value.stages)
    return Field(name="stage", label=at.visit.translator("Stage"), widget="select", choices=stages, blank=blank)


class AddingSteps(Adding[Sheet]):
    """New steps or groups, one a line, at the end of a stage."""

    sort = StepForm()
    act = N_("Add steps")

    def title(self, at: Desk[Sheet]) -> str:
        _ = at.visit.translator
        return _("Add steps") if type_of(at.details).columns == "steps" else _("Add groups")

    def back(self, at: Desk[Sheet]) -> str:
        return at.back("sheet")

    def fields(self, at: Desk[Sheet]) -> Sequence[Field]:
        return (stage_field(at),) if type_of(at.details).columns == "steps" and at.value.stages else ()

    def filled(self, at: Desk[Sheet]) -> dict[str, Value]:
        return {"stage": at.value.stages[-1].key if at.value.stages else ""}

    def appended(self, at: Desk[Sheet], names: Sequence[str], form: Form) -> Sheet:
        stage = form.value("stage") if at.value.stage(form.value("stage")) else ""
        return appended(at.value, type_of(at.details), names, at.language, stage=stage)
