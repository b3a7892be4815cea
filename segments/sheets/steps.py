"""The steps of a path, or the groups of an artefact: their form, and adding them."""

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
from segments.sheets.outline import appended
from segments.sheets.reading import NAME_LIMIT
from segments.sheets.rows import cell_of, field_of, filled_cells, names_of, row_fields
from segments.sheets.schema import type_of
from segments.sheets.sheet import Column, Sheet, in_language
from segments.sheets.structure import STEP
from segments.sheets.views import StepPage


class StepForm(PieceForm[Sheet, Column]):
    """The form of one step: its name and place, then a field per row of the sheet."""

    pieces = STEP
    parameters = ("step",)
    gone = N_("This step is not there any more. Somebody may have removed it.")

    def name(self, at: Desk[Sheet], piece: Column) -> str:
        return in_language(piece.name, at.language)

    def title(self, at: Desk[Sheet], piece: Column) -> str:
        number = STEP.keys(at.value).index(piece.key) + 1
        return at.visit.translator("Step %(number)d: %(name)s") % {"number": number, "name": self.name(at, piece)}

    def place(self, at: Desk[Sheet], piece: Column) -> Place:
        _ = at.visit.translator
        return self.places(at, piece, label=_("Place of the step"), all=_("Steps"))

    def back(self, at: Desk[Sheet], key: str) -> str:
        return at.back(f"step-{key}" if key else "sheet")

    def removal(self, at: Desk[Sheet], piece: Column) -> Removal:
        _ = at.visit.translator
        return Removal(self.name(at, piece), _("The step and its links are taken away. Older versions keep it."))

    def fields(self, at: Desk[Sheet], piece: Column) -> Sequence[Field]:
        _ = at.visit.translator
        fields = [Field(name="name", label=_("Name"), required=True, limit=NAME_LIMIT)]
        if type_of(at.details).columns == "steps":
            if at.value.stages:
                fields.append(stage_field(at, blank=_("No stage")))
            told = _("Write here only to begin a new stage.")
            fields.append(Field(name="new_stage", label=_("New stage"), hint=told))
        return [*fields, *(field for lane in type_of(at.details).lanes for field in row_fields(at, piece, lane))]

    def typed(self, at: Desk[Sheet], piece: Column) -> Form:
        single, many = names_of(at, piece)
        single = ["name", "stage", "new_stage", *single]
        return Form.read(at.visit, [name for name in single if name in at.visit.fields], many)

    def filled(self, at: Desk[Sheet], piece: Column) -> dict[str, Value]:
        return {"name": piece.name.get(at.language, ""), "stage": piece.stage, **filled_cells(at, piece)}

    def understood(self, at: Desk[Sheet], piece: Column, form: Form) -> Understood[Sheet]:
        """The sheet with the step as the form tells it, and with a new stage if one was named."""
        sheet, stage = at.value, form.value("stage")
        if new := at.named(form, "new_stage", NAME_LIMIT):
            sheet, stage = changing.with_stage(sheet, new, at.language)
        if stage and sheet.stage(stage) is None:
            form.refuse("stage", at.visit.translator("Choose one of the options in the list."))
            stage = piece.stage
        name = at.told(piece.name, form, "name")
        if not name.get(at.language) and (at.language == at.entry.language or not name):
            form.refuse("name", at.visit.translator("Give this step or group a name."))
        cells = {lane.code: cell_of(at, piece, lane, form) for lane in type_of(at.details).lanes}
        there = {code: cell for code, cell in cells.items() if cell not in ((), None)}
        return Understood(STEP.put(sheet, Column(piece.key, name, stage, there)), piece.key)

    def field_of(self, at: Desk[Sheet], piece: Column, problem: Problem, form: Form) -> str:
        lane = type_of(at.details).lane(problem.field)
        is_ours = lane is not None and problem.place == piece.key
        return field_of(at, piece, lane, form) if lane is not None and is_ours else self.first

    def moved(self, at: Desk[Sheet], done: Understood[Sheet], do: str) -> Landing[Sheet]:
        if do == "duplicate":
            sheet, copy = changing.duplicated(done.value, done.key)
            return Landing(sheet, self.edit(at, copy))
        return super().moved(at, done, do)

    def rows(self, at: Desk[Sheet], piece: Column) -> Sequence[Row]:
        _, lang, stage = at.visit.translator, at.visit.lang, at.value.stage(piece.stage)
        rows = [
            Row(_("Name"), piece.name, self.name(at, piece)),
            Row(_("Stage"), piece.stage, in_language(stage.name, at.language) if stage else ""),
        ]
        for lane in type_of(at.details).lanes:
            cell = piece.cells.get(lane.code)
            rows.append(Row(lane.words[lang], cell, cell_words(lane, cell, at.language)))
        return rows

    def page(self, at: Desk[Sheet], piece: Column, common: Mapping[str, Any]) -> StepPage:
        is_path = type_of(at.details).code == "path"
        groups = links_view(at.visit, at.entry).groups if is_path else ()
        return StepPage(
            # The only step of a path stays.
            **{**common, "removal": "" if is_path and len(at.value.columns) < 2 else common["removal"]},
            links=tuple(row for group in groups for row in group.rows if row.anchor == piece.key),
            add_links=_new_links(at, piece) if is_path else (),
        )


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
