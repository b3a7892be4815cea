"""A checklist's tasks: the buttons, the form of one, adding one's own."""

from collections.abc import Mapping, Sequence
from typing import Any

from cookbook.models import ProjectTask
from cookbook.projects import actions
from cookbook.projects.checklist import TEAM_TASK, Checklist, ChecklistDesk, TeamTask, checklist_desk
from cookbook.projects.desk import TASK, ours, refuse, task_of_address, title_of
from cookbook.projects.queries import rows_of
from cookbook.projects.showing import task_row
from cookbook.projects.views import TaskFormPage
from cookbook.projects.vocabulary import STATES
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import in_language
from ideabank.errors import Refused
from ideabank.i18n import N_
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import PieceForm, Removal, Understood
from ideabank.pieces.views import Row
from ideabank.visit.cards import choices, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.views import Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form, Value
from ideabank.web.pages import Response, see_other, show

NAME_LIMIT, OWNER_LIMIT, NOTE_LIMIT = 120, 80, 1_000
TOO_LONG = N_("Shorten this to at most %(limit)d characters; it now has %(length)d.")


@deed(N_("Change the task"))
def update_task(visit: Visit, kind: Kind) -> Response:
    """A button of the checklist: the state, said explicitly."""
    entry = ours(visit, kind)
    row = task_of_address(visit, entry)
    actions.set_task(visit.session, entry, row, by=visit.viewer, state=visit.text("state"))
    return see_other(sub_url(visit, entry, "show") + f"#task-{row.id}", said="task-set", still=True)


@deed(N_("Add the task"))
def add_task(visit: Visit, kind: Kind) -> Response:
    """A task of the team's own."""
    entry = ours(visit, kind)
    form, _ = Form.read(visit, ("name",)), visit.translator
    name = _short(visit, form, "name", NAME_LIMIT, missing=N_("Tell in a few words what is done in this task."))
    if form.is_valid:
        try:
            row = actions.add_own(visit.session, entry, name, entry.language, by=visit.viewer)
            visit.session.flush()  # the address names the row
            return see_other(sub_url(visit, entry, "show") + f"#task-{row.id}", said="added")
        except Refused as error:
            refuse(visit, form, "", error)
    page = SmallFormPage(
        title=_("Add a task of your own"),
        kind=entry.kind,
        entry_title=title_of(visit.session, entry),
        back=sub_url(visit, entry, "show") + "#checklist",
        action=sub_url(visit, entry, "tasks:create"),
        form=form,
        fields=(Field(name="name", label=_("What is done"), required=True, limit=NAME_LIMIT),),
        button=_("Add"),
    )
    return show(visit, page, status=422)


def _short(visit: Visit, form: Form, field: str, limit: int, *, missing: str = "") -> str:
    """The words of a field, tidy; too many are refused."""
    words = words_of(visit, form, field, missing=missing)
    if len(words) > limit:
        form.refuse(field, visit.translator(TOO_LONG) % {"limit": limit, "length": len(words)})
    return words


class TeamTaskForm(PieceForm[Checklist, TeamTask]):
    """Who does a task, where it is and what the team has noted."""

    pieces = TEAM_TASK
    parameters = ("task",)
    gone = TASK.missing
    act = N_("Change the task")
    saved = "task-set"
    first = ""
    is_public = False  # the team alone reads it
    update_page = "tasks:save"

    def desk(self, visit: Visit, kind: Kind) -> ChecklistDesk:
        return checklist_desk(visit, kind)

    def name(self, at: Desk[Checklist], piece: TeamTask) -> str:
        return in_language(_row(at, piece).task["name"], at.entry.language)

    def title(self, at: Desk[Checklist], piece: TeamTask) -> str:
        rows = rows_of(at.visit.session, at.entry.id)
        shown = task_row(at.visit, at.entry.language, _row(at, piece), rows, team=True)
        told = at.visit.translator("Task %(number)d: %(name)s")
        return told % {"number": shown.number, "name": shown.name.value}

    def back(self, at: Desk[Checklist], key: str) -> str:
        return at.back(f"task-{key}" if key else "checklist")

    def removal(self, at: Desk[Checklist], piece: TeamTask) -> Removal | None:
        """Only a task of the team's own is taken away."""
        _ = at.visit.translator
        gone = _("The note goes too: %(note)s") % {"note": piece.note} if piece.note else ""
        told = gone or _("The task is taken away for good.")
        return Removal(self.name(at, piece), told) if _row(at, piece).recipe_id is None else None

    def fields(self, at: Desk[Checklist], piece: TeamTask) -> Sequence[Field]:
        _, states = at.visit.translator, choices(STATES, at.visit.lang)
        who = _("A name or a role your team knows. Only the team sees it.")
        note = _("What was agreed, where the papers are. Only the team sees it.")
        return (
            Field(name="state", label=_("Status"), widget="radios", choices=states, required=True),
            Field(name="assignee", label=_("Who does it"), hint=who, limit=OWNER_LIMIT),
            Field(name="note", label=_("Note"), hint=note, widget="textarea", rows=5, limit=NOTE_LIMIT),
        )

    def filled(self, at: Desk[Checklist], piece: TeamTask) -> dict[str, Value]:
        return {"state": piece.state, "assignee": piece.assignee, "note": piece.note}

    def understood(self, at: Desk[Checklist], piece: TeamTask, form: Form) -> Understood[Checklist]:
        assignee = _short(at.visit, form, "assignee", OWNER_LIMIT)
        note, state = _short(at.visit, form, "note", NOTE_LIMIT), form.value("state")
        if state not in STATES:
            form.refuse("state", at.visit.translator("Choose one of the options in the list."))
        return Understood(TEAM_TASK.put(at.value, TeamTask(piece.key, state, assignee, note)), piece.key)

    def rows(self, at: Desk[Checklist], piece: TeamTask) -> Sequence[Row]:
        _, state = at.visit.translator, STATES[piece.state][at.visit.lang]
        return (
            Row(_("Who does it"), piece.assignee, piece.assignee),
            Row(_("Note"), piece.note, piece.note),
            Row(_("Status"), piece.state, state),
        )

    def page(self, at: Desk[Checklist], piece: TeamTask, common: Mapping[str, Any]) -> TaskFormPage:
        return TaskFormPage(**common)


def _row(at: Desk[Checklist], piece: TeamTask) -> ProjectTask:
    assert isinstance(at, ChecklistDesk)
    return at.rows[piece.key]
