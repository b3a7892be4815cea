"""A form that asks for signing in is kept, and leads to the door; what is behind it does the act (see account.carrying)."""

from ideabank.entries.content import refused
from ideabank.entries.models import Entry
from ideabank.errors import SignInNeeded
from ideabank.i18n import N_
from ideabank.people import acts
from ideabank.people.models import KeptAct
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
    browser = acts.new_secret(visit.cookies.get(act_cookie(visit), ""))
    place, entry_id = back or place_of(visit), whole(str(visit.path_params.get("ref", "")).partition("-")[0])
    entry = visit.session.get(Entry, entry_id)
    about = entry.id if entry is not None else None
    act = KeptAct(path=asked(visit.scope), back=place, deed=deed, entry_id=about, fields=fields)
    held = acts.keep(visit.session, act, secret=browser, network=network_of(visit))
    return _led(visit, visit.to("people:sign_in", act=held.key, next=place), browser) if held else None


def act_cookie(visit: Visit) -> str:
    """The name of the cookie that says whose kept acts these are."""
    return "__Host-act" if visit.settings.is_https else "act"


def _led(visit: Visit, address: str, secret: str) -> Response:
    if is_htmx(visit):  # a script cannot show a whole page in a part of one: the browser goes there
        response: Response = PlainResponse("", status_code=401, headers={"HX-Redirect": address})
    else:
        response = see_other(address)
    life = int(acts.WORDS_LIFE.total_seconds())
    https = visit.settings.is_https
    response.set_cookie(act_cookie(visit), secret, max_age=life, path="/", secure=https, httponly=True, samesite="lax")
    return response


def _takes_pages(visit: Visit) -> bool:
    accept = visit.headers.get("accept", "*/*")
    return "text/html" in accept or "*/*" in accept


def _may_be_stored(fields: list[list[str]]) -> bool:
    """Words with an identity code or account number are never stored."""
    return not any(refused(name, value) for name, value in fields)
