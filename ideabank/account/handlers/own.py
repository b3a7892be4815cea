"""One's own account: name, sessions, drafts, own entries; taking one's data out; leaving."""

import json
from collections.abc import Iterator

from ideabank.account.data import erase, own_data
from ideabank.account.handlers.signing import cookie_name
from ideabank.account.queries import owned_by
from ideabank.account.views import AccountPage, SessionRow
from ideabank.database import Database
from ideabank.errors import SignInNeeded
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from ideabank.people.models import Person
from ideabank.people.queries import sessions_of
from ideabank.people.signin import revoke
from ideabank.people.vocabulary import ROLE_NAMES
from ideabank.telling.lists.compose import list_goes
from ideabank.text.plain import Json
from ideabank.visit import drafts
from ideabank.visit.cards import card
from ideabank.visit.fields import words_of
from ideabank.visit.people import organisation_goes
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form
from ideabank.web.pages import Response, StreamingResponse, see_other, show
from ideabank.web.parts import Choice, Go
from ideabank.web.request import whole


@deed(N_("Save the changes"))
def account(visit: Visit) -> Response:
    """The page, and the saving of name and language."""
    person = _me(visit)
    if visit.method != "POST":
        form = Form.of({"name": person.name, "language": person.language})
        return show(visit, _page(visit, person, form))
    form = Form.read(visit, ("name", "language"))
    name = _name(visit, form)
    if form.value("language") not in LANGUAGES:
        form.refuse("language", visit.translator("Choose one of the options in the list."))
    if not form.is_valid:
        return show(visit, _page(visit, person, form), status=422)
    person.name, person.language = name, form.value("language")
    visit.session.add(person)
    return see_other(visit.to("people:account"), said="saved")


@never_later
def revoke_session(visit: Visit) -> Response:
    """Signs another browser out."""
    person = _me(visit)
    revoke(visit.session, whole(visit.path_params["session"]), of=person.id)
    return see_other(visit.to("people:account"), said="device-signed-out")


def export(visit: Visit) -> Response:
    """Everything the bank holds about the person, as one JSON file; it may hold many pictures, so it goes out row by row."""
    written = _written(visit.site.database, _me(visit).id)
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


def _json(told: Json) -> str:
    return json.dumps(told, ensure_ascii=False, default=str)


@never_later
def deletion(visit: Visit) -> Response:
    """Asks, and erases the account: name, address, sessions, drafts and votes go; what was told stays, nameless."""
    person = _me(visit)
    if visit.method == "POST":
        erase(visit.session, person)
        response = see_other(visit.to("front"), said="account-deleted")
        response.delete_cookie(cookie_name(visit), path="/")
        return response
    _ = visit.translator
    page = ConfirmPage(
        title=_("Delete your account?"),
        text=_(
            "Your name, address, sessions, drafts and support are deleted at once, and projects nobody else has seen. Needs and comments you have "
            "published stay without your name, and other projects of which you are the last go to an administrator; withdraw them first if you want them gone."
        ),
        action=visit.to("people:deletion"),
        button=_("Delete my account"),
        back=visit.to("people:account"),
    )
    return show(visit, page)


def _page(visit: Visit, person: Person, form: Form) -> AccountPage:
    viewer, lang = visit.viewer, visit.lang
    return AccountPage(
        title=visit.translator("Your account"),
        email=person.email or "",
        action=visit.to("people:account"),
        form=form,
        languages=tuple(Choice(code, name, lang=code) for code, name in LANGUAGE_NAMES.items()),
        roles=tuple(ROLE_NAMES[role][lang] for role in ROLE_NAMES if role in viewer.roles),
        organisations=tuple(organisation_goes(visit, viewer.organisations).values()),
        sessions=tuple(
            SessionRow(
                row.device,
                row.created_at,
                row.id == viewer.session_id,
                "" if row.id == viewer.session_id else visit.to("people:session", session=row.id),
            )
            for row in sessions_of(visit.session, person.id)
        ),
        drafts=_drafts(visit, person),
        entries=tuple(card(visit, visit.bank, row) for row in owned_by(visit.session, visit.viewer, visit.lang)),
        export=visit.to("people:export"),
        delete=visit.to("people:deletion"),
    )


def _drafts(visit: Visit, person: Person) -> tuple[Go, ...]:
    goes = []
    for draft in drafts.of_person(visit.session, person.id):
        kind = visit.bank.kinds.get(draft.kind)
        title = str(draft.values.get("title") or visit.translator("Untitled"))
        if kind is not None and draft.values:
            goes.append(
                Go(
                    title,
                    visit.to(f"{kind.folder}:draft", token=draft.token),
                    str(draft.values.get("language") or ""),
                )
            )
    return (*goes, *list_goes(visit))


def _name(visit: Visit, form: Form) -> str:
    """The name to show: short, and free of identity codes."""
    name = words_of(visit, form, "name")
    if len(name) > 80:
        form.refuse("name", visit.translator("Shorten your name to at most 80 characters."))
    return name


def _me(visit: Visit) -> Person:
    person = visit.session.get(Person, visit.viewer.id) if visit.viewer.is_signed_in else None
    if person is None:
        raise SignInNeeded("Sign in to see your account.")
    return person
