"""How a requirement is told, read and listed."""

from cookbook.requirements import handlers as pages
from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

requirement = Face(
    telling=Telling(act=N_("Add a requirement")),
    reading=Reading(links=LinkWords(act=N_("Link a requirement"))),
    listing=Listing(sortings=("code", "linked", "newest", "discussed", "supported"), index=pages.register),
    pages=(("GET", "/export/{format}", pages.export, "export"),),
)
