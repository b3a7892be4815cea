"""The rows of a sheet in a form: the fields of one row of a step, what stands in them, and the cell they tell."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ideabank.pieces.desk import Desk
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice
from segments.sheets import evidence
from segments.sheets.lines import goes_by_lines, lines_of, relined
from segments.sheets.reading import TEXT_LIMIT, WORD_LIMIT
from segments.sheets.schema import FEELINGS, LEVELS, Lane, type_of
from segments.sheets.sheet import Cell, Column, Feeling, Item, Sheet, in_language
from segments.sheets.views.forms import EvidenceView


def typed_rows(at: Desk[Sheet], step: Column, lanes: Sequence[Lane], others: Sequence[str] = ()) -> Form:
    """What was sent in the fields of these rows, and in `others` with one value; a field that was not sent is left alone."""
    single, many = ["feeling_word", *others], [lane.code for lane in lanes if lane.holds == "choices"]
    for lane in lanes:
        if lane.holds != "choices":
            single += [lane.code, *_each(step, lane)]
    form = Form.read(at.visit, [name for name in single if name in at.visit.fields], many)
    for lane in lanes:
        form.values |= evidence.typed(at, step, lane) if lane.holds == "items" else {}
    return form


def _each(step: Column, lane: Lane) -> list[str]:
    """A field for each finding."""
    return [f"{lane.code}-{number}" for number in range(len(step.items(lane.code)))]


def filled_cells(at: Desk[Sheet], step: Column) -> dict[str, Value]:
    """What stands in the fields of all rows."""
    lanes = type_of(at.details).lanes
    return {name: value for lane in lanes for name, value in filled_cell(at, step, lane).items()}


def filled_cell(at: Desk[Sheet], step: Column, lane: Lane) -> dict[str, Value]:
    """What stands in the fields of one row."""
    items = step.items(lane.code)
    if lane.holds == "choices":
        return {lane.code: list(step.choices(lane.code))}
    if lane.holds == "feeling":
        feeling = step.feeling()
        word = feeling.word.get(at.language, "") if feeling else ""
        return {lane.code: str(feeling.value) if feeling else "", "feeling_word": word}
    if goes_by_lines(items, at.language):
        return {lane.code: "\n".join(item.text[at.language] for item in items)}
    return {name: item.text.get(at.language, "") for name, item in zip(_each(step, lane), items, strict=True)}


def findings(at: Desk[Sheet], step: Column, lanes: Sequence[Lane], common: Mapping[str, Any]) -> dict[str, Any]:
    """What a page with the fields of these rows takes: `common`, what each finding rests on, and how all of it is called.

    Among several rows those without a finding have nothing to judge.
    """
    form, evident = common["form"], dict[str, EvidenceView]()
    labels = {one.name: one.label for one in common["fields"]}
    for lane in lanes:
        shown = evidence.view(at, step, lane, form) if lane.holds == "items" else None
        if shown is not None and (shown.rows or len(lanes) == 1):
            evident[lane.code] = shown
            labels |= evidence.labels(at, shown)
    levels = tuple(Choice(code, words[at.visit.lang]) for code, words in LEVELS.items())
    return {**common, "evidence": evident, "levels": levels, "labels": labels}


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
    items, found = step.items(lane.code), list[Item | None]()
    lines = lines_of(form.value(lane.code))
    if goes_by_lines(items, at.language):
        found += relined(items, lines, at.language) if lane.code in form.values else items
    else:
        found += [*_each_told(at, step, lane, form), *(Item({at.language: line}) for line in lines)]
    judged = (evidence.judged(at, lane, form, number, item) for number, item in enumerate(found))
    return tuple(item for item in judged if item is not None)


def _each_told(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> Iterator[Item | None]:
    """Findings with a field of their own. An emptied one is taken away (None) where it was first told; elsewhere it only loses its translation."""
    for name, item in zip(_each(step, lane), step.items(lane.code), strict=True):
        words = form.value(name) if name in form.values else item.text.get(at.language, "")
        is_told = words.strip() or (at.language != at.entry.language and set(item.text) - {at.language})
        yield dataclasses.replace(item, text={**item.text, at.language: words}) if is_told else None


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
        new = at.visit.translator("new findings, one a line")
        yield Field(name=lane.code, label=f"{name}: {new}", widget="textarea", rows=2)
