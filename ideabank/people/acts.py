"""Acts begun signed out: kept for an hour under a secret of this browser, so that they are done after signing in.

A row is found by two things: its key, which travels through the forms of signing in, and the browser's secret, which only an
answer of ours to a form of this very browser sets. Nobody else can plant an act, and signing in for another reason does none.
"""

import datetime as dt
import re
import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.people.keys import keyed
from ideabank.people.models import KeptAct
from ideabank.people.signin import hash_token
from ideabank.text.cleaning import mended

LIFE = dt.timedelta(hours=1)  # so long an act is done by itself
WORDS_LIFE = dt.timedelta(days=1)  # so long its words can be had back
MOST_BYTES = 60_000
MOST_OF_BROWSER = 10
MOST_OF_NETWORK = 40
MOST = 1_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def keep(session: Session, act: KeptAct, *, secret: str, network: str) -> KeptAct | None:
    """Keeps the act for the browser with this secret; None when there are too many (also from one network) or it is too large."""
    sweep(session)
    act.browser = hash_token(secret)
    act.network = keyed(session, "act", network)
    if sum(len(name) + len(value) for name, value in act.fields) > MOST_BYTES or _too_many(session, act):
        return None
    act.key = secrets.token_urlsafe(32)
    session.add(act)
    session.flush()  # a second look must find it
    return act


def find(session: Session, key: str, *, secret: str) -> KeptAct | None:
    """The act of this key, for the browser that began it."""
    if not _TOKEN.fullmatch(key) or not _TOKEN.fullmatch(secret):
        return None
    query = sa.select(KeptAct).where(col(KeptAct.key) == key, col(KeptAct.browser) == hash_token(secret))
    return session.execute(query).scalar_one_or_none()


def spend(act: KeptAct) -> bool:
    """Takes the act to be done, once; False when its hour has passed or it has been taken before."""
    fresh = act.used_at is None and act.created_at > now() - LIFE
    if fresh:
        act.used_at = now()
    return fresh


def sweep(session: Session) -> None:
    """Deletes what has had its time: words that nobody came back for, and acts done an hour ago."""
    old = sa.or_(col(KeptAct.created_at) < now() - WORDS_LIFE, col(KeptAct.used_at) < now() - LIFE)
    session.execute(sa.delete(KeptAct).where(old))


def typed(fields: Sequence[tuple[str, object]]) -> list[list[str]]:
    """The written fields of a form, in their order and fit for any database; files are not kept."""
    return [[mended(name), mended(value)] for name, value in fields if isinstance(value, str)]


def _too_many(session: Session, act: KeptAct) -> bool:
    query = sa.select(
        sa.func.count(),
        sa.func.count().filter(col(KeptAct.browser) == act.browser),
        sa.func.count().filter(col(KeptAct.network) == act.network),
    ).select_from(KeptAct)
    every, of_browser, of_network = session.execute(query).one()
    return every >= MOST or of_browser >= MOST_OF_BROWSER or of_network >= MOST_OF_NETWORK
