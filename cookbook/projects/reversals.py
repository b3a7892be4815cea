"""What undoes what a team does to the tasks of its checklist."""

from cookbook.projects.actions import undo_task
from ideabank.entries.reversal import Reversal
from ideabank.i18n import N_

REVERSALS = (
    Reversal(
        "task-changed",
        undo_task,
        N_("Undone: the task is as before. You can change it again."),
        N_("You can change the task again in the checklist."),
    ),
)
