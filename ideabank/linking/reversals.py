"""What undoes what is done to links: each change is a version of the link, and so is its undoing."""

from ideabank.entries import links
from ideabank.entries.reversal import Reversal
from ideabank.i18n import N_

SAID = N_("Undone: the link is as before. You can change it again at the link.")
REVERSALS = (
    Reversal(
        "link-suggested",
        links.undo,
        N_("Undone: the link is taken away. You can make it again."),
        N_("You can take the link away where it stands, as long as you may."),
    ),
    Reversal("link-edited", links.undo, SAID, N_("You can change the link again where it stands.")),
    Reversal("link-confirmed", links.undo, SAID, N_("You can contest the link where it stands.")),
    Reversal("link-contested", links.undo, SAID, N_("You can confirm or change the link where it stands, if you may.")),
    Reversal(
        "link-withdrawn",
        links.undo,
        N_("Undone: the link stands again. You can take it away again."),
        N_("You can make the link again."),
    ),
)
