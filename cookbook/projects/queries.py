"""Reading projects: their rows, their team."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import ProjectTask
from cookbook.projects.vocabulary import LEFT
from ideabank.entries.models import Entry
from ideabank.entries.visibility import visible_to
from ideabank.people.models import TeamMember
from ideabank.people.viewer import Viewer


def rows_of(session: Session, project_id: int, *, left: bool = False) -> list[ProjectTask]:
    """The checklist in order; `left`: with the tasks that the team has chosen not to take."""
    query = sa.select(ProjectTask).where(col(ProjectTask.project_id) == project_id)
    if not left:
        query = query.where(col(ProjectTask.state) != LEFT)
    return list(session.execute(query.order_by(col(ProjectTask.place), col(ProjectTask.id))).scalars())


def running(session: Session, viewer: Viewer, recipe_id: int) -> dict[int, list[ProjectTask]]:
    """Project id → the tasks of this recipe in it, of the projects this person's teams work on; the latest changed first, in one query."""
    if not viewer.teams:
        return {}
    query = (
        sa.select(ProjectTask)
        .join(Entry, col(Entry.id) == col(ProjectTask.project_id))
        .where(visible_to(viewer), col(Entry.id).in_(viewer.teams), col(Entry.withdrawn_at).is_(None))
        .where(col(ProjectTask.recipe_id) == recipe_id, col(ProjectTask.state) != LEFT)
        .order_by(col(Entry.updated_at).desc(), col(Entry.id), col(ProjectTask.place), col(ProjectTask.id))
    )
    found: dict[int, list[ProjectTask]] = {}
    for row in session.execute(query).scalars():
        found.setdefault(row.project_id, []).append(row)
    return found


def members_of(session: Session, project_id: int) -> list[TeamMember]:
    query = sa.select(TeamMember).where(col(TeamMember.entry_id) == project_id)
    return list(session.execute(query.order_by(col(TeamMember.since), col(TeamMember.person_id))).scalars())


def is_team(viewer: Viewer, project: Entry) -> bool:
    return viewer.id is not None and (project.owner_id == viewer.id or project.id in viewer.teams)


def may_hand_on(viewer: Viewer, project: Entry) -> bool:
    """An administrator gives a project to somebody when its team has left."""
    return viewer.has("admin") and project.owner_id is None


def states_of(session: Session, ids: list[int]) -> dict[int, dict[str, int]]:
    """Project id → state → how many tasks, in one query."""
    query = (
        sa.select(col(ProjectTask.project_id), col(ProjectTask.state), sa.func.count())
        .where(col(ProjectTask.project_id).in_(ids), col(ProjectTask.state) != LEFT)
        .group_by(col(ProjectTask.project_id), col(ProjectTask.state))
    )
    found: dict[int, dict[str, int]] = {}
    for number, state, count in session.execute(query):
        found.setdefault(number, {})[state] = count
    return found
