"""One's own account: name, sessions, drafts, own entries; taking one's data out; leaving."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.account.data import erase, own_data
from ideabank.account.signing import cookie_name
from ideabank.account.views import AccountPage, SessionRow
from ideabank.database import Database
from ideabank.entries.models import Entry
from ideabank.entries.queries import cards
from ideabank.entries.visibility import visible_to
from ideabank.errors import SignInNeeded
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_, Words
from ideabank.people.models import Person
from ideabank.people.queries import sessions_of
from ideabank.people.signin import revoke
from ideabank.telling import drafts
from ideabank.visit.cards import card
from ideabank.visit.fields import words_of
from ideabank.visit.people import organisation_goes
from ideabank.visit.views import Card, ConfirmPage
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form
from ideabank.web.pages import Response, StreamingResponse, see_other, show
from ideabank.web.parts import Choice, Go
from ideabank.web.request import Request, whole

ROLE_NAMES = {
    "citizen": Words("Kansalainen", "Medborgare", "Citizen"),
    "representative": Words("Organisaation edustaja", "Organisationsrepresentant", "Organisation representative"),
    "designer": Words("Palvelumuotoilija", "Tjänstedesigner", "Service designer"),
    "team": Words("Projektitiimi", "Projektteam", "Project team"),
    "coordinator": Words("Koordinaattori", "Koordinator", "Coordinator"),
    "moderator": Words("Moderaattori", "Moderator", "Moderator"),
    "admin": Words("Ylläpitäjä", "Administratör", "Administrator"),
}


@deed(N_("Save the changes"))
def account(request: Request, session: Session) -> Response:
    """The page, and the saving of name and language."""
    person = _me(request, session)
    if request.method != "POST":
        form = Form.of({"name": person.name, "language": person.language})
        return show(request, _page(request, session, person, form))
    form = Form.read(request, ("name", "language"))
    name = _name(request, form)
    if form.value("language") not in LANGUAGES:
        form.refuse("language", request.translator("Choose one of the options in the list."))
    if not form.is_valid:
        return show(request, _page(request, session, person, form), status=422)
    person.name, person.language = name, form.value("language")
    session.add(person)
    return see_other(request.to("people:account"), said="saved")


@never_later
def revoke_session(request: Request, session: Session) -> Response:
    """Signs another browser out."""
    person = _me(request, session)
    revoke(session, whole(request.path_params["session"]), of=person.id or 0)
    return see_other(request.to("people:account"), said="device-signed-out")


def export(request: Request, session: Session) -> Response:
    """Everything the bank holds about the person, as one JSON file; it may hold many pictures, so it goes out row by row."""
    written = _written(request.site.database, _me(request, session).id or 0)
    headers = {"Content-Disposition": 'attachment; filename="ideabank-own-data.json"'}
    return StreamingResponse(written, media_type="application/json", headers=headers)


def _written(database: Database, person_id: int) -> Iterator[str]:
    with database.reading() as session:
        person = session.get(Person, person_id)
        if person is None:
            return
        for place, (name, rows) in enumerate(own_data(session, person)):
            yield f'{"," if place else "{"}\n"{name}": ['
            for number, row in enumerate(rows):
                yield (",\n" if number else "\n") + _json(row)
            yield "]"
        yield "\n}\n"


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, default=str)


@never_later
def deletion(request: Request, session: Session) -> Response:
    """Asks, and erases the account: name, address, sessions, drafts and votes go; what was told stays, nameless."""
    person = _me(request, session)
    if request.method == "POST":
        erase(session, person)
        response = see_other(request.to("front"), said="account-deleted")
        response.delete_cookie(cookie_name(request), path="/")
        return response
    _ = request.translator
    page = ConfirmPage(
        title=_("Delete your account?"),
        text=_(
            "Your name, address, sessions, drafts and support are deleted at once, and projects nobody else has seen. Needs and comments you have "
            "published stay without your name, and other projects of which you are the last go to an administrator; withdraw them first if you want them gone."
        ),
        action=request.to("people:deletion"),
        button=_("Delete my account"),
        back=request.to("people:account"),
    )
    return show(request, page)


def _page(request: Request, session: Session, person: Person, form: Form) -> AccountPage:
    viewer, lang = request.viewer, request.lang
    return AccountPage(
        title=request.translator("Your account"),
        email=person.email or "",
        action=request.to("people:account"),
        form=form,
        languages=tuple(Choice(code, name, lang=code) for code, name in LANGUAGE_NAMES.items()),
        roles=tuple(ROLE_NAMES[role][lang] for role in ROLE_NAMES if role in viewer.roles),
        organisations=tuple(organisation_goes(request, session, viewer.organisations).values()),
        sessions=tuple(
            SessionRow(
                row.device,
                row.created_at,
                row.id == viewer.session_id,
                "" if row.id == viewer.session_id else request.to("people:session", session=row.id),
            )
            for row in sessions_of(session, person.id or 0)
        ),
        drafts=_drafts(request, session, person),
        entries=_entries(request, session, person),
        export=request.to("people:export"),
        delete=request.to("people:deletion"),
    )


def _drafts(request: Request, session: Session, person: Person) -> tuple[Go, ...]:
    goes = []
    for draft in drafts.of_person(session, person.id or 0):
        kind = request.site.bank.kinds.get(draft.kind)
        title = str(draft.values.get("title") or request.translator("Untitled"))
        if kind is not None and draft.values:
            goes.append(
                Go(
                    title,
                    request.to(f"{kind.folder}:draft", token=draft.token),
                    str(draft.values.get("language") or ""),
                )
            )
    return tuple(goes)


def _entries(request: Request, session: Session, person: Person) -> tuple[Card, ...]:
    query = cards(request.lang).where(visible_to(request.viewer), col(Entry.owner_id) == person.id)
    rows = session.execute(query.order_by(col(Entry.id).desc()).limit(50))
    return tuple(card(request, request.site.bank, row) for row in rows)


def _name(request: Request, form: Form) -> str:
    """The name to show: short, and free of identity codes."""
    name = words_of(request, form, "name")
    if len(name) > 80:
        form.refuse("name", request.translator("Shorten your name to at most 80 characters."))
    return name


def _me(request: Request, session: Session) -> Person:
    person = session.get(Person, request.viewer.id) if request.viewer.is_signed_in else None
    if person is None:
        raise SignInNeeded("Sign in to see your account.")
    return person
