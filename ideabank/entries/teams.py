"""Whose a team's entry is: leaving, who comes after, and what happens when nobody is left.

An entry whose last member leaves is nobody's and stays as public or as secret as it was: an administrator sees it and hands it on.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.events import record
from ideabank.entries.models import Entry, Event
from ideabank.people.models import TeamMember
from ideabank.people.viewer import ANONYMOUS, Viewer


def join(session: Session, entry: Entry, person_id: int) -> None:
    """Makes a person one of the team; doing it again changes nothing."""
    if session.get(TeamMember, (person_id, entry.id)) is None:
        session.add(TeamMember(person_id=person_id, entry_id=entry.id))
        session.flush()  # the next question about the team must see the row


def leave(session: Session, entry: Entry, person_id: int, *, by: Viewer = ANONYMOUS) -> None:
    """Takes a person out of the team. After the owner comes who has been there longest."""
    mine = (col(TeamMember.entry_id) == entry.id, col(TeamMember.person_id) == person_id)
    session.execute(sa.delete(TeamMember).where(*mine))
    if entry.owner_id == person_id:
        entry.owner_id = next(iter(members(session, entry)), None)
    record(session, entry.id, "team-left", by=by)


def take_over(session: Session, entry: Entry, person_id: int, *, by: Viewer) -> None:
    """Gives an entry that is nobody's to a person."""
    join(session, entry, person_id)
    entry.owner_id = person_id
    record(session, entry.id, "handed-on", by=by)


def members(session: Session, entry: Entry) -> list[int]:
    """Ids of the team, who has been there longest first."""
    query = sa.select(col(TeamMember.person_id)).where(col(TeamMember.entry_id) == entry.id)
    return list(session.execute(query.order_by(col(TeamMember.since), col(TeamMember.person_id))).scalars())


def leave_all(session: Session, person_id: int, kinds: Collection[str]) -> None:
    """Takes a person out of every team. What was never shown to nor touched by anybody else is only theirs, and deleted."""
    works = sa.select(col(TeamMember.entry_id)).where(col(TeamMember.person_id) == person_id)
    mine = sa.and_(col(Entry.owner_id) == person_id, col(Entry.kind).in_(kinds))
    query = sa.select(Entry).where(sa.or_(col(Entry.id).in_(works), mine)).order_by(col(Entry.id))
    for entry in session.execute(query).scalars().all():
        if (
            set(members(session, entry)) <= {person_id}
            and entry.owner_id == person_id
            and not _is_shared(session, entry)
        ):
            session.execute(sa.delete(Entry).where(col(Entry.id) == entry.id))
        else:
            leave(session, entry, person_id)


def _is_shared(session: Session, entry: Entry) -> bool:
    """Whether it has ever been public, or somebody else has done anything in it."""
    others = sa.and_(col(Event.person_id).is_not(None), col(Event.person_id) != entry.owner_id)
    shown = col(Event.name).in_(("published", "team-left", "handed-on"))
    seen = sa.exists().where(col(Event.entry_id) == entry.id, sa.or_(others, shown))
    return entry.published_at is not None or bool(session.execute(sa.select(seen)).scalar())
