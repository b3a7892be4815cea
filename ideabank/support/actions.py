"""Who shares an entry: each person once, each organisation in its own words."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.events import bump, record
from ideabank.entries.models import Entry
from ideabank.errors import Refused
from ideabank.people.limits import spend
from ideabank.people.viewer import Viewer
from ideabank.support.models import Statement, Vote


def support(session: Session, entry: Entry, *, by: Viewer, wanted: bool) -> None:
    """Sets whether this person supports the entry. Saying the same twice changes nothing."""
    held = session.get(Vote, (entry.id, by.id)) is not None
    if held == wanted or by.id is None:
        return
    spend(session, "support", by=by)
    if wanted:
        session.add(Vote(entry_id=entry.id, person_id=by.id))
    else:
        session.execute(sa.delete(Vote).where(col(Vote.entry_id) == entry.id, col(Vote.person_id) == by.id))
    bump(session, entry.id, support_count=1 if wanted else -1)


def begin(session: Session, entry: Entry, *, by: Viewer) -> None:
    """Who tells something new is the first to support it: a row like any other, to be taken back like any other."""
    session.add(Vote(entry_id=entry.id, person_id=by.person_id))
    bump(session, entry.id, support_count=1)


def state(session: Session, entry: Entry, *, organisation_id: int, by: Viewer, words: str = "") -> None:
    """An organisation, through one of its representatives, stands behind the entry, in these words. Saying it twice changes nothing."""
    if _held(session, entry, organisation_id, by) is not None:
        return
    new = Statement(entry_id=entry.id, organisation_id=organisation_id, person_id=by.id)
    new.words, new.language = words, by.language
    session.add(new)
    bump(session, entry.id, statement_count=1)
    record(session, entry.id, "statement", by=by, data={"organisation": organisation_id, "wanted": True})


def unstate(session: Session, entry: Entry, *, organisation_id: int, by: Viewer) -> None:
    """The organisation takes its stand back."""
    held = _held(session, entry, organisation_id, by)
    if held is None:
        return
    session.delete(held)
    bump(session, entry.id, statement_count=-1)
    record(session, entry.id, "statement", by=by, data={"organisation": organisation_id, "wanted": False})


def _held(session: Session, entry: Entry, organisation_id: int, by: Viewer) -> Statement | None:
    if organisation_id not in by.organisations:
        raise Refused("You do not represent this organisation.")
    return session.get(Statement, (entry.id, organisation_id))
