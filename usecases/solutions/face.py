"""How a solution is told, read and listed."""

from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, SupportWords, Telling

solution = Face(
    telling=Telling(act=N_("Add a solution"), alike=("usecase", "proposal")),
    reading=Reading(
        template="solutions/show.html",
        story=N_("The solution"),
        shows_new=True,
        support=SupportWords(is_large=True),
        links=LinkWords(act=N_("Link a solution"), heading=N_("Needs this answers"), answers=("usecase",)),
    ),
    listing=Listing(sortings=("linked", "supported", "newest", "discussed")),
)
