"""What undoes support and organisations' stands."""

from ideabank.entries.reversal import Reversal
from ideabank.i18n import N_
from ideabank.support.actions import undo_statement, undo_support

REVERSALS = (
    Reversal(
        "supported",
        undo_support,
        N_("Undone: your support is not counted. You can support it again."),
        N_("You can take your support back on its page."),
    ),
    Reversal(
        "unsupported",
        undo_support,
        N_("Undone: your support is counted again. You can take it back on its page."),
        N_("You can support it again on its page."),
    ),
    Reversal(
        "statement",
        undo_statement,
        N_("Undone: what the organisation says stands as before. You can change it on the page."),
        N_("You can publish or withdraw what the organisation says on its page."),
    ),
)
