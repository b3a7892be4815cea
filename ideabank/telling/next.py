"""The part of a page that was just published: whom to tell, how one hears of it, who else shares something like it."""

from ideabank.reading.parts import likeness_of
from ideabank.telling.views import Next
from ideabank.visit.parts import NEXT as AFTER_HEAD
from ideabank.visit.parts import Part, Showing
from ideabank.visit.strips import sharing
from ideabank.web import notices

MOST = 2


def next_of(showing: Showing) -> Next | None:
    """What comes next for the one who has just published this; None at every other time and for everybody else."""
    visit, entry = showing.visit, showing.found.entry
    told = notices.waiting(visit.scope["path"], visit.cookies, visit.site.notices)
    if told is None or told.code != "published" or entry.owner_id is None or entry.owner_id != visit.viewer.id:
        return None
    alike = [one for one in showing.once(likeness_of) if one.kind == entry.kind]
    return Next(sharing(visit, entry), visit.to("people:account"), tuple(alike[:MOST]))


NEXT = Part("next", next_of, "telling/_next.html", place=AFTER_HEAD, depends=frozenset({"viewer"}))
