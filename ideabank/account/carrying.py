"""Carrying an act through sign-in: kept when a form asks for signing in, told on the way, done behind the door."""

from sqlalchemy.orm import Session

from ideabank.account.views import ActView
from ideabank.entries.content import refused
from ideabank.entries.models import Entry
from ideabank.entries.queries import texts_of
from ideabank.entries.visibility import is_public
from ideabank.errors import SignInNeeded
from ideabank.i18n import N_, choose
from ideabank.people import acts
from ideabank.people.models import KeptAct
from ideabank.web.action import is_htmx, kept
from ideabank.web.deeds import Again, deed_of
from ideabank.web.failures import ErrorPage, place_of, typed_words
from ideabank.web.pages import PlainResponse, Response, see_other, show
from ideabank.web.parts import Go, Text
from ideabank.web.request import Request, asked, whole

NOT_KEPT = N_(
    "Sign in first. Your words hold an identity code or an account number, so they were not kept for you: copy them from below without it."
)


def door(request: Request, session: Session, *, network: str, back: str = "") -> Response | None:
    """Keeps the form that has come in and leads to signing in; None when it cannot be kept, and its words are given back instead.

    `back`: where to go on without doing it. Raises SignInNeeded, with the reason, for words that are never stored.
    """
    deed, fields = deed_of(request), acts.typed(list(request.scope.get("ideabank.fields", {}).multi_items()))
    if not deed or not _takes_pages(request):
        return None
    if not _may_be_stored(fields):
        raise SignInNeeded(NOT_KEPT)
    browser = acts.new_secret(request.cookies.get(_cookie(request), ""))
    place, entry_id = back or place_of(request), whole(str(request.path_params.get("ref", "")).partition("-")[0])
    entry = session.get(Entry, entry_id)
    about = entry.id if entry is not None else None
    act = KeptAct(path=asked(request.scope), back=place, deed=deed, entry_id=about, fields=fields)
    held = acts.keep(session, act, secret=browser, network=network)
    return _led(request, request.to("people:sign_in", act=held.key, next=place), browser) if held else None


def act_of(request: Request, session: Session) -> KeptAct | None:
    """The act that this sign-in is for."""
    key = request.text("act") or request.arg("act")
    return acts.find(session, key, secret=request.cookies.get(_cookie(request), "")) if key else None


def view_of(request: Request, session: Session) -> ActView | None:
    """What will be done after signing in, for the page to tell."""
    act = act_of(request, session)
    if act is None:
        return None
    return ActView(act.key, request.translator(act.deed), _about(request, session, act), words_of(act), act.back)


def done(request: Request, act: KeptAct, *, cookie: str) -> Response:
    """The act, sent again as whoever has just signed in; one that waited too long or was done before gives its words back."""
    if acts.spend(act):
        return Again(act.path, [(name, value) for name, value in act.fields], cookie=cookie)
    _ = request.translator
    page = ErrorPage(
        title=_("Your words are here"),
        status=410,
        text=_(
            "You are signed in. What you had begun was sent before, or waited for more than an hour, so it was not sent now."
        ),
        links=(Go(_("Go back to where you wrote it"), act.back),),
        kept=words_of(act),
    )
    return kept(show(request, page, status=410))  # the sign-in itself stands


def words_of(act: KeptAct) -> tuple[tuple[str, str], ...]:
    """What was typed, for giving it back."""
    return typed_words([(name, value) for name, value in act.fields])


def _led(request: Request, address: str, secret: str) -> Response:
    if is_htmx(request):  # a script cannot show a whole page in a part of one: the browser goes there
        response: Response = PlainResponse("", status_code=401, headers={"HX-Redirect": address})
    else:
        response = see_other(address)
    life = int(acts.WORDS_LIFE.total_seconds())
    https = request.site.settings.is_https
    response.set_cookie(_cookie(request), secret, max_age=life, path="/", secure=https, httponly=True, samesite="lax")
    return response


def _cookie(request: Request) -> str:
    return "__Host-act" if request.site.settings.is_https else "act"


def _takes_pages(request: Request) -> bool:
    accept = request.headers.get("accept", "*/*")
    return "text/html" in accept or "*/*" in accept


def _may_be_stored(fields: list[list[str]]) -> bool:
    """Words with an identity code or account number are never stored."""
    return not any(refused(name, value) for name, value in fields)


def _about(request: Request, session: Session, act: KeptAct) -> Text:
    """The name of the entry it is about, when everybody may read it."""
    entry = session.get(Entry, act.entry_id) if act.entry_id else None
    if entry is None or not is_public(entry):
        return Text()
    titles = {code: text.title for code, text in texts_of(session, entry.id or 0).items()}
    found = choose(titles, request.lang, entry.language)
    return Text(found[1], found[0]) if found else Text()
