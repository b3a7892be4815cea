"""A reversal: what undoes one sort of event. The room of its noun hands it in, beside the happening; `undo` is the one way to it."""

import dataclasses
from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.models import Entry, Event, Undoable
from ideabank.entries.undoable import LIFE, seal
from ideabank.errors import Conflict, Forbidden
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer
from ideabank.text.plain import Json

NOT_YOURS = N_("Only whoever did this can undo it.")


class Overtaken(Conflict):
    """Somebody has built on it, or it stands otherwise by now: undoing would take that away."""


class TooLate(Conflict):
    """The ten minutes have passed."""


class UndoneAlready(Conflict):
    """The button was pressed before."""


@dataclasses.dataclass(frozen=True)
class Deed:
    """One event that is being undone: what stood before it, and by whom it is undone, who is the one who did it."""

    event: Event
    entry: Entry
    was: Json
    blob: bytes
    by: Viewer

    @property
    def told(self) -> Json:
        """What the event of the undoing says of itself."""
        return {"undoes": self.event.id}


@dataclasses.dataclass(frozen=True)
class Reversal:
    """How the event `of` is undone: `undo` does it and records an event of its own, or raises Overtaken.

    `said` tells afterwards that it is undone and how to change it by hand; `by_hand` how to do so when it cannot be undone any more.
    """

    of: str
    undo: Callable[[Session, Deed], None]
    said: str
    by_hand: str


Reversals = Mapping[str, Reversal]


def undo(session: Session, event_id: int, reversals: Reversals, *, by: Viewer) -> None:
    """Undoes all that was done with this event, newest first. Raises TooLate, UndoneAlready, Overtaken, and Forbidden for others' deeds.

    What it raises leaves the session to be rolled back: a deed is undone as a whole.
    """
    rows = _rows(session, event_id, by)
    seal(session)  # an undoing is not undone: the strip says how to change it by hand
    for row, event in rows:
        entry = session.get_one(Entry, event.entry_id)
        reversals[event.name].undo(session, Deed(event, entry, row.was, row.blob, by))
        row.undone_at, row.was, row.blob = now(), {}, b""


def _rows(session: Session, event_id: int, by: Viewer) -> list[tuple[Undoable, Event]]:
    """All rows of the deed, newest event first."""
    asked = session.get(Undoable, event_id)
    if asked is None:
        raise TooLate("The ten minutes have passed.")
    if asked.person_id != by.person_id:
        raise Forbidden(NOT_YOURS)
    if asked.undone_at is not None:
        raise UndoneAlready("This was undone before.")
    if asked.at <= now() - LIFE:
        raise TooLate("The ten minutes have passed.")
    query = sa.select(Undoable, Event).join(Event, col(Event.id) == col(Undoable.event_id))
    query = query.where(col(Undoable.deed) == asked.deed).order_by(col(Event.id).desc())
    return [(row, event) for row, event in session.execute(query)]
