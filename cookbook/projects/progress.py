"""How far a checklist is: what waits for what, what comes next, and the counts."""

from collections.abc import Sequence

from cookbook.models import ProjectTask
from cookbook.projects.actions import code_of
from cookbook.projects.views import Progress
from cookbook.projects.vocabulary import ENDED

STRIP, GAP = 600.0, 3.0


def waited_for(row: ProjectTask, rows: Sequence[ProjectTask]) -> list[ProjectTask]:
    """The tasks that must be done first and are not."""
    if row.state in ENDED or row.recipe_id is None:
        return []
    codes = {code_of(row.recipe_id, key) for key in row.task.get("after") or ()}
    return [one for one in rows if one.code in codes and one.state not in ENDED]


def next_of(rows: Sequence[ProjectTask]) -> ProjectTask | None:
    """What the team goes on with: a task it has begun, else the first that waits for nothing; None when all have ended."""
    left = [row for row in rows if row.state not in ENDED]
    begun = [row for row in left if row.state == "doing"]
    free = [row for row in left if not waited_for(row, rows)]
    return next(iter((*begun, *free, *left)), None)


def progress_of(rows: Sequence[ProjectTask]) -> Progress:
    """Counts, and a strip of one box a task."""
    states = [row.state for row in rows]
    total = len(states)
    counted = total - states.count("skipped")
    width = STRIP / total if total else STRIP
    gap = min(GAP, width / 4)
    return Progress(
        done=states.count("done"),
        doing=states.count("doing"),
        todo=states.count("todo"),
        skipped=states.count("skipped"),
        total=total,
        percent=round(100 * states.count("done") / counted) if counted else 0,
        boxes=tuple((round(number * width, 1), round(width - gap, 1), state) for number, state in enumerate(states)),
    )
