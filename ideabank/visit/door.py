"""A form that asks for signing in is kept, and leads to the door; what is behind it does the act (see account.carrying)."""

from ideabank.entries.content import refused
from ideabank.entries.models import Entry
from ideabank.errors import SignInNeeded
from ideabank.i18n import N_
from ideabank.people import acts
from ideabank.people.models import KeptAct
from ideabank.visit.browsers import keep_secret, new_secret, secret_of
from ideabank.visit.visit import Visit
from ideabank.web.action import is_htmx
from ideabank.web.deeds import deed_of
from ideabank.web.failures import place_of
from ideabank.web.network import network_of
from ideabank.web.pages import PlainResponse, Response, see_other
from ideabank.web.request import asked, whole

NOT_KEPT = N_(
    "Sign in first. Your words hold an identity code or an account number, so they were not kept for you: copy them from below without it."
)


def door(visit: Visit, *, back: str = "") -> Response | None:
    """Keeps the form that has come in and leads to signing in; None when it cannot be kept, and its words are given back instead.

    `back`: where to go on without doing it. Raises SignInNeeded, with the reason, for words that are never stored.
    """
    deed, fields = deed_of(visit), acts.typed(list(visit.scope.get("ideabank.fields", {}).multi_items()))
    if not deed or not _takes_pages(visit):
        return None
    if not _may_be_stored(fields):
        raise SignInNeeded(NOT_KEPT)
    browser = secret_of(visit) or new_secret()
    place, entry_id = back or place_of(visit), whole(str(visit.path_params.get("ref", "")).partition("-")[0])
    entry = visit.session.get(Entry, entry_id)
    about = entry.id if entry is not None else None
    act = KeptAct(path=asked(visit.scope), back=place, deed=deed, entry_id=about, fields=fields)
    held = acts.keep(visit.session, act, secret=browser, network=network_of(visit))
    return _led(visit, visit.to("people:sign_in", act=held.key, next=place), browser) if held else None


def _led(visit: Visit, address: str, secret: str) -> Response:
    if is_htmx(visit):  # a script cannot show a whole page in a part of one: the browser goes there
        response: Response = PlainResponse("", status_code=401, headers={"HX-Redirect": address})
    else:
        response = see_other(address)
    if not secret_of(visit):  # one that has signed in here keeps its secret for longer
        keep_secret(visit, response, secret, days=acts.WORDS_LIFE.days)
    return response


def _takes_pages(visit: Visit) -> bool:
    accept = visit.headers.get("accept", "*/*")
    return "text/html" in accept or "*/*" in accept


def _may_be_stored(fields: list[list[str]]) -> bool:
    """Words with an identity code or account number are never stored."""
    return not any(refused(name, value) for name, value in fields)
