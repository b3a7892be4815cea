"""Recording what happens. Every change goes through `record`: it bumps the version, keeps an Event and tells the listeners."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.bank import Bank
from ideabank.entries.models import Entry, Event
from ideabank.entries.undoable import Before, remember
from ideabank.people.limits import COUNTED, spend
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.text.plain import Json

Listener = Callable[[Session, int, str], None]


def bank_of(session: Session) -> Bank:
    """The registry of kinds and relations that this session was opened with."""
    bank: Bank = session.info["bank"]
    return bank


def record(
    session: Session,
    entry_id: int,
    name: str,
    *,
    by: Viewer = ANONYMOUS,
    reason: str = "",
    data: Json | None = None,
    before: Before | None = None,
) -> None:
    """Keeps the event `name` of this entry and raises its version, which is the key of every cache. Raises TooMany: see people.limits.

    `before`: what stood before, with which it can be undone (see undoable); without it the whole deed cannot.
    """
    told = {"language": by.language} if reason else {}
    event = Event(entry_id=entry_id, person_id=by.id, name=name, reason=reason, data={**told, **(data or {})})
    _record(session, [event], by=by)
    remember(session, event, before, by=by)


def record_of_all(session: Session, entry_ids: Sequence[int], name: str, *, by: Viewer = ANONYMOUS) -> None:
    """The same for many entries, in few statements; it cannot be undone."""
    events = [Event(entry_id=entry_id, person_id=by.id, name=name) for entry_id in entry_ids]
    _record(session, events, by=by)
    for event in events[:1]:
        remember(session, event, None, by=by)


def _record(session: Session, events: Sequence[Event], *, by: Viewer) -> None:
    for event in events:
        spend(session, COUNTED.get(event.name, "edit"), by=by)
    told = [(event.entry_id, event.name) for event in events]
    session.add_all(events)
    bump(session, *(entry_id for entry_id, _name in told))
    listeners: tuple[Listener, ...] = session.info.get("listeners", ())
    for listener in listeners:
        for entry_id, name in told:
            listener(session, entry_id, name)


def note(session: Session, event: Event, *, by: Viewer, before: Before | None = None) -> None:
    """Keeps an event and tells nobody: nothing has changed that a search would find."""
    event.person_id = by.id
    session.add(event)
    remember(session, event, before, by=by)


def bump(session: Session, *entry_ids: int, **counters: int) -> None:
    """Raises the version, and counters by name, in the database itself: two at once both count."""
    changes: dict[str, sa.ColumnElement[int]] = {name: getattr(Entry, name) + step for name, step in counters.items()}
    session.flush()  # what is pending on this row must be written before it is changed beneath the ORM
    session.execute(
        sa.update(Entry).where(col(Entry.id).in_(entry_ids)).values(version=Entry.version + 1, **changes),
        execution_options={"synchronize_session": False},
    )
    for entry_id in entry_ids:
        loaded = session.identity_map.get(sa.orm.util.identity_key(Entry, entry_id))
        if loaded is not None:
            session.expire(loaded, ["version", *counters])
