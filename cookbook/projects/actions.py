"""Writing projects: one function per intention."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import Project, ProjectTask
from cookbook.projects.changes import Change
from cookbook.projects.vocabulary import LEFT, STATES
from cookbook.recipes.plan import Plan, Task, circle, plain_task
from cookbook.recipes.reading import TASK_CIRCLE, stored
from cookbook.recipes.ways import way_of
from ideabank.database import now
from ideabank.entries import actions, links
from ideabank.entries.content import Content
from ideabank.entries.events import record
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.entries.multilingual import in_language
from ideabank.entries.reversal import Deed, Overtaken
from ideabank.entries.teams import join
from ideabank.entries.undoable import Before
from ideabank.errors import Conflict, Refused
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer
from ideabank.text.plain import Json

MOST_TASKS = 300
NO_VERSION = N_("There is no such version of the recipe any more. Start from the newest.")
HAS_IT = N_("The project has this recipe already.")
FULL = N_("A checklist may have %(most)d tasks. Start another project for the rest.")


def start(session: Session, kind: Kind, content: Content, *, by: Viewer, organisation_id: int | None) -> Entry:
    """A new project that only its team sees; the one who starts it is the first of the team."""
    made = actions.propose(session, kind, content, by=by, organisation_id=organisation_id)
    join(session, made, by.person_id)
    return made


@dataclasses.dataclass(frozen=True)
class Chosen:
    """A recipe that a team has chosen: at which version, and the answers that lead to its variant."""

    recipe: Entry
    revision: int
    way: str = ""


def take_recipe(session: Session, project: Entry, chosen: Chosen, *, by: Viewer) -> None:
    """Adds the tasks of a recipe as they stood at a version, for the variant that the answers lead to.

    A project that has the recipe is narrowed to that variant instead. Raises Refused, and Conflict when there is nothing to narrow.
    """
    row, recipe = _project(session, project), chosen.recipe
    held = next((one for one in row.recipes if one["recipe"] == recipe.id), None)
    revision = held["revision"] if held else chosen.revision
    plan = _plan_at(session, recipe, revision)
    found = way_of(plan, chosen.way).variant
    variant = found.key if found else ""
    if held and variant in ("", held["variant"]):
        raise Conflict(HAS_IT)
    there = _tasks(session, project)
    if held:
        there = [one for one in there if not _dropped(session, one, recipe, plan.tasks_of(variant))]
    _add(session, project, dataclasses.replace(chosen, revision=revision), there, plan.tasks_of(variant))
    taken = {"recipe": recipe.id, "revision": revision, "variant": variant, "way": chosen.way if found else ""}
    taken["name"] = dict(found.name) if found else {}
    row.recipes = [taken if one is held else one for one in row.recipes] if held else [*row.recipes, taken]
    if not held:
        links.suggest(session, project, recipe, "carries-out", links.Claim(), by=by)
    _changed(session, project, "recipe-taken", by=by)


def _plan_at(session: Session, recipe: Entry, revision: int) -> Plan:
    query = sa.select(Revision).where(col(Revision.entry_id) == recipe.id, col(Revision.number) == revision)
    kept = session.execute(query).scalar_one_or_none()
    if kept is None or not kept.snapshot:
        raise Refused(NO_VERSION)
    return stored(kept.snapshot["details"].get("plan"))


def is_begun(row: ProjectTask) -> bool:
    """Whether the team has done or said anything about it."""
    return bool(row.state not in ("todo", LEFT) or row.assignee or row.note)


def _dropped(session: Session, row: ProjectTask, recipe: Entry, wanted: Sequence[Task]) -> bool:
    """Takes away a task of the recipe that the variant does not have, unless the team has begun it."""
    if row.recipe_id != recipe.id or is_begun(row) or row.task["key"] in {task.key for task in wanted}:
        return False
    session.delete(row)
    return True


def _add(session: Session, project: Entry, chosen: Chosen, there: Sequence[ProjectTask], tasks: Sequence[Task]) -> None:
    """The tasks that are not there yet, at the end."""
    recipe = chosen.recipe
    codes = {one.code for one in there}
    new = [task for task in tasks if code_of(recipe.id, task.key) not in codes]
    if len(there) + len(new) > MOST_TASKS:
        raise Refused(FULL, most=MOST_TASKS)
    place = max((one.place for one in there), default=0)
    for number, task in enumerate(new, 1):
        row = ProjectTask(project_id=project.id, recipe_id=recipe.id, code=code_of(recipe.id, task.key))
        row.place, row.revision, row.task = place + number, chosen.revision, plain_task(task)
        session.add(row)


def add_own(session: Session, project: Entry, name: str, language: str, *, by: Viewer) -> ProjectTask:
    """A task of the team's own, at the end."""
    there = _tasks(session, project)
    if len(there) >= MOST_TASKS:
        raise Refused(FULL, most=MOST_TASKS)
    code = _own_code(there)
    made = ProjectTask(
        project_id=project.id,
        code=code,
        place=max((one.place for one in there), default=0) + 1,
        task=plain_task(Task(code, {language: name})),
        changed_by_id=by.id,
    )
    session.add(made)
    session.flush()  # it is undone by its id
    _changed(session, project, "task-changed", by=by, before=Before({"added": made.id}))
    return made


def remove_own(session: Session, project: Entry, row: ProjectTask, *, by: Viewer) -> None:
    """Takes a task of the team's own away, with its note."""
    before = Before({"removed": row.model_dump(mode="json")})
    session.delete(row)
    _changed(session, project, "task-changed", by=by, before=before)


def _own_code(there: Sequence[ProjectTask]) -> str:
    """An identifier no task of the checklist has."""
    taken = {one.code for one in there}
    return next(code for number in range(1, MOST_TASKS + 2) if (code := f"own-{number}") not in taken)


def _changed(session: Session, project: Entry, name: str, *, by: Viewer, before: Before | None = None) -> None:
    """Records the event and moves the day of the last change: lists of one's projects are sorted by it."""
    project.updated_at = now()
    session.add(project)
    record(session, project.id, name, by=by, before=before)


def set_task(session: Session, project: Entry, row: ProjectTask, *, by: Viewer, **values: str) -> None:
    """Changes state, assignee or note. Raises Refused on an unknown state."""
    if values.get("state", "todo") not in STATES:
        raise Refused("Choose one of the options in the list.")
    was = row.model_dump(mode="json", include={*values, "changed_by_id", "changed_at"})
    for name, value in values.items():
        setattr(row, name, value)
    row.changed_at, row.changed_by_id = now(), by.id
    session.add(row)
    before = Before({"task": row.id, "was": was, "at": row.changed_at.isoformat()})
    _changed(session, project, "task-changed", by=by, before=before)


def undo_task(session: Session, deed: Deed) -> None:
    """A task as it was before it was set, added or taken away. Raises Overtaken when somebody has touched it since."""
    was, project = deed.was, deed.entry
    if "removed" in was:
        _bring_back(session, was["removed"])
    elif "added" in was:
        row = session.get(ProjectTask, was["added"])
        if row is None or is_begun(row):
            raise Overtaken
        session.delete(row)
    else:
        _set_back(session, was)
    _changed(session, project, "task-undone", by=deed.by)


def _bring_back(session: Session, was: Json) -> None:
    query = sa.select(ProjectTask).where(
        col(ProjectTask.project_id) == was["project_id"], col(ProjectTask.code) == was["code"]
    )
    if session.execute(query).first() is not None:
        raise Overtaken
    back = ProjectTask.model_validate(was)
    back.id = None  # type: ignore[assignment]  # another task may have its number by now
    session.add(back)


def _set_back(session: Session, was: Json) -> None:
    row = session.get(ProjectTask, was["task"])
    if row is None or row.changed_at != dt.datetime.fromisoformat(was["at"]):
        raise Overtaken
    for name, value in was["was"].items():
        setattr(row, name, dt.datetime.fromisoformat(value) if name == "changed_at" else value)
    session.add(row)


def take(session: Session, project: Entry, change: Change, *, by: Viewer) -> None:
    """Takes over one change of a recipe: the new words, a new task, or that a task is gone. Raises Refused when it makes a circle."""
    row = change.row
    if change.new is None:
        if row is not None:
            _let_go(session, project, row)
    else:
        waits = {one.code: _waits(one) for one in _tasks(session, project) if one.state != LEFT}
        code = code_of(change.recipe_id, change.new.key)
        waits[code] = tuple(code_of(change.recipe_id, key) for key in change.new.after)
        if found := circle(waits):
            names = " → ".join(_name(session, project, one, change) for one in (*found, found[0]))
            raise Refused(TASK_CIRCLE, names=names)
        if row is None:
            row = ProjectTask(project_id=project.id, recipe_id=change.recipe_id, code=code)
            row.place = change.place
        row.task, row.revision, row.declined = plain_task(change.new), change.revision, {}
        row.state = "todo" if row.state == LEFT else row.state
        session.add(row)
    _changed(session, project, "change-taken", by=by)


def _let_go(session: Session, project: Entry, row: ProjectTask) -> None:
    """A task the recipe no longer has: gone, or the team's own from now on when they have begun it or noted something."""
    if not is_begun(row):
        session.delete(row)
        return
    code = _own_code(_tasks(session, project))
    row.recipe_id, row.code, row.task, row.declined = None, code, {**row.task, "key": code, "after": []}, {}
    session.add(row)


def leave(session: Session, project: Entry, change: Change, *, by: Viewer) -> None:
    """Keeps what the team has; the same change is not offered again."""
    now_says = plain_task(change.new) if change.new is not None else {"gone": True}
    if change.row is not None:
        change.row.declined = now_says
        session.add(change.row)
    elif change.new is not None:
        code = code_of(change.recipe_id, change.new.key)
        row = ProjectTask(project_id=project.id, recipe_id=change.recipe_id, code=code, state=LEFT)
        row.task, row.declined, row.revision, row.place = now_says, now_says, change.revision, change.place
        session.add(row)
    _changed(session, project, "change-left", by=by)


def code_of(recipe_id: int, key: str) -> str:
    """The identifier of a recipe's task in a checklist, such as 12-agree."""
    return f"{recipe_id}-{key}"


def _waits(row: ProjectTask) -> tuple[str, ...]:
    return tuple(code_of(row.recipe_id or 0, key) for key in row.task.get("after") or ())


def _name(session: Session, project: Entry, code: str, change: Change) -> str:
    if change.new is not None and code == code_of(change.recipe_id, change.new.key):
        return in_language(change.new.name, project.language)
    return next(
        (in_language(row.task["name"], project.language) for row in _tasks(session, project) if row.code == code), code
    )


def _project(session: Session, project: Entry) -> Project:
    row = session.get(Project, project.id, with_for_update=session.get_bind().dialect.name == "postgresql")
    assert row is not None
    return row


def _tasks(session: Session, project: Entry) -> list[ProjectTask]:
    query = sa.select(ProjectTask).where(col(ProjectTask.project_id) == project.id)
    return list(session.execute(query.order_by(col(ProjectTask.place), col(ProjectTask.id))).scalars())
