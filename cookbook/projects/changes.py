"""What has changed in a project's recipes since its tasks were taken, task by task."""

import dataclasses
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import Project, ProjectTask, Recipe
from cookbook.recipes.comparing import task_of
from cookbook.recipes.plan import TOLD, Plan, Task, plain_task
from cookbook.recipes.reading import stored
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import in_language
from ideabank.entries.visibility import visible_to
from ideabank.text.plain import Json


@dataclasses.dataclass(frozen=True)
class Present:
    """A recipe as it stands now."""

    recipe_id: int
    revision: int
    plan: Plan


Newest = dict[int, tuple[Recipe, int]]


@dataclasses.dataclass(frozen=True)
class Change:
    """One difference: `row` is the team's task (None: new in the recipe), `new` what the recipe says now (None: gone from it)."""

    code: str
    recipe_id: int
    revision: int
    row: ProjectTask | None
    old: Task | None
    new: Task | None
    plan: Plan
    place: int = 0


def changes_of(session: Session, language: str, recipes: Sequence[Json], rows: Sequence[ProjectTask]) -> list[Change]:
    """Every change the team has neither taken nor left, in the order of the recipes; one query."""
    return _offered(language, recipes, rows, _newest(session, {one["recipe"] for one in recipes}))


def waiting(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Project id → how many changes wait for its team, in three queries."""
    query = sa.select(Project, col(Entry.language)).join(Entry, col(Entry.id) == col(Project.entry_id))
    found = session.execute(query.where(col(Project.entry_id).in_(ids))).all() if ids else []
    rows: dict[int, list[ProjectTask]] = {}
    for row in session.execute(sa.select(ProjectTask).where(col(ProjectTask.project_id).in_(ids))).scalars():
        rows.setdefault(row.project_id, []).append(row)
    newest = _newest(session, {one["recipe"] for project, _ in found for one in project.recipes})
    counts = {
        project.entry_id: len(_offered(language, project.recipes, rows.get(project.entry_id, []), newest))
        for project, language in found
    }
    return {number: count for number, count in counts.items() if count}


def _newest(session: Session, ids: Collection[int]) -> Newest:
    """Recipe id → the recipe and its version now, of those everybody sees."""
    query = (
        sa.select(Recipe, col(Entry.revision))
        .join(Entry, col(Entry.id) == col(Recipe.entry_id))
        .where(visible_to(), col(Recipe.entry_id).in_(ids))
    )
    return {recipe.entry_id: (recipe, revision) for recipe, revision in session.execute(query)} if ids else {}


def _offered(language: str, recipes: Sequence[Json], rows: Sequence[ProjectTask], newest: Newest) -> list[Change]:
    """What the newest versions of these recipes have otherwise than the tasks that a project took from them."""
    found: list[Change] = []
    for one in (one for one in recipes if one["recipe"] in newest):
        recipe, revision = newest[one["recipe"]]
        mine = [row for row in rows if row.recipe_id == recipe.entry_id]
        # A recipe that stands as it was taken needs no looking at.
        if any(row.revision != revision for row in mine) or not mine:
            present = Present(recipe.entry_id, revision, stored(recipe.plan))
            found += _changes(language, present, one.get("variant") or "", mine)
    return found


def _changes(language: str, present: Present, variant: str, rows: Iterable[ProjectTask]) -> Iterable[Change]:
    recipe_id, revision, plan = present.recipe_id, present.revision, present.plan
    by_key = {str(row.task["key"]): row for row in rows}
    tasks = plan.tasks_of(variant if plan.variant(variant) else "")
    place = 0
    for task in tasks:
        row = by_key.pop(task.key, None)
        place = row.place if row else place
        old = task_of(row.task) if row and row.state != "left" else None
        changed = old is None or not _says_the_same(old, task, language)
        if changed and (row is None or row.declined != plain_task(task)):
            yield Change(f"{recipe_id}-{task.key}", recipe_id, revision, row, old, task, plan, place)
    for key, row in by_key.items():
        if row.declined != {"gone": True} and row.state != "left":
            yield Change(f"{recipe_id}-{key}", recipe_id, revision, row, task_of(row.task), None, plan, row.place)


def _says_the_same(old: Task, new: Task, language: str) -> bool:
    """In the language of the project, and in what must come first."""
    same = all(in_language(getattr(old, name), language) == in_language(getattr(new, name), language) for name in TOLD)
    return same and set(old.after) == set(new.after)
