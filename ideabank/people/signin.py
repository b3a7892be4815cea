"""Persons by their address, and the sessions that signing in opens. Codes are in `codes`; tokens are stored as hashes only."""

import datetime as dt
import hashlib
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.errors import NotFound
from ideabank.people.keys import keyed
from ideabank.people.models import Person, PersonRole, SignInSession


def person_at(session: Session, address: str, *, language: str = "fi") -> Person:
    """The person with this address, made a citizen when new."""
    person = session.execute(sa.select(Person).where(col(Person.email) == address)).scalar_one_or_none()
    if person is None:
        person = Person(email=address, language=language)
        session.add(person)
        session.flush()  # the role needs the id
        session.add(PersonRole(person_id=person.id, role="citizen"))
    return person


def open_session(session: Session, person: Person, *, device: str, days: int, browser: str = "") -> str:
    """A new signed-in browser; gives the token for its cookie, which is stored nowhere. `browser`: the secret it asks codes with."""
    token = secrets.token_urlsafe(32)
    row = SignInSession(
        token_hash=hash_token(token),
        person_id=person.id,
        device=device[:80],
        asker_hash=keyed(session, "browser", browser) if browser else "",
        expires_at=now() + dt.timedelta(days=days),
    )
    session.add(row)
    return token


def revoke(session: Session, session_id: int, *, of: int) -> None:
    """Ends one of this person's sessions; one that has ended stays ended. Raises NotFound for any other."""
    mine = sa.exists().where(col(SignInSession.id) == session_id, col(SignInSession.person_id) == of)
    if not session.execute(sa.select(mine)).scalar():
        raise NotFound("You are not signed in there.")
    session.execute(
        sa.update(SignInSession)
        .where(
            col(SignInSession.id) == session_id,
            col(SignInSession.person_id) == of,
            col(SignInSession.revoked_at).is_(None),
        )
        .values(revoked_at=now())
    )


def hash_token(token: str) -> str:
    """What the database keeps of a session token: 256 random bits need no key or salt."""
    return hashlib.sha256(token.encode()).hexdigest()
