"""How a trial is told, read and listed."""

from ideabank.i18n import N_
from ideabank.pieces.handlers import pages
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling
from tests.house.newkind.days import DayForm
from tests.house.newkind.diary import observe

trial = Face(
    telling=Telling(act=N_("Tell of a trial"), alike=("usecase",)),
    reading=Reading(
        template="trials/show.html",
        shows_new=True,
        links=LinkWords(act=N_("Link a trial"), place=N_("On which day"), whole=N_("The whole trial")),
    ),
    listing=Listing(sortings=("newest", "supported")),
    pages=(("POST", "/{ref}/observations", observe, "observe"), *pages(DayForm())),
)
