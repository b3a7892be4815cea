"""The letters that wait: claiming one, and how each ends. What a mail server says is read in `smtp`; nothing is sent here.

A letter is due, then claimed by one sender at a time, then sent, dead, or due again later. Nobody but the holder of its claim says how it
ended. The body, which may hold a code, is emptied at the end.
"""

import dataclasses
import datetime as dt
import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import UTCDateTime, now
from ideabank.people.models import Fact, Mail
from ideabank.settings import Settings

FIRST_WAIT = dt.timedelta(seconds=20)
LONGEST_WAIT = dt.timedelta(hours=2)
DOUBLINGS = 9  # 20 s doubled nine times is more than two hours
PATIENCE = dt.timedelta(days=1)
KEPT_SENT = dt.timedelta(days=1)
KEPT_DEAD = dt.timedelta(days=30)
_SMTPUTF8 = "smtputf8"


@dataclasses.dataclass(frozen=True)
class Letter:
    """A claimed letter, as plain values."""

    id: int
    claim: str
    recipient: str
    subject: str
    body: str
    written: dt.datetime
    tries: int = 1


@dataclasses.dataclass(frozen=True)
class Outcome:
    """How one try ended: sent, refused for good, or neither: then it is tried again. `error` is a reply code or an error's name."""

    sent: bool = False
    refused: bool = False
    error: str = ""


@dataclasses.dataclass(frozen=True)
class Standing:
    """Letters that have been tried in vain and wait for their next try, since when the oldest, and those given up by reason."""

    waiting: int
    oldest: dt.datetime | None
    last_error: str
    dead: tuple[tuple[str, int], ...]


def is_anything_due(session: Session) -> bool:
    """Whether a letter waits for a sender now, or has waited in vain."""
    return bool(session.execute(sa.select(sa.exists(sa.select(col(Mail.id)).where(*_due())))).scalar())


def bury(session: Session) -> int:
    """Gives up what is too old to be sent or would be too old at its next try; gives how many."""
    too_late = sa.or_(col(Mail.expires_at) <= now(), col(Mail.expires_at) < col(Mail.due_at))
    ended = sa.update(Mail).where(*_open(), too_late).values(dead_at=now(), body="", claim="", claimed_until=None)
    return int(session.execute(ended, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


def claim(session: Session, *, lease: dt.timedelta) -> Letter | None:
    """The most urgent letter that is due, for this sender alone until the lease runs out; the try counts from now on."""
    # What lives shortest goes first: a code must not wait behind a thousand reminders.
    order = (col(Mail.expires_at).is_(None), col(Mail.expires_at), col(Mail.id))
    row = session.execute(sa.select(Mail).where(*_due()).order_by(*order).limit(1)).scalar_one_or_none()
    if row is None:
        return None
    row.claim, row.claimed_until = secrets.token_hex(16), now() + lease
    row.tries, row.expires_at = row.tries + 1, row.expires_at or now() + PATIENCE
    return Letter(row.id, row.claim, row.recipient, row.subject, row.body, row.created_at, row.tries)


def keep_claim(session: Session, letter: Letter, *, lease: dt.timedelta) -> bool:
    """Holds the claim for longer; False when another has taken it over."""
    return _write(session, letter, claimed_until=now() + lease)


def settle(session: Session, letter: Letter, outcome: Outcome) -> bool:
    """Writes down how the try ended; False when the claim was no longer ours to end."""
    ending: dict[str, object] = {"due_at": now() + wait_after(letter.tries)}
    if outcome.sent:
        ending = {"sent_at": now(), "body": ""}
    elif outcome.refused:
        ending = {"dead_at": now(), "body": ""}
    return _write(session, letter, **ending, claim="", claimed_until=None, error=outcome.error[:40])


def postpone(session: Session, error: str) -> int:
    """The server cannot be reached: that is one try in vain for every letter that is due. Gives how many."""
    # `wait_after` in the words of the database: each letter waits by its own tries.
    later = sa.case(
        {tries: sa.literal(now() + wait_after(tries + 1), UTCDateTime()) for tries in range(DOUBLINGS)},
        value=col(Mail.tries),
        else_=sa.literal(now() + LONGEST_WAIT, UTCDateTime()),
    )
    until = sa.func.coalesce(col(Mail.expires_at), sa.literal(now() + PATIENCE, UTCDateTime()))
    tried = (
        sa.update(Mail)
        .where(*_due())
        .values(tries=Mail.tries + 1, due_at=later, expires_at=until, claim="", claimed_until=None, error=error[:40])
    )
    return int(session.execute(tried, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


def wait_after(tries: int) -> dt.timedelta:
    """How long to wait after so many tries: 20 seconds, doubled each time up to two hours."""
    return min(FIRST_WAIT * (1 << min(tries - 1, DOUBLINGS)), LONGEST_WAIT)


def standing(session: Session) -> Standing:
    """What an administrator should know of letters."""
    late = (*_unended(), col(Mail.tries) > 0, col(Mail.error) != "")
    waiting, oldest = session.execute(sa.select(sa.func.count(), sa.func.min(col(Mail.created_at))).where(*late)).one()
    error = session.execute(sa.select(col(Mail.error)).where(*late).order_by(col(Mail.id).desc()).limit(1)).scalar()
    reasons = (
        sa.select(col(Mail.error), sa.func.count())
        .where(col(Mail.dead_at).is_not(None))
        .group_by(col(Mail.error))
        .order_by(col(Mail.error))
    )
    return Standing(waiting, oldest, error or "", tuple((row[0], row[1]) for row in session.execute(reasons)))


def takes_smtputf8(session: Session, settings: Settings) -> bool:
    """Whether letters reach addresses with letters beyond ASCII before the @: as the server said last; the console takes all."""
    fact = session.get(Fact, _SMTPUTF8)
    return not settings.smtp_host or (fact is not None and fact.value == "yes")


def learn_smtputf8(session: Session, offered: bool) -> None:
    """Remembers what the mail server offers."""
    session.merge(Fact(name=_SMTPUTF8, value="yes" if offered else "no"))


def forget(session: Session) -> None:
    """Deletes letters sent a day ago and letters given up a month ago."""
    session.execute(sa.delete(Mail).where(col(Mail.sent_at) < now() - KEPT_SENT))
    session.execute(sa.delete(Mail).where(col(Mail.dead_at) < now() - KEPT_DEAD))


def forget_dead(session: Session) -> None:
    """Deletes the letters that were given up, once somebody has been told."""
    session.execute(sa.delete(Mail).where(col(Mail.dead_at).is_not(None)))


def _write(session: Session, letter: Letter, **values: object) -> bool:
    mine = sa.update(Mail).where(col(Mail.id) == letter.id, col(Mail.claim) == letter.claim, *_unended())
    result = session.execute(mine.values(**values), execution_options={"synchronize_session": False})
    return bool(result.rowcount)  # type: ignore[attr-defined]


def _due() -> Sequence[sa.ColumnElement[bool]]:
    return (*_open(), col(Mail.due_at) <= now())


def _open() -> Sequence[sa.ColumnElement[bool]]:
    """Not ended, and in nobody's hands: a claim that has run out is nobody's."""
    return (*_unended(), sa.or_(col(Mail.claimed_until).is_(None), col(Mail.claimed_until) < now()))


def _unended() -> Sequence[sa.ColumnElement[bool]]:
    return (col(Mail.sent_at).is_(None), col(Mail.dead_at).is_(None))
