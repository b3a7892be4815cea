"""Keyed hashes: what is kept of codes, browsers and networks tells nothing to somebody who has only the table."""

import hashlib
import hmac
import secrets

from sqlalchemy.orm import Session

from ideabank.people.models import Fact


def keyed(session: Session, purpose: str, text: str) -> str:
    """A hash of the text under the bank's secret, in hexadecimal. A purpose of its own keeps hashes of one kind from fitting another."""
    return hmac.new(_secret(session), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def make_secret(session: Session) -> None:
    """Sees to it that there is a secret, in a writing session: one that only reads would make one that is thrown away."""
    _secret(session)


def _secret(session: Session) -> bytes:
    """From the settings, else made once and kept in this database."""
    configured = session.info.get("secret")
    if configured:
        return str(configured).encode()
    fact = session.get(Fact, "secret")
    if fact is None:
        fact = Fact(name="secret", value=secrets.token_hex(32))
        session.add(fact)
        session.flush()  # a second process must find it
    return fact.value.encode()
