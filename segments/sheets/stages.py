"""Handlers of a sheet's frame: adding and removing steps or groups, naming and ordering stages."""

import dataclasses

from ideabank.entries.kind import Kind
from ideabank.i18n import N_
from ideabank.visit.views import ConfirmPage, Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice
from segments.sheets import changing
from segments.sheets.desk import Desk, asks_about, desk, put_faults, saved, tell
from segments.sheets.outline import appended
from segments.sheets.reading import NAME_LIMIT, Reader, read
from segments.sheets.sheet import Sheet, in_language, plain


@deed(N_("Add steps"))
def add_steps(visit: Visit, kind: Kind) -> Response:
    """New steps or groups, one a line, at the end of a stage."""
    at = desk(visit, kind)
    form = Form.read(visit, ("names", "stage"))
    if visit.method == "POST":
        lines = [tidy for line in form.value("names").splitlines() if (tidy := " ".join(line.split()))]
        if not lines:
            form.refuse("names", visit.translator("Write at least one name."))
        stage = form.value("stage") if at.sheet.stage(form.value("stage")) else ""
        sheet = appended(at.sheet, at.type, lines, at.language, stage=stage)
        asks = asks_about(visit, form)
        if form.is_valid and not asks and _saved_names(at, form, sheet):
            first = next((column for column in sheet.columns if at.sheet.column(column.key) is None), None)
            goal = at.to("steps:edit", step=first.key, **at.here()) if first else at.back()
            return see_other(goal, said="added")
        return show(visit, _add_page(at, form, asks), status=422)
    form.values["stage"] = at.sheet.stages[-1].key if at.sheet.stages else ""
    return show(visit, _add_page(at, form))


def _saved_names(at: Desk, form: Form, sheet: Sheet) -> bool:
    for fault in read(plain(sheet), at.type)[1]:
        tell(at.visit, form, fault, "names")
    return form.is_valid and saved(at, form, sheet)


def _add_page(at: Desk, form: Form, asks: tuple[str, ...] = ()) -> SmallFormPage:
    _ = at.visit.translator
    fields = [Field(name="names", label=_("Names, one a line"), widget="textarea", rows=4, required=True)]
    if at.type.columns == "steps" and at.sheet.stages:
        stages = tuple(Choice(stage.key, in_language(stage.name, at.language)) for stage in at.sheet.stages)
        fields.append(Field(name="stage", label=_("Stage"), widget="select", choices=stages))
    return SmallFormPage(
        title=_("Add steps") if at.type.columns == "steps" else _("Add groups"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back(),
        action=at.to("steps:create"),
        form=form,
        fields=tuple(fields),
        button=_("Add"),
        hidden=(("language", at.language),),
        asks=asks,
    )


def remove_step(visit: Visit, kind: Kind) -> Response:
    """Asks, and takes the step away; its links go with it, older versions keep it."""
    at = desk(visit, kind)
    step, _ = at.step(), visit.translator
    form = Form()
    if visit.method == "POST" and saved(at, form, changing.without(at.sheet, step.key)):
        return see_other(at.back(), said="removed")
    page = ConfirmPage(
        title=_("Remove %(name)s?") % {"name": in_language(step.name, at.language)},
        text=_("The step and its links are taken away. Older versions keep it."),
        action=at.to("steps:removal", step=step.key),
        button=_("Remove"),
        back=at.to("steps:edit", step=step.key),
        form=Form(errors={"": next(iter(form.errors.values()))} if form.errors else {}),
        hidden=(("language", at.language),),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def edit_stages(visit: Visit, kind: Kind) -> Response:
    """Names of the stages, their order, new ones; a stage whose name is emptied goes when it has no steps."""
    at = desk(visit, kind)
    names = [f"stage-{stage.key}" for stage in at.sheet.stages]
    if visit.method != "POST":
        form = Form.of(
            {f"stage-{stage.key}": stage.name.get(at.language, "") for stage in at.sheet.stages} | {"new_stage": ""}
        )
        return show(visit, _stages_page(at, form))
    form = Form.read(visit, [*names, "new_stage"])
    sheet, asks = _restaged(at, form), asks_about(visit, form)
    if form.is_valid and not asks and saved(at, form, sheet):
        goal = at.to("stages", **at.here()) if visit.text("do") != "save" else at.back()
        return see_other(goal, said="saved")
    return show(visit, _stages_page(at, form, asks), status=422)


def _restaged(at: Desk, form: Form) -> Sheet:
    reader, stages = Reader(at.type), []
    used = {column.stage for column in at.sheet.columns}
    for stage in at.sheet.stages:
        field = f"stage-{stage.key}"
        words = reader.told({at.language: form.value(field)}, NAME_LIMIT)
        put_faults(at, form, reader, field)
        name = {language: one for language, one in {**stage.name, at.language: ""}.items() if one} | words
        if not name and stage.key in used:
            form.refuse(field, at.visit.translator("This stage has steps. Move them first, or give it a name."))
        if name:
            stages.append(dataclasses.replace(stage, name=name))
    sheet = dataclasses.replace(at.sheet, stages=tuple(stages))
    if new := reader.told({at.language: form.value("new_stage")}, NAME_LIMIT).get(at.language):
        sheet, _key = changing.with_stage(sheet, new, at.language)
    put_faults(at, form, reader, "new_stage")
    up, _colon, key = at.visit.text("do").partition(":")
    return _stage_up(sheet, key) if up == "up" else sheet


def _stage_up(sheet: Sheet, key: str) -> Sheet:
    stages = list(sheet.stages)
    place = next((number for number, stage in enumerate(stages) if stage.key == key), 0)
    if place:
        stages[place - 1], stages[place] = stages[place], stages[place - 1]
    return dataclasses.replace(sheet, stages=tuple(stages))


def _stages_page(at: Desk, form: Form, asks: tuple[str, ...] = ()) -> SmallFormPage:
    _ = at.visit.translator
    fields = [
        Field(name=f"stage-{stage.key}", label=_("Stage %(number)d") % {"number": number}, limit=NAME_LIMIT)
        for number, stage in enumerate(at.sheet.stages, 1)
    ]
    fields.append(Field(name="new_stage", label=_("New stage"), limit=NAME_LIMIT))
    return SmallFormPage(
        title=_("Stages"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back(),
        action=at.to("stages:update"),
        form=form,
        fields=tuple(fields),
        intro=_("A stage without a name and without steps is taken away."),
        button=_("Save"),
        hidden=(("language", at.language),),
        asks=asks,
    )
