"""A checklist as the forms of its tasks work on it: what the team says of each task, out of the rows and back into them."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from cookbook.models import ProjectTask
from cookbook.projects import actions
from cookbook.projects.desk import ours
from cookbook.projects.queries import rows_of
from ideabank.entries.kind import Kind
from ideabank.entries.structure import Pieces, put_in
from ideabank.pieces.desk import UNKNOWN, Desk, FieldOf
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form


@dataclasses.dataclass(frozen=True, slots=True)
class TeamTask:
    """What the team says of one task; its key is the id of the row."""

    key: str
    state: str
    assignee: str
    note: str


Checklist = tuple[TeamTask, ...]
TEAM_TASK = Pieces[Checklist, TeamTask](
    code="tasks",
    listed=lambda tasks: tasks,
    put=put_in,
    without=lambda tasks, key: tuple(one for one in tasks if one.key != key),
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ChecklistDesk(Desk[Checklist]):
    """A desk whose pieces are rows: a form knows when its row was last changed, and older states are not kept."""

    rows: Mapping[str, ProjectTask]

    def stamp(self, key: str) -> str:
        return self.rows[key].changed_at.isoformat()

    def stood(self, pieces: Pieces[Checklist, Any], key: str, stamp: str) -> object | None:
        return None if stamp == self.stamp(key) else UNKNOWN

    def changed_by(self, key: str) -> str:
        who = self.rows[key].changed_by_id
        return shown_names(self.visit.session, {who}).get(who or 0, self.visit.translator("Somebody"))

    def save(self, form: Form, value: Checklist, field_of: FieldOf) -> bool:
        session, viewer = self.visit.session, self.visit.viewer
        wanted = {one.key: one for one in value}
        for before in self.value:
            row, after = self.rows[before.key], wanted.get(before.key)
            if after is None:
                actions.remove_own(session, self.entry, row, by=viewer)
            elif after != before:
                told = {"state": after.state, "assignee": after.assignee, "note": after.note}
                actions.set_task(session, self.entry, row, by=viewer, **told)
        return True


def checklist_desk(visit: Visit, kind: Kind) -> ChecklistDesk:
    """The desk of the project in the address, for its team. Raises SignInNeeded, Forbidden, NotFound."""
    entry = ours(visit, kind)
    rows = {str(row.id): row for row in rows_of(visit.session, entry.id)}
    tasks = tuple(TeamTask(key, row.state, row.assignee, row.note) for key, row in rows.items())
    return ChecklistDesk(visit=visit, kind=kind, entry=entry, value=tasks, language=visit.lang, rows=rows)
