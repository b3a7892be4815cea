"""The button of the strip: undoes the deed whose event it names, or says in a sentence why not and how to do it by hand."""

from ideabank.entries import reversal
from ideabank.entries.models import Entry, Event
from ideabank.entries.visibility import may_see
from ideabank.errors import Conflict, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.visit.cards import entry_url
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.pages import Notice, Response, see_other
from ideabank.web.request import is_ours, whole

WHY_NOT: dict[type[Exception], str] = {reversal.TooLate: "undo-late", reversal.UndoneAlready: "undo-twice"}


@deed(N_("Undo"))
def undo(visit: Visit) -> Response:
    """Undoes it and tells so on the page one comes from; what cannot be undone is told there, too, and nothing is changed."""
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    event_id, said = whole(visit.text("event")), "undone"
    try:
        reversal.undo(visit.session, event_id, visit.site.reversals, by=visit.viewer)
    except (Conflict, Refused) as error:
        visit.session.rollback()  # a deed is undone as a whole
        said = WHY_NOT.get(type(error), "undo-overtaken")
    return see_other(_goal(visit, event_id), said=Notice(said, event=event_id))


def _goal(visit: Visit, event_id: int) -> str:
    """The page one comes from, else that of the entry, else the front page."""
    if is_ours(visit.text("back")):
        return visit.text("back")
    event = visit.session.get(Event, event_id)
    entry = visit.session.get(Entry, event.entry_id) if event is not None else None
    if entry is None or not may_see(visit.viewer, entry):
        return visit.to("front")
    return entry_url(visit, visit.bank.kinds[entry.kind], entry.id)
