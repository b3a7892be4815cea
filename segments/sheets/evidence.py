"""What findings rest on, in the form they are written in: for each line how well it is known and where from.

The fields are level-<row>-<n> and source-<row>-<n> for line n as it is typed. A browser sends with them which words each
stood beside (of-<row>-<n>), so that evidence keeps to its line when lines are added, taken away or change places.
"""

import dataclasses
from collections.abc import Iterator

from ideabank.i18n.slides import cited
from ideabank.pieces.desk import Desk
from ideabank.visit.cards import label
from ideabank.web.forms import Form, Value
from segments.sheets.lines import goes_by_lines, lines_of, relined
from segments.sheets.schema import LEVELS, Lane
from segments.sheets.sheet import Column, Item, Sheet, in_language
from segments.sheets.views.forms import EvidenceRow, EvidenceView

MOST_ROWS = 81
AGAIN = "lines"  # the button that draws the form anew with a row for each line


def typed(at: Desk[Sheet], step: Column, lane: Lane) -> dict[str, Value]:
    """The evidence that was sent, line by line; nothing when the form had none."""
    visit, sent = at.visit, list[Item]()
    for number in range(MOST_ROWS):
        level, source, of = (f"{name}-{lane.code}-{number}" for name in ("level", "source", "of"))
        if level not in visit.fields:
            break
        words = " ".join(visit.text(of).split())
        sent.append(Item({at.language: words}, visit.text(level), visit.text(source)))
    if sent and lane.code in visit.fields and goes_by_lines(step.items(lane.code), at.language):
        sent = list(relined(sent, lines_of(visit.text(lane.code)), at.language))
    values: dict[str, Value] = {}
    for number, item in enumerate(sent[:MOST_ROWS]):
        values[f"level-{lane.code}-{number}"], values[f"source-{lane.code}-{number}"] = item.level, item.source
    return values


def judged(at: Desk[Sheet], lane: Lane, form: Form, number: int, item: Item | None) -> Item | None:
    """The finding of line n with the evidence the form tells for it."""
    level = f"level-{lane.code}-{number}"
    if item is None or level not in form.values:
        return item
    if form.value(level) not in LEVELS:
        form.refuse(level, at.visit.translator("Choose one of the options in the list."))
        return item
    return dataclasses.replace(item, level=form.value(level), source=form.value(f"source-{lane.code}-{number}"))


def view(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> EvidenceView:
    """A row for each line of the form; those that rest on more than a guess are also told while the rows are folded."""
    rows = tuple(_rows(at, step, lane, form))
    name = lane.words[at.visit.lang]
    is_wrong = any(f"level-{lane.code}-{row.number}" in form.errors for row in rows)
    return EvidenceView(lane.code, name, rows, is_open=is_wrong or at.visit.text("do") == AGAIN)


def _rows(at: Desk[Sheet], step: Column, lane: Lane, form: Form) -> Iterator[EvidenceRow]:
    items = step.items(lane.code)
    if goes_by_lines(items, at.language) and lane.code in form.values:
        items = relined(items, lines_of(form.value(lane.code)), at.language)
    for number, item in enumerate(items[:MOST_ROWS]):
        level = str(form.values.get(f"level-{lane.code}-{number}", item.level))
        source = str(form.values.get(f"source-{lane.code}-{number}", cited(item.source, at.visit.lang)))
        words = " ".join(in_language(item.text, at.language).split())
        known = level if level in LEVELS else "assumption"
        yield EvidenceRow(number, words, label(LEVELS, known, at.visit.lang), source)


def labels(at: Desk[Sheet], shown: EvidenceView) -> dict[str, str]:
    """The names of the fields, for telling what is wrong where."""
    _ = at.visit.translator
    each = {"level": _("How well it is known"), "source": _("Source")}
    return {
        f"{name}-{shown.lane}-{row.number}": f"{shown.name} {row.number + 1}, {words}"
        for row in shown.rows
        for name, words in each.items()
    }
