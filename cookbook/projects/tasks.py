"""Handlers of a checklist's tasks: the buttons, the form of one, adding one's own."""

from cookbook.models import ProjectTask
from cookbook.projects import actions
from cookbook.projects.desk import ours, refuse, task_of_address, title_of
from cookbook.projects.queries import rows_of
from cookbook.projects.showing import task_row
from cookbook.projects.views import TaskFormPage
from cookbook.projects.vocabulary import STATES
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import in_language
from ideabank.errors import Refused
from ideabank.i18n import N_
from ideabank.visit.cards import choices, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.people import shown_names
from ideabank.visit.views import ConfirmPage, Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text

NAME_LIMIT, OWNER_LIMIT, NOTE_LIMIT = 120, 80, 1_000
TOO_LONG = N_("Shorten this to at most %(limit)d characters; it now has %(length)d.")


@deed(N_("Change the task"))
def update_task(visit: Visit, kind: Kind) -> Response:
    """A button of the checklist: the state, said explicitly."""
    entry = ours(visit, kind)
    row = task_of_address(visit, entry)
    actions.set_task(visit.session, entry, row, by=visit.viewer, state=visit.text("state"))
    return see_other(sub_url(visit, entry, "show") + f"#task-{row.id}", said="task-set")


@deed(N_("Change the task"))
def edit_task(visit: Visit, kind: Kind) -> Response:
    """Who does it, where it is and what the team has noted."""
    entry = ours(visit, kind)
    row, _ = task_of_address(visit, entry), visit.translator
    if visit.method != "POST":
        form = Form.of({"state": row.state, "assignee": row.assignee, "note": row.note})
        return show(visit, _task_page(visit, entry, row, form))
    form = Form.read(visit, ("state", "assignee", "note"))
    if visit.text("do") == "remove" and row.recipe_id is None:
        return _removed(visit, entry, row)
    assignee, note = _short(visit, form, "assignee", OWNER_LIMIT), _short(visit, form, "note", NOTE_LIMIT)
    if form.value("state") not in STATES:
        form.refuse("state", _("Choose one of the options in the list."))
    if not form.is_valid:
        return show(visit, _task_page(visit, entry, row, form), status=422)
    theirs = _theirs(visit, row)
    if theirs:
        return show(visit, _task_page(visit, entry, row, form, theirs), status=409)
    actions.set_task(
        visit.session, entry, row, by=visit.viewer, state=form.value("state"), assignee=assignee, note=note
    )
    return see_other(sub_url(visit, entry, "show") + f"#task-{row.id}", said="task-set")


def _removed(visit: Visit, entry: Entry, row: ProjectTask) -> Response:
    """Asks, with what goes along, and takes a task of the team's own away."""
    if visit.text("confirmed") == "yes":
        actions.remove_own(visit.session, entry, row, by=visit.viewer)
        return see_other(sub_url(visit, entry, "show") + "#checklist", said="removed")
    _ = visit.translator
    page = ConfirmPage(
        title=_("Remove %(name)s?") % {"name": in_language(row.task["name"], entry.language)},
        text=(_("The note goes too: %(note)s") % {"note": row.note})
        if row.note
        else _("The task is taken away for good."),
        action=sub_url(visit, entry, "tasks:save", task=str(row.id)),
        button=_("Remove"),
        back=sub_url(visit, entry, "tasks:edit", task=str(row.id)),
        hidden=(("do", "remove"), ("confirmed", "yes")),
    )
    return show(visit, page)


def _theirs(visit: Visit, row: ProjectTask) -> tuple[tuple[str, Text], ...]:
    """What somebody else of the team wrote since the form was opened."""
    if visit.text("seen") == row.changed_at.isoformat():
        return ()
    _ = visit.translator
    told = ((_("Who does it"), row.assignee), (_("Note"), row.note), (_("State"), STATES[row.state][visit.lang]))
    return tuple((name, Text(words, visit.lang)) for name, words in told)


def _task_page(
    visit: Visit,
    entry: Entry,
    row: ProjectTask,
    form: Form,
    theirs: tuple[tuple[str, Text], ...] = (),
) -> TaskFormPage:
    _ = visit.translator
    shown = task_row(visit, entry.language, row, rows_of(visit.session, entry.id), team=True)
    names = shown_names(visit.session, {row.changed_by_id})
    return TaskFormPage(
        title=_("Task %(number)d: %(name)s") % {"number": shown.number, "name": shown.name.value},
        kind=entry.kind,
        entry_title=title_of(visit.session, entry),
        back=sub_url(visit, entry, "show") + f"#task-{row.id}",
        action=sub_url(visit, entry, "tasks:save", task=str(row.id)),
        form=form,
        fields=(
            Field(name="state", label=_("State"), widget="radios", choices=choices(STATES, visit.lang), required=True),
            Field(name="assignee", label=_("Who does it"), hint=_("A name or a role your team knows. Only the team sees it."), limit=OWNER_LIMIT),
            Field(name="note", label=_("Note"), hint=_("What was agreed, where the papers are. Only the team sees it."), widget="textarea", rows=5, limit=NOTE_LIMIT),
        ),
        hidden=(("seen", row.changed_at.isoformat()),),
        row=shown,
        theirs=theirs,
        who=names.get(row.changed_by_id or 0, _("Somebody")),
    )  # fmt: skip


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
