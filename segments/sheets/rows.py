"""The rows of a sheet in a form: the fields of one row of a step, what stands in them, and the cell they tell."""

import dataclasses
from collections.abc import Iterator

from ideabank.pieces.desk import Desk
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice
from segments.sheets import changing
from segments.sheets.reading import TEXT_LIMIT, WORD_LIMIT
from segments.sheets.schema import FEELINGS, Lane, type_of
from segments.sheets.sheet import Cell, Column, Feeling, Item, Sheet, in_language


def names_of(at: Desk[Sheet], step: Column) -> tuple[list[str], list[str]]:
    """Fields with one value and with many."""
    single, many = ["feeling_word"], []
    for lane in type_of(at.details).lanes:
        if lane.holds == "choices":
            many.append(lane.code)
        else:
            single += [lane.code, *_each(step, lane)]
    return single, many


def _each(step: Column, lane: Lane) -> list[str]:
    """A field for each finding."""
    return [f"{lane.code}-{number}" for number in range(len(step.items(lane.code)))]


def filled_cells(at: Desk[Sheet], step: Column) -> dict[str, Value]:
    """What stands in the fields of all rows."""
    values: dict[str, Value] = {}
    for lane in type_of(at.details).lanes:
        items = step.items(lane.code)
        if lane.holds == "choices":
            values[lane.code] = list(step.choices(lane.code))
        elif lane.holds == "feeling":
            feeling = step.feeling()
            values[lane.code] = str(feeling.value) if feeling else ""
            values["feeling_word"] = feeling.word.get(at.language, "") if feeling else ""
        elif goes_by_lines(items, at.language):
            values[lane.code] = "\n".join(item.text[at.language] for item in items)
        else:
            values |= {
                name: item.text.get(at.language, "") for name, item in zip(_each(step, lane), items, strict=True)
            }
    return values


def goes_by_lines(items: tuple[Item, ...], language: str) -> bool:
    """Whether one field can hold all findings, one a line: each is told in this language, and none has lines of its own."""
    return all(item.text.get(language) and "\n" not in item.text[language] for item in items)


def field_of(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> str:
    """Where what is wrong with a row of the sheet is told: at its one field, or at the finding that is the longest."""
    if lane.holds != "items" or goes_by_lines(step.items(lane.code), at.language):
        return lane.code
    return max(_each(step, lane), key=lambda name: len(form.value(name)), default=lane.code)


def cell_of(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> Cell | None:
    """What the fields of one row tell."""
    if lane.holds == "choices":
        return tuple(form.many(lane.code))
    if lane.holds == "feeling":
        return _feeling(at, step, lane, form)
    items = step.items(lane.code)
    if lane.code in form.values:
        lines = [tidy for line in form.value(lane.code).splitlines() if (tidy := " ".join(line.split()))]
        return changing.relined(items, lines, at.language)
    return tuple(
        dataclasses.replace(item, text={**item.text, at.language: form.value(name)})
        for name, item in zip(_each(step, lane), items, strict=True)
    )


def _feeling(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> Feeling | None:
    value = form.value(lane.code)
    if not value:
        return None
    if value not in {str(one) for one in FEELINGS}:
        form.refuse(lane.code, at.visit.translator("Choose one of the options in the list."))
        return None
    before = step.feeling()
    return Feeling(int(value), {**(before.word if before else {}), at.language: form.value("feeling_word")})


def feelings(at: Desk[Sheet]) -> tuple[Choice, ...]:
    """The five named choices, and none."""
    five = (Choice(str(value), FEELINGS[value][at.visit.lang]) for value in sorted(FEELINGS))
    return (Choice("", at.visit.translator("Not known")), *five)


def options_of(at: Desk[Sheet], lane: Lane) -> tuple[Choice, ...]:
    """What may be chosen in a row."""
    if lane.holds == "feeling":
        return feelings(at)
    return tuple(Choice(code, words[at.visit.lang]) for code, words in (lane.options or {}).items())


def row_fields(at: Desk[Sheet], step: Column, lane: Lane) -> Iterator[Field]:
    """The fields of one row; findings that wait for a translation one by one."""
    name, items = lane.words[at.visit.lang], step.items(lane.code)
    if lane.holds == "choices":
        yield Field(name=lane.code, label=name, widget="checkboxes", choices=options_of(at, lane))
    elif lane.holds == "feeling":
        yield Field(name=lane.code, label=name, widget="radios", choices=feelings(at))
        yield Field(name="feeling_word", label=at.visit.translator("The feeling in a word or two"), limit=WORD_LIMIT)
    elif goes_by_lines(items, at.language):
        hint = lane.hint[at.visit.lang] if lane.hint else ""
        yield Field(name=lane.code, label=name, hint=hint, widget="textarea", rows=2)
    else:
        for field, item in zip(_each(step, lane), items, strict=True):
            title = f"{name}: {' '.join(in_language(item.text, at.entry.language).split())}"
            yield Field(name=field, label=title, limit=TEXT_LIMIT, widget="textarea", rows=2)
