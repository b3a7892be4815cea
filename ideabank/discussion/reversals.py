"""What undoes what one does to one's own comments. What moderators decide about them is undone in the room of moderation."""

from ideabank.discussion.actions import undo_edit, undo_withdrawal
from ideabank.entries.reversal import Reversal
from ideabank.i18n import N_

REVERSALS = (
    Reversal(
        "comment-edited",
        undo_edit,
        N_("Undone: your comment reads as before. You can edit it again."),
        N_("You can edit your comment again."),
    ),
    Reversal(
        "comment-withdrawn",
        undo_withdrawal,
        N_("Undone: your comment stands again. You can withdraw it again."),
        N_("Its words are deleted. You can write a new comment."),
    ),
)
