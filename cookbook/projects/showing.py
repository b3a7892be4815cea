"""A project's page: the checklist with what waits for what, and how far it is."""

import dataclasses
from collections.abc import Sequence

from cookbook.models import ProjectTask
from cookbook.projects.changes import changes_of
from cookbook.projects.progress import progress_of, waited_for
from cookbook.projects.queries import is_team, may_hand_on, rows_of
from cookbook.projects.views import Part, ProjectView, TaskRow
from cookbook.projects.vocabulary import ENDED, LEFT, STATES
from cookbook.recipes.comparing import task_of
from cookbook.recipes.words import shown_markdown
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import Multilingual
from ideabank.entries.visibility import is_public
from ideabank.i18n import choose
from ideabank.linking.compose import links_of
from ideabank.text.plain import Json
from ideabank.visit import rules
from ideabank.visit.cards import choices, label, sub_url
from ideabank.visit.parts import Showing
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Text

EXPORTS = (("xlsx", "Excel"), ("csv", "CSV"), ("md", "Markdown"), ("json", "JSON"))


def project_of(showing: Showing) -> ProjectView:
    """Everything a project shows beyond the common."""
    visit, entry = showing.visit, showing.found.entry
    team = is_team(visit.viewer, entry)
    everything = rows_of(visit.session, entry.id, left=True)
    rows = [row for row in everything if row.state != LEFT]
    recipes = showing.details.get("recipes") or []
    changes = changes_of(visit.session, entry.language, recipes, everything) if team else []
    view = ProjectView(
        parts=_parts(showing, recipes, rows, team=team),
        progress=progress_of(rows),
        is_team=team,
        is_open=is_public(entry),
        states=choices(STATES, visit.lang),
        changes=len(changes),
        exports=tuple(Go(name, sub_url(visit, entry, "export", format=ending)) for ending, name in EXPORTS)
        if rules.is_open(visit.viewer, entry)
        else (),
    )
    if may_hand_on(visit.viewer, entry):
        return dataclasses.replace(view, hand_on_url=sub_url(visit, entry, "hand-on"))
    return dataclasses.replace(view, **_doors(visit, entry, changes=bool(changes))) if team else view


def _doors(visit: Visit, entry: Entry, *, changes: bool) -> Json:
    """Where the team goes on from here."""
    return {
        "changes_url": sub_url(visit, entry, "changes") if changes else "",
        "team_url": sub_url(visit, entry, "team"),
        "publish_url": sub_url(visit, entry, "publishing"),
        "import_url": sub_url(visit, entry, "import"),
        "add_action": sub_url(visit, entry, "tasks:create"),
        "more_url": visit.to("projects:start", project=str(entry.id)),
    }


def _parts(showing: Showing, recipes: Sequence[Json], rows: Sequence[ProjectTask], *, team: bool) -> tuple[Part, ...]:
    """The checklist by recipe, and last the team's own tasks."""
    cards = {
        row.other_id: row.other
        for group in showing.once(links_of).groups
        if group.relation == "carries-out"
        for row in group.rows
    }
    parts = [_part(showing, one, cards.get(one["recipe"]), rows, team=team) for one in recipes]
    parts.append(_part(showing, {"recipe": None}, None, rows, team=team))
    return tuple(part for part in parts if part.rows)


def _part(showing: Showing, taken: Json, card: Card | None, rows: Sequence[ProjectTask], *, team: bool) -> Part:
    visit, entry, _, number = showing.visit, showing.found.entry, showing.visit.translator, taken["recipe"]
    mine = [row for row in rows if row.recipe_id == number]
    version = int(taken.get("revision") or 0)
    name = _("Our own tasks") if number is None else _("A recipe that is no longer public")
    undecided = not taken.get("variant") and any(row.task.get("variants") for row in mine)
    return Part(
        card.title if card else Text(name, visit.lang),
        card.url if card else "",
        version,
        tuple(_marked(showing, task_row(visit, entry.language, row, rows, team=team)) for row in mine),
        visit.to("fieldreports:start", recipe=str(number), version=str(version)) if team and card else "",
        f"{card.url}?project={entry.id}#decide" if team and card and undecided else "",
        _text(visit, taken.get("name") or {}, entry.language),
    )


def _marked(showing: Showing, row: TaskRow) -> TaskRow:
    """The same with the first mention of each term explained."""
    how = showing.mark_html(row.how_html) if row.how_html else row.how_html
    return dataclasses.replace(row, how_html=how, outcome=showing.mark(row.outcome), check=showing.mark(row.check))


def task_row(visit: Visit, language: str, row: ProjectTask, rows: Sequence[ProjectTask], *, team: bool) -> TaskRow:
    """One task as this reader may see it: who does it and what is noted are the team's alone."""
    task, numbers = task_of(row.task), {one.id: number for number, one in enumerate(rows, 1)}
    how = _text(visit, task.how, language)
    params = {"ref": str(row.project_id), "task": str(row.id)}
    return TaskRow(
        id=row.id,
        code=row.code,
        number=numbers[row.id],
        name=_text(visit, task.name, language),
        state=label(STATES, row.state, visit.lang),
        waits=tuple(
            Go(f"{numbers[one.id]}. {_text(visit, task_of(one.task).name, language).value}", f"#task-{one.id}")
            for one in waited_for(row, rows)
        ),
        assignee=row.assignee if team else "",
        note=Text(row.note, language) if team else Text(),
        who=_text(visit, task.who, language),
        how_html=Text(shown_markdown(how.value), how.lang) if how else Text(),
        outcome=_text(visit, task.outcome, language),
        check=_text(visit, task.check, language),
        action=visit.to("projects:tasks:update", **params) if team else "",
        edit=visit.to("projects:tasks:edit", **params) if team else "",
        at=row.changed_at if row.state in ENDED else None,
        is_own=row.recipe_id is None,
        version=row.revision,
    )


def _text(visit: Visit, told: Multilingual, language: str) -> Text:
    found = choose(dict(told), visit.lang, language)
    return Text(found[1], found[0]) if found else Text()
