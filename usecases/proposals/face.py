"""How a proposal is told, read and listed."""

from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, SupportWords, Telling

proposal = Face(
    telling=Telling(act=N_("Make a proposal"), alike=("usecase", "solution")),
    reading=Reading(
        template="proposals/show.html",
        story=N_("The proposal"),
        shows_new=True,
        support=SupportWords(is_large=True),
        links=LinkWords(act=N_("Link a proposal"), heading=N_("Needs this answers"), answers=("usecase",)),
    ),
    listing=Listing(sortings=("code", "supported", "newest", "discussed", "linked"), grouped="main_area"),
)
