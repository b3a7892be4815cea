"""Taking words out of the saved versions of an entry. The versions stay as rows that say so."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.events import record
from ideabank.entries.models import Entry, Revision, RevisionRemoval
from ideabank.errors import Refused
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer

CURRENT = N_("These are the words that stand now. Edit the text, or withdraw it.")
EVERYTHING, PART = "all", "part"


@dataclasses.dataclass(frozen=True)
class Remover:
    """Who takes words away, as what (author or moderator), and why."""

    viewer: Viewer
    role: str
    reason: str = ""


def empty_version(session: Session, entry: Entry, number: int, *, by: Remover) -> None:
    """Deletes the words of one saved version: texts, details, links and note. Raises Refused for the one that stands now."""
    if number >= entry.revision:
        raise Refused(CURRENT)
    revision = session.execute(_versions(entry).where(col(Revision.number) == number)).scalar_one()
    if _is_empty(session, revision):
        return
    revision.snapshot, revision.note = {}, ""
    note_removal(session, revision, extent=EVERYTHING, by=by)
    record(
        session, entry.id, "version-emptied", by=by.viewer, reason=by.reason, data={"revision": number, "role": by.role}
    )


def empty_versions_before(session: Session, entry: Entry, number: int, *, by: Remover) -> None:
    """The same for every version before this one."""
    for earlier in session.execute(_versions(entry).where(col(Revision.number) < number)).scalars().all():
        empty_version(session, entry, earlier.number, by=by)


def note_removal(session: Session, revision: Revision, *, extent: str, by: Remover) -> RevisionRemoval:
    """Keeps who took what out of a version, and why."""
    held = session.get(RevisionRemoval, revision.id) or RevisionRemoval(revision_id=revision.id, extent=extent)
    held.extent, held.role, held.person_id = extent, by.role, by.viewer.id
    held.reason, held.language = by.reason, by.viewer.language
    session.add(held)
    return held


def removals_of(session: Session, entry: Entry) -> dict[int, RevisionRemoval]:
    """What was taken out of the versions of an entry, by the number of the version."""
    query = sa.select(col(Revision.number), RevisionRemoval).join(
        Revision, col(Revision.id) == col(RevisionRemoval.revision_id)
    )
    return dict(session.execute(query.where(col(Revision.entry_id) == entry.id)).all())


def _versions(entry: Entry) -> sa.Select[Revision]:
    return sa.select(Revision).where(col(Revision.entry_id) == entry.id)


def _is_empty(session: Session, revision: Revision) -> bool:
    held = session.get(RevisionRemoval, revision.id)
    return held is not None and held.extent == EVERYTHING
