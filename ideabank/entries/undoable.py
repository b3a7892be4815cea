"""What can be undone: remembered with the event for ten minutes, apart from what anybody reads, then forgotten.

All that one request of one person does is one deed, undone as a whole or not at all.
"""

import dataclasses
import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.models import Event, Undoable
from ideabank.people.viewer import Viewer
from ideabank.text.plain import Json

LIFE = dt.timedelta(minutes=10)
# Of one person's support nothing is kept but the vote: these events are there for undoing alone, and go with it.
PASSING = ("supported", "unsupported", "support-undone")
_DEED, _SPOILT = "deed", -1


@dataclasses.dataclass(frozen=True)
class Before:
    """What stood before a change, so that it can be undone: plain data, and the bytes of a file."""

    was: Json = dataclasses.field(default_factory=dict)
    blob: bytes = b""


ALONG = Before()  # the event tells here of a change that is undone with another event of the same deed


def remember(session: Session, event: Event, before: Before | None, *, by: Viewer) -> None:
    """Keeps with the event what it is undone with. One change of the deed that cannot be undone, and nothing of it can.

    Only what a person does over the web is remembered: commands and content files have no strip to press a button on.
    """
    if by.id is None or not by.network or before is ALONG or session.info.get(_DEED) == _SPOILT:
        return
    if before is None:
        _spoil(session)
        return
    session.flush()  # the row points at the event
    deed = session.info.setdefault(_DEED, event.id)
    session.add(Undoable(event_id=event.id, deed=deed, person_id=by.id, was=before.was, blob=before.blob))


def deed_of(session: Session) -> int:
    """The event by which what this session has done can be undone; 0 when it cannot."""
    return max(int(session.info.get(_DEED, 0)), 0)


def seal(session: Session) -> None:
    """From here on nothing that this session does can be undone."""
    session.info[_DEED] = _SPOILT


def is_open(session: Session, event_id: int, *, by: Viewer) -> bool:
    """Whether this person may still undo it."""
    query = sa.select(col(Undoable.event_id)).where(
        col(Undoable.event_id) == event_id,
        col(Undoable.person_id) == by.id,
        col(Undoable.undone_at).is_(None),
        col(Undoable.at) > now() - LIFE,
    )
    return by.id is not None and session.execute(query).first() is not None


def forget(session: Session) -> None:
    """Deletes what has had its ten minutes, for good."""
    old = col(Undoable.at) < now() - LIFE
    entries = sa.select(col(Event.entry_id)).join(Undoable, col(Undoable.event_id) == col(Event.id))
    entries = entries.where(old, col(Event.name).in_(PASSING))
    passed = (col(Event.name).in_(PASSING), col(Event.at) < now() - LIFE, col(Event.entry_id).in_(entries))
    session.execute(sa.delete(Event).where(*passed), execution_options={"synchronize_session": False})
    session.execute(sa.delete(Undoable).where(old), execution_options={"synchronize_session": False})


def has_passed(session: Session) -> bool:
    """Whether there is anything to forget."""
    return session.execute(sa.select(col(Undoable.event_id)).where(col(Undoable.at) < now() - LIFE)).first() is not None


def _spoil(session: Session) -> None:
    if begun := session.info.get(_DEED):
        session.execute(sa.delete(Undoable).where(col(Undoable.deed) == begun))
    seal(session)
