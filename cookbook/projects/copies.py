"""What projects have copied from a recipe: its tasks as they stood, and the names of its variants."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import Project, ProjectTask
from ideabank.entries.events import record
from ideabank.entries.kind import Change
from ideabank.entries.models import Entry, Revision
from ideabank.people.viewer import ANONYMOUS
from ideabank.text.plain import Json


def change_copies(session: Session, recipe: Entry, change: Change) -> None:
    """Changes every copy of this recipe's words; `change` takes plain data. What a team has written itself stays."""
    changed = {
        *_tasks(session, recipe, change),
        *_recipes(session, recipe, change),
        *_versions(session, recipe, change),
    }
    for number in sorted(changed):
        record(session, number, "neighbour", by=ANONYMOUS)


def _tasks(session: Session, recipe: Entry, change: Change) -> Iterator[int]:
    query = sa.select(ProjectTask).where(col(ProjectTask.recipe_id) == recipe.id).order_by(col(ProjectTask.id))
    for row in session.execute(query).scalars():
        new = change(row.task), change(row.declined)
        if new != (row.task, row.declined):
            row.task, row.declined = new
            yield row.project_id


def _recipes(session: Session, recipe: Entry, change: Change) -> Iterator[int]:
    for row in session.execute(sa.select(Project).order_by(col(Project.entry_id))).scalars():
        new = _of(recipe, row.recipes, change)
        if new != row.recipes:
            row.recipes = new
            yield row.entry_id


def _versions(session: Session, recipe: Entry, change: Change) -> Iterator[int]:
    query = sa.select(Revision).join(Project, col(Project.entry_id) == col(Revision.entry_id))
    for row in session.execute(query.order_by(col(Revision.id))).scalars():
        details: Json = row.snapshot.get("details") or {}
        new = _of(recipe, details.get("recipes") or [], change)
        if new != (details.get("recipes") or []):
            row.snapshot = {**row.snapshot, "details": {**details, "recipes": new}}
            yield row.entry_id


def _of(recipe: Entry, recipes: list[Json], change: Change) -> list[Json]:
    return [change(one) if one.get("recipe") == recipe.id else one for one in recipes]
