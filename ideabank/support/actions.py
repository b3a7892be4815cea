"""Who shares an entry: each person once, each organisation in its own words."""

import datetime as dt

from sqlalchemy.orm import Session

from ideabank.database import now
from ideabank.entries.events import bump, note, record
from ideabank.entries.models import Entry, Event
from ideabank.entries.reversal import Deed, Overtaken
from ideabank.entries.undoable import Before
from ideabank.errors import Refused
from ideabank.people.limits import spend
from ideabank.people.viewer import Viewer
from ideabank.support.models import Statement, Vote


def support(session: Session, entry: Entry, *, by: Viewer, wanted: bool) -> None:
    """Sets whether this person supports the entry. Saying the same twice changes nothing."""
    held = session.get(Vote, (entry.id, by.id))
    if (held is not None) == wanted or by.id is None:
        return
    spend(session, "support", by=by)
    _change(session, entry, held, by=by)


def begin(session: Session, entry: Entry, *, by: Viewer) -> None:
    """Who tells something new is the first to support it: a row like any other, to be taken back like any other, and gone when the
    telling is undone."""
    _change(session, entry, None, by=by)


def _change(session: Session, entry: Entry, held: Vote | None, *, by: Viewer) -> None:
    """The vote held is taken back, or one is given where none is."""
    given = held.created_at if held else now()
    _set(session, entry, by.person_id, given=None if held else given)
    event = Event(entry_id=entry.id, name="unsupported" if held else "supported")
    note(session, event, by=by, before=Before({"given": given.isoformat()}))


def undo_support(session: Session, deed: Deed) -> None:
    """The person's support as it was before. Raises Overtaken when it has been changed since."""
    held, wanted = session.get(Vote, (deed.entry.id, deed.by.person_id)), deed.event.name == "unsupported"
    if (held is not None) == wanted:
        raise Overtaken
    given = dt.datetime.fromisoformat(deed.was["given"]) if wanted else None
    _set(session, deed.entry, deed.by.person_id, given=given)
    note(session, Event(entry_id=deed.entry.id, name="support-undone", data=deed.told), by=deed.by)


def _set(session: Session, entry: Entry, person_id: int, *, given: dt.datetime | None) -> None:
    """The vote there, as given at that moment, or not there."""
    if given is not None:
        session.add(Vote(entry_id=entry.id, person_id=person_id, created_at=given))
    else:
        session.delete(session.get_one(Vote, (entry.id, person_id)))
    bump(session, entry.id, support_count=1 if given is not None else -1)


def state(session: Session, entry: Entry, *, organisation_id: int, by: Viewer, words: str = "") -> None:
    """An organisation, through one of its representatives, stands behind the entry, in these words. Saying it twice changes nothing."""
    if _held(session, entry, organisation_id, by) is not None:
        return
    new = Statement(entry_id=entry.id, organisation_id=organisation_id, person_id=by.id)
    new.words, new.language = words, by.language
    session.add(new)
    bump(session, entry.id, statement_count=1)
    told = {"organisation": organisation_id, "wanted": True}
    record(session, entry.id, "statement", by=by, data=told, before=Before())


def unstate(session: Session, entry: Entry, *, organisation_id: int, by: Viewer) -> None:
    """The organisation takes its stand back."""
    held = _held(session, entry, organisation_id, by)
    if held is None:
        return
    before = Before(held.model_dump(mode="json"))
    _take_away(session, entry, held)
    told = {"organisation": organisation_id, "wanted": False}
    record(session, entry.id, "statement", by=by, data=told, before=before)


def undo_statement(session: Session, deed: Deed) -> None:
    """The organisation's stand as it was before. Raises Overtaken when it has been changed since."""
    data = deed.event.data
    held = _held(session, deed.entry, data["organisation"], deed.by)
    if (held is not None) != data["wanted"] or (held is not None and held.person_id != deed.by.id):
        raise Overtaken
    if held is not None:
        _take_away(session, deed.entry, held)
    else:
        session.add(Statement.model_validate(deed.was))
        bump(session, deed.entry.id, statement_count=1)
    told = {"organisation": data["organisation"], **deed.told}
    record(session, deed.entry.id, "statement-undone", by=deed.by, data=told)


def _take_away(session: Session, entry: Entry, held: Statement) -> None:
    session.delete(held)
    bump(session, entry.id, statement_count=-1)


def _held(session: Session, entry: Entry, organisation_id: int, by: Viewer) -> Statement | None:
    if organisation_id not in by.organisations:
        raise Refused("You do not represent this organisation.")
    return session.get(Statement, (entry.id, organisation_id))
