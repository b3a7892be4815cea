"""How a proposal is told, read and listed."""

from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

proposal = Face(
    telling=Telling(act=N_("Make a proposal"), alike=("usecase", "solution")),
    reading=Reading(template="proposals/show.html", shows_new=True, links=LinkWords(act=N_("Link a proposal"))),
    listing=Listing(sortings=("code", "supported", "newest", "discussed", "linked"), grouped="main_area"),
)
