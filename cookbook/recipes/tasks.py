"""The tasks of a recipe: their form, and adding them."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from cookbook.recipes import changing
from cookbook.recipes.comparing import PARTS, task_words
from cookbook.recipes.plan import TOLD, Plan, Task
from cookbook.recipes.reading import LIMITS
from cookbook.recipes.structure import TASK
from cookbook.recipes.views import TaskPage
from ideabank.entries.multilingual import in_language
from ideabank.i18n import N_, Words
from ideabank.linking.compose import links_view
from ideabank.linking.rules import may_link
from ideabank.pieces.adding import Adding
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import PieceForm, Removal, Understood
from ideabank.pieces.views import Place, Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice

GONE = N_("This is not in the recipe any more. Somebody may have removed it.")
HINTS = {
    "who": Words("Rooli tai kaksi, ei nimiä.", "En roll eller två, inga namn.", "A role or two, no names."),
    "how": Words(
        "Markdownia. Kopioitavaksi tarkoitettu teksti ``` -rivien väliin.",
        "Markdown. Text som är till för att kopieras mellan rader med ```.",
        "Markdown. Text that is meant to be copied between lines of ```.",
    ),
    "check": Words(
        "Jotain, minkä voi nähdä tai laskea.",
        "Något som går att se eller räkna.",
        "Something that can be seen or counted.",
    ),
}


class TaskForm(PieceForm[Plan, Task]):
    """The form of one task, in the order in which they are done."""

    pieces = TASK
    parameters = ("task",)
    gone = GONE

    def name(self, at: Desk[Plan], piece: Task) -> str:
        return in_language(piece.name, at.language)

    def title(self, at: Desk[Plan], piece: Task) -> str:
        number = TASK.keys(at.value).index(piece.key) + 1
        return at.visit.translator("Edit task %(number)d: %(name)s") % {"number": number, "name": self.name(at, piece)}

    def place(self, at: Desk[Plan], piece: Task) -> Place:
        _ = at.visit.translator
        return self.places(at, piece, label=_("Place of the task"), all=_("Tasks"))

    def back(self, at: Desk[Plan], key: str) -> str:
        return at.back(f"task-{key}" if key else "tasks")

    def removal(self, at: Desk[Plan], piece: Task) -> Removal:
        told = N_("The task and its links are taken away. Older versions and the projects that have it keep it.")
        return Removal(self.name(at, piece), at.visit.translator(told))

    def fields(self, at: Desk[Plan], piece: Task) -> Sequence[Field]:
        lang = at.visit.lang
        fields = [_told_field(at, piece, name) for name in TOLD]
        others = tuple(Choice(one.key, self.name(at, one)) for one in at.value.tasks if one.key != piece.key)
        variants = tuple(Choice(one.key, in_language(one.name, at.language)) for one in at.value.variants)
        for name, choices in (("after", others), ("variants", variants)):
            if choices:
                fields.append(Field(name=name, label=PARTS[name][lang], widget="checkboxes", choices=choices))
        return fields

    def filled(self, at: Desk[Plan], piece: Task) -> dict[str, Value]:
        values: dict[str, Value] = {name: getattr(piece, name).get(at.language, "") for name in TOLD}
        return {**values, "after": list(piece.after), "variants": list(piece.variants)}

    def typed(self, at: Desk[Plan], piece: Task) -> Form:
        return Form.read(at.visit, TOLD, ("after", "variants"))

    def understood(self, at: Desk[Plan], piece: Task, form: Form) -> Understood[Plan]:
        told: dict[str, Any] = {name: at.told(getattr(piece, name), form, name) for name in TOLD}
        after, variants = tuple(form.many("after")), tuple(form.many("variants"))
        one = dataclasses.replace(piece, **told, after=after, variants=variants)
        if not one.name.get(at.language) and (at.language == at.entry.language or not one.name):
            form.refuse("name", at.visit.translator("Tell in a few words what is done in this task."))
        return Understood(TASK.put(at.value, one), one.key)

    def rows(self, at: Desk[Plan], piece: Task) -> Sequence[Row]:
        words = task_words(piece, at.value, at.language)
        return [Row(PARTS[name][at.visit.lang], getattr(piece, name), words.get(name, "")) for name in (*TOLD, *_LISTS)]

    def page(self, at: Desk[Plan], piece: Task, common: Mapping[str, Any]) -> TaskPage:
        groups = links_view(at.visit, at.entry).groups
        return TaskPage(
            **common,
            relies=tuple(row for group in groups for row in group.rows if row.anchor == piece.key),
            add_link=at.to("links:new", kind="solution", anchor=piece.key) if may_link(at.visit.viewer) else "",
        )


_LISTS = ("after", "variants")


def _told_field(at: Desk[Plan], task: Task, name: str) -> Field:
    lang, shown = at.visit.lang, getattr(task, name)
    hint = HINTS[name][lang] if name in HINTS else ""
    if not shown.get(at.language) and shown:  # a translation: the words that stand are shown beside
        hint = f"{hint} {in_language(shown, at.entry.language)}".strip()[:700]
    widget, rows = ("textarea", 10) if name == "how" else ("text", 1)
    required, limit = name == "name", LIMITS[name]
    return Field(
        name=name, label=PARTS[name][lang], hint=hint, widget=widget, rows=rows, required=required, limit=limit
    )


class AddingTasks(Adding[Plan]):
    """New tasks at the end, one a line."""

    sort = TaskForm()
    act = N_("Add tasks")

    def title(self, at: Desk[Plan]) -> str:
        return at.visit.translator("Add tasks")

    def back(self, at: Desk[Plan]) -> str:
        return at.back("tasks")

    def appended(self, at: Desk[Plan], names: Sequence[str], form: Form) -> Plan:
        return changing.appended(at.value, names, at.language)
