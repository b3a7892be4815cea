"""The form of one step: its fields, what stands in them, and the step they tell."""

import dataclasses

from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice
from segments.sheets import changing
from segments.sheets.desk import Desk, put_faults
from segments.sheets.reading import NAME_LIMIT, TEXT_LIMIT, Reader
from segments.sheets.schema import FEELINGS, Lane
from segments.sheets.sheet import Cell, Column, Item, Sheet, in_language


def names_of(at: Desk, step: Column) -> tuple[list[str], list[str]]:
    """Fields with one value and with many."""
    single, many = ["name", "stage", "new_stage", "feeling_word"], []
    for lane in at.type.lanes:
        if lane.holds == "choices":
            many.append(lane.code)
        else:
            single += [lane.code, *(f"{lane.code}-{number}" for number in range(len(step.items(lane.code))))]
    return single, many


def typed(at: Desk, step: Column) -> Form:
    single, many = names_of(at, step)
    return Form.read(at.visit, [name for name in single if name in at.visit.fields], many)


def filled(at: Desk, step: Column) -> dict[str, Value]:
    values: dict[str, Value] = {"name": step.name.get(at.language, ""), "stage": step.stage}
    for lane in at.type.lanes:
        if lane.holds == "choices":
            values[lane.code] = list(step.choices(lane.code))
        elif lane.holds == "feeling":
            feeling = step.feeling()
            values[lane.code] = str(feeling.value) if feeling else ""
            values["feeling_word"] = feeling.word.get(at.language, "") if feeling else ""
        elif goes_by_lines(step.items(lane.code), at.language):
            values[lane.code] = "\n".join(item.text[at.language] for item in step.items(lane.code))
        else:
            for number, item in enumerate(step.items(lane.code)):
                values[f"{lane.code}-{number}"] = item.text.get(at.language, "")
    return values


def goes_by_lines(items: tuple[Item, ...], language: str) -> bool:
    """Whether one field can hold all findings, one a line: each is told in this language, and none has lines of its own."""
    return all(item.text.get(language) and "\n" not in item.text[language] for item in items)


def understood(at: Desk, step: Column, form: Form) -> tuple[Sheet, Column]:
    """The sheet (with a new stage, if one was named) and the step as the form tells it; what is wrong is on the form."""
    reader = Reader(at.type)
    sheet, stage = at.sheet, form.value("stage")
    if new := reader.told({at.language: form.value("new_stage")}, NAME_LIMIT).get(at.language):
        sheet, stage = changing.with_stage(sheet, new, at.language)
    if stage and sheet.stage(stage) is None:
        form.refuse("stage", at.visit.translator("Choose one of the options in the list."))
        stage = step.stage
    put_faults(at, form, reader, "new_stage")
    name = {**step.name, **{at.language: ""}} | reader.told({at.language: form.value("name")}, NAME_LIMIT)
    put_faults(at, form, reader, "name")
    name = {language: words for language, words in name.items() if words}
    if not name.get(at.language) and (at.language == at.entry.language or not name):
        form.refuse("name", at.visit.translator("Give this step or group a name."))
    cells = {}
    for lane in at.type.lanes:
        cell = cell_of(at, step, lane, form, reader)
        put_faults(at, form, reader, _field_of(step, lane, form, at.language))
        if cell not in ((), None):
            cells[lane.code] = cell
    return sheet, Column(step.key, name, stage, cells)


def _field_of(step: Column, lane: Lane, form: Form, language: str) -> str:
    """Where what is wrong with a row of the sheet is told: at its one field, or at the finding that is the longest."""
    if lane.holds != "items" or goes_by_lines(step.items(lane.code), language):
        return lane.code
    each = [f"{lane.code}-{number}" for number in range(len(step.items(lane.code)))]
    return max(each, key=lambda name: len(form.value(name)), default=lane.code)


def cell_of(at: Desk, step: Column, lane: Lane, form: Form, reader: Reader) -> Cell | None:
    if lane.holds == "choices":
        return reader.cell(lane, form.many(lane.code), step.key)
    if lane.holds == "feeling":
        return _feeling(at, step, lane, form, reader)
    items = step.items(lane.code)
    if lane.code in form.values:
        lines = [tidy for line in form.value(lane.code).splitlines() if (tidy := " ".join(line.split()))]
        changed = changing.relined(items, lines, at.language)
    else:
        changed = tuple(
            dataclasses.replace(item, text={**item.text, at.language: form.value(f"{lane.code}-{number}")})
            for number, item in enumerate(items)
        )
    return reader.cell(lane, [dataclasses.asdict(item) for item in changed], step.key)


def _feeling(at: Desk, step: Column, lane: Lane, form: Form, reader: Reader) -> Cell | None:
    value = form.value(lane.code)
    if not value:
        return None
    if value not in {str(one) for one in FEELINGS}:
        form.refuse(lane.code, at.visit.translator("Choose one of the options in the list."))
        return None
    before = step.feeling()
    word = {**(before.word if before else {}), at.language: form.value("feeling_word")}
    return reader.cell(lane, {"value": int(value), "word": word}, step.key)


def feelings(at: Desk) -> tuple[Choice, ...]:
    """The five named choices, and none."""
    five = (Choice(str(value), FEELINGS[value][at.visit.lang]) for value in sorted(FEELINGS))
    return (Choice("", at.visit.translator("Not known")), *five)


def fields_of(at: Desk, step: Column) -> list[Field]:
    """The name and place, then a field per row of the sheet; findings that wait for a translation one by one."""
    _, lang = at.visit.translator, at.visit.lang
    fields = [Field(name="name", label=_("Name"), required=True, limit=NAME_LIMIT)]
    if at.type.columns == "steps":
        stages = tuple(Choice(stage.key, in_language(stage.name, at.language)) for stage in at.sheet.stages)
        if stages:
            fields.append(Field(name="stage", label=_("Stage"), widget="select", choices=stages))
        fields.append(Field(name="new_stage", label=_("New stage"), hint=_("Write here only to begin a new stage.")))
    for lane in at.type.lanes:
        hint = lane.hint[lang] if lane.hint else ""
        if lane.holds == "choices":
            options = tuple(Choice(code, words[lang]) for code, words in (lane.options or {}).items())
            fields.append(Field(name=lane.code, label=lane.words[lang], widget="checkboxes", choices=options))
        elif lane.holds == "feeling":
            named = feelings(at)
            fields.append(Field(name=lane.code, label=lane.words[lang], widget="radios", choices=named))
            fields.append(Field(name="feeling_word", label=_("The feeling in a word or two"), limit=40))
        elif goes_by_lines(step.items(lane.code), at.language):
            fields.append(Field(name=lane.code, label=lane.words[lang], hint=hint, widget="textarea", rows=2))
        else:
            for number, item in enumerate(step.items(lane.code)):
                title = f"{lane.words[lang]}: {' '.join(in_language(item.text, at.entry.language).split())}"
                fields.append(
                    Field(name=f"{lane.code}-{number}", label=title, limit=TEXT_LIMIT, widget="textarea", rows=2)
                )
    return fields
