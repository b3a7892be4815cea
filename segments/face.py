"""How segments, paths and artefacts are told, read and listed."""

from ideabank.i18n import N_
from ideabank.visit.face import Beside, Face, LinkWords, Listing, Reading, Telling
from ideabank.visit.parts import Showing
from segments.fourfield import FourField, four_field
from segments.routes import PAGES
from segments.sheets.handlers.types import types_page
from segments.sheets.showing import sheet_of


def _place(showing: Showing) -> FourField:
    return four_field(showing.details, showing.visit.lang)


segment = Face(
    telling=Telling(act=N_("Add a segment")),
    reading=Reading(
        template="segments/show.html",
        story=N_("The group"),
        own=_place,
        links=LinkWords(
            act=N_("Link a segment"),
            heading=N_("What this group needs"),
            answers=("usecase",),
            concerns=("path", "artefact"),
            others=N_("Paths and pictures of this group"),
        ),
    ),
    listing=Listing(sortings=("linked", "newest", "discussed")),
)
path = Face(
    telling=Telling(act=N_("Add a service path")),
    reading=Reading(
        template="segments/path.html",
        own=sheet_of,
        links=LinkWords(act=N_("Link a service path"), drawn_places=True),
    ),
    listing=Listing(beside=(Beside("artefact", N_("Artefacts"), "artefacts:list"),)),
    pages=PAGES,
)
artefact = Face(
    telling=Telling(act=N_("Add a design artefact"), chosen="type", choosing=types_page),
    reading=Reading(template="segments/artefact.html", own=sheet_of, links=LinkWords(act=N_("Link a design artefact"))),
    pages=PAGES,
)
