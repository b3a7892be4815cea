"""Signing in by a six-digit code, and the sessions that follow.

A code lives ten minutes and five tries; an address gets at most five codes an hour and a requester twenty.
Codes and session tokens are stored as keyed hashes only.
"""

import datetime as dt
import hashlib
import hmac
import re
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.errors import Refused, TooMany
from ideabank.people.models import Fact, Mail, Person, PersonRole, SignInCode, SignInSession

CODE_LIFE = dt.timedelta(minutes=10)
TRIES = 5
PER_ADDRESS = 5
PER_REQUESTER = 20
_ADDRESS = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,185}\.[^@\s<>\".]{2,63}")


class WrongCode(Refused):
    """The code is wrong, used or too old."""


def tidy_address(text: str) -> str | None:
    """A usable e-mail address in lower case, or None."""
    address = text.strip().lower()
    return address if len(address) <= 254 and _ADDRESS.fullmatch(address) and address.isprintable() else None


def send_code(session: Session, address: str, *, requester: str, subject: str, body: str) -> SignInCode:
    """Writes a letter with a fresh code; `body` holds %(code)s. Raises TooMany beyond the hourly rate."""
    _require_patience(session, address, requester)
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = SignInCode(
        email=address, code_hash=_hash(session, code + address), requester=requester, expires_at=now() + CODE_LIFE
    )
    session.add(row)
    session.add(Mail(recipient=address, subject=subject, body=body % {"code": code}))
    session.flush()  # the caller needs the row's id
    return row


def use_code(session: Session, address: str, code: str, *, language: str = "fi") -> Person:
    """The person the newest code was sent to, made on first sign-in. Raises WrongCode, after counting the try."""
    row = session.execute(
        sa.select(SignInCode).where(col(SignInCode.email) == address).order_by(col(SignInCode.id).desc()).limit(1)
    ).scalar_one_or_none()
    if row is None or row.used_at or row.expires_at < now() or row.tries >= TRIES:
        raise WrongCode("This code no longer works. Ask for a new one.")
    session.execute(sa.update(SignInCode).where(col(SignInCode.id) == row.id).values(tries=SignInCode.tries + 1))
    digits = re.sub(r"\D", "", code)
    if not hmac.compare_digest(row.code_hash, _hash(session, digits + address)):
        raise WrongCode("The code is not right. Check the six digits in the newest message.")
    row.used_at = now()
    return person_at(session, address, language=language)


def person_at(session: Session, address: str, *, language: str = "fi") -> Person:
    """The person with this address, made a citizen when new."""
    person = session.execute(sa.select(Person).where(col(Person.email) == address)).scalar_one_or_none()
    if person is None:
        person = Person(email=address, language=language)
        session.add(person)
        session.flush()  # the role needs the id
        session.add(PersonRole(person_id=person.id or 0, role="citizen"))
    return person


def open_session(session: Session, person: Person, *, device: str, days: int) -> str:
    """A new signed-in browser; gives the token for its cookie, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    row = SignInSession(
        token_hash=hash_token(token),
        person_id=person.id or 0,
        device=device[:80],
        expires_at=now() + dt.timedelta(days=days),
    )
    session.add(row)
    return token


def revoke(session: Session, session_id: int, *, of: int) -> None:
    """Ends one of this person's sessions."""
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


def secret(session: Session) -> bytes:
    """The key for hashing codes: from the settings, else made once and kept in this database."""
    configured = session.info.get("secret")
    if configured:
        return str(configured).encode()
    fact = session.get(Fact, "secret")
    if fact is None:
        fact = Fact(name="secret", value=secrets.token_hex(32))
        session.add(fact)
        session.flush()  # a second process must find it
    return fact.value.encode()


def _require_patience(session: Session, address: str, requester: str) -> None:
    since = now() - dt.timedelta(hours=1)
    query = sa.select(
        sa.func.count().filter(col(SignInCode.email) == address),
        sa.func.count().filter(col(SignInCode.requester) == requester),
    ).where(col(SignInCode.created_at) > since)
    by_address, by_requester = session.execute(query).one()
    if by_address >= PER_ADDRESS or by_requester >= PER_REQUESTER:
        raise TooMany("Too many codes have been asked for. Wait an hour, or use the newest code you have.")


def _hash(session: Session, text: str) -> str:
    return hmac.new(secret(session), text.encode(), hashlib.sha256).hexdigest()
