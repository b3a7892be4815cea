"""What undoes what is done to files."""

from ideabank.attachments.actions import undo
from ideabank.entries.reversal import Reversal
from ideabank.i18n import N_

REVERSALS = (
    Reversal(
        "attached",
        undo,
        N_("Undone: the file is taken away. You can add it again."),
        N_("You can take the file away where it stands."),
    ),
    Reversal(
        "detached",
        undo,
        N_("Undone: the file is back. You can take it away again."),
        N_("The file is deleted. You can add it again."),
    ),
)
