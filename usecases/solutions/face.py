"""How a solution is told, read and listed."""

from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

solution = Face(
    telling=Telling(act=N_("Add a solution"), alike=("usecase", "proposal")),
    reading=Reading(template="solutions/show.html", shows_new=True, links=LinkWords(act=N_("Link a solution"))),
    listing=Listing(sortings=("linked", "supported", "newest", "discussed")),
)
