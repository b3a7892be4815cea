"""How a term is told, read and listed."""

from cookbook.terms import handlers as pages
from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

term = Face(
    telling=Telling(act=N_("Add a term")),
    reading=Reading(links=LinkWords(act=N_("Link a term"))),
    listing=Listing(index=pages.vocabulary),
    pages=(("GET", "/skos.{ending}", pages.skos, "skos"),),
)
