"""Drafts: what is being written, kept on the server. A signed-out visitor's draft belongs to its secret address."""

import dataclasses
import datetime as dt
import re
import secrets
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.content import refused
from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft
from ideabank.entries.problem import Problem
from ideabank.errors import TooMany
from ideabank.i18n import N_
from ideabank.people.limits import spend
from ideabank.people.viewer import Viewer
from ideabank.text.cleaning import clean
from ideabank.web.forms import Value

MOST_LETTERS = 100_000  # twice what the fullest form may publish
DAY = 86_400
MOST_SHOWN = 200  # a list that was brought may leave a hundred
NO_ROOM = N_(
    "There is no room for more drafts of people who have not signed in. Sign in in another tab and send this again: then it is kept. What you wrote is below."
)
TOO_MUCH = N_("This is too long to be kept as a draft. Shorten it.")
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclasses.dataclass(frozen=True)
class Held:
    """The draft that a form belongs to: its secret, when it was last kept, and on which version an edit was begun."""

    token: str
    at: dt.datetime | None = None
    based_on: int = 0


def new_token() -> str:
    """256 random bits: nobody guesses another's draft."""
    return secrets.token_urlsafe(32)


def by_token(session: Session, token: str, kind: Kind, viewer: Viewer) -> Draft | None:
    """The draft of this address; one that belongs to a person is only that person's."""
    if not TOKEN.fullmatch(token):
        return None
    draft = session.execute(sa.select(Draft).where(col(Draft.token) == token)).scalar_one_or_none()
    if draft is None or draft.kind != kind.code:
        return None
    return draft if draft.person_id in (None, viewer.id) else None


def keep(
    session: Session,
    token: str,
    kind: Kind,
    values: Mapping[str, Value],
    *,
    by: Viewer,
    entry_id: int | None = None,
    base_revision: int = 0,
) -> tuple[Draft, list[Problem]]:
    """Stores what was typed and gives the draft. Fields with an identity code or account number are not stored, only named.

    Raises TooMany when those who have not signed in have no room left, here or in all.
    """
    storable, problems = _storable(values)
    draft = by_token(session, token, kind, by)
    if draft is None:
        spend(session, "draft", by=by)
        draft = Draft(token=token if _is_free(session, token) else new_token(), kind=kind.code)
        session.add(draft)
    if draft.published_id is None:
        draft.values, draft.updated_at = storable, now()
        draft.person_id = draft.person_id or by.id
        draft.network, draft.size = "" if draft.person_id else by.network, _size(storable)
        draft.entry_id, draft.base_revision = entry_id, base_revision
    session.flush()
    _require_room(session, draft)
    return draft, problems


def close(session: Session, token: str, kind: Kind, *, by: Viewer, published_id: int) -> None:
    """The words are published: the draft keeps only where, so that a second click of the button finds it."""
    draft, _ = keep(session, token, kind, {}, by=by)
    draft.published_id = published_id


def sweep(session: Session, days: int) -> int:
    """Deletes signed-out visitors' drafts, and used ones, not touched for so many days. Gives how many."""
    before = now() - dt.timedelta(days=days)
    lost = sa.or_(col(Draft.person_id).is_(None), col(Draft.published_id).is_not(None))
    found = session.execute(sa.delete(Draft).where(lost, col(Draft.updated_at) < before))
    return int(found.rowcount)  # type: ignore[attr-defined]


def of_person(session: Session, person_id: int) -> list[Draft]:
    """A person's unfinished drafts, newest first."""
    query = sa.select(Draft).where(col(Draft.person_id) == person_id, col(Draft.published_id).is_(None))
    return list(session.execute(query.order_by(col(Draft.updated_at).desc()).limit(MOST_SHOWN)).scalars())


def _require_room(session: Session, draft: Draft) -> None:
    """The drafts nobody owns are bounded in all, and those of one network to a tenth of that."""
    if draft.person_id is not None or not draft.network or not session.info.get("limits", 1.0):
        return
    most = session.info.get("drafts_megabytes", 200) * 1_000_000
    ours = sa.func.sum(col(Draft.size)).filter(col(Draft.network) == draft.network)
    query = sa.select(sa.func.sum(col(Draft.size)), ours).where(col(Draft.person_id).is_(None))
    everybody, network = session.execute(query).one()
    if everybody > most or network > most // 10:
        raise TooMany(NO_ROOM, retry_after=DAY)


def _size(values: Mapping[str, Value]) -> int:
    """How many letters a draft holds, names of fields included."""
    return sum(
        len(name) + sum(map(len, [value] if isinstance(value, str) else value)) for name, value in values.items()
    )


def _is_free(session: Session, token: str) -> bool:
    if not TOKEN.fullmatch(token):
        return False
    return not session.execute(sa.select(sa.exists().where(col(Draft.token) == token))).scalar()


def _storable(values: Mapping[str, Value]) -> tuple[dict[str, Value], list[Problem]]:
    kept: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        found = refused(name, value if isinstance(value, str) else " ".join(value))
        problems += found
        if not found:
            tidy = _tidy(value) if isinstance(value, str) else [_tidy(one) for one in value]
            if _size({**kept, name: tidy}) <= MOST_LETTERS:
                kept[name] = tidy
            else:
                problems.append(Problem(name, TOO_MUCH))
    return kept, problems


def _tidy(value: str) -> str:
    return clean(value)[:60_000]
