"""What undoes moderators' decisions."""

from ideabank.entries.reversal import Reversal
from ideabank.i18n import N_
from ideabank.moderation.actions import undo, undo_keeping

HIDDEN = (
    N_("Undone: it is shown again, and the reports wait again. The log tells both. You can decide anew."),
    N_("You can bring it back from the log."),
)
RESTORED = (
    N_("Undone: it is hidden again. The log tells both. You can decide anew."),
    N_("You can hide it again on its page."),
)
KEPT = (
    N_("Undone: the reports wait again. The log tells both. You can decide anew."),
    N_("You can hide it on its page."),
)
REVERSALS = (
    Reversal("report-kept", undo_keeping, *KEPT),
    Reversal("hidden", undo, *HIDDEN),
    Reversal("comment-hidden", undo, *HIDDEN),
    Reversal("restored", undo, *RESTORED),
    Reversal("comment-restored", undo, *RESTORED),
)
