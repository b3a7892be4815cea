"""Carrying an act through sign-in: kept when a form asks for signing in, told on the way, done behind the door."""

from ideabank.account.views import ActView
from ideabank.entries.models import Entry
from ideabank.entries.queries import texts_of
from ideabank.entries.visibility import is_public
from ideabank.i18n import choose
from ideabank.people import acts
from ideabank.people.models import KeptAct
from ideabank.visit.browsers import secret_of
from ideabank.visit.visit import Visit
from ideabank.web.action import kept
from ideabank.web.deeds import Again
from ideabank.web.failures import ErrorPage
from ideabank.web.labels import typed_words
from ideabank.web.pages import Response, show
from ideabank.web.parts import Go, Text


def act_of(visit: Visit) -> KeptAct | None:
    """The act that this sign-in is for."""
    key = visit.text("act") or visit.arg("act")
    return acts.find(visit.session, key, secret=secret_of(visit)) if key else None


def view_of(visit: Visit) -> ActView | None:
    """What will be done after signing in, for the page to tell."""
    act = act_of(visit)
    if act is None:
        return None
    return ActView(act.key, visit.translator(act.deed), _about(visit, act), words_of(visit, act), act.back)


def done(visit: Visit, act: KeptAct, *, cookie: str) -> Response:
    """The act, sent again as whoever has just signed in; one that waited too long or was done before gives its words back."""
    if acts.spend(act):
        return Again(act.path, [(name, value) for name, value in act.fields], cookie=cookie)
    _ = visit.translator
    page = ErrorPage(
        title=_("Your words are here"),
        status=410,
        text=_(
            "You are signed in. What you had begun was sent before, or waited for more than an hour, so it was not sent now."
        ),
        links=(Go(_("Go back to where you wrote it"), act.back),),
        kept=words_of(visit, act),
    )
    return kept(show(visit, page, status=410))  # the sign-in itself stands


def words_of(visit: Visit, act: KeptAct) -> tuple[tuple[str, str], ...]:
    """(label, words) of what was typed, for giving it back."""
    return typed_words(visit, visit.translator, [(name, value) for name, value in act.fields], path=act.path)


def _about(visit: Visit, act: KeptAct) -> Text:
    """The name of the entry it is about, when everybody may read it."""
    entry = visit.session.get(Entry, act.entry_id) if act.entry_id else None
    if entry is None or not is_public(entry):
        return Text()
    titles = {code: text.title for code, text in texts_of(visit.session, entry.id).items()}
    found = choose(titles, visit.lang, entry.language)
    return Text(found[1], found[0]) if found else Text()
