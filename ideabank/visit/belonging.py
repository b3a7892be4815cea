"""What belongs to an entry (a comment, a link, a version, a file), found by the id that an address or a form names.

The one way from such an id to a row: it asks whether the row belongs to that entry and whether this reader may see it, so that no
page has to remember to. Sections tell here of parts of their own, such as a project's tasks.
"""

import dataclasses
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, Revision
from ideabank.entries.visibility import may_see
from ideabank.errors import Conflict, Gone, NotFound
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer
from ideabank.text.plain import Json
from ideabank.web.request import whole

Row = TypeVar("Row")

NO_ENTRY = N_("There is nothing at this address.")


@dataclasses.dataclass(frozen=True)
class Belonging(Generic[Row]):
    """One sort of part: its table, whether a row is the entry's own, and what ends it for a reader (a message, or "")."""

    model: type[Row]
    missing: str
    is_of: Callable[[Row, Entry], bool]
    ended: Callable[[Session, Row, Entry, Viewer], str] = lambda session, row, entry, viewer: ""


def found_in(entry: Entry, sort: Belonging[Row], number: object, *, session: Session, viewer: Viewer) -> Row:
    """The part of this entry with this id. Raises NotFound for another entry's, Gone for what this reader may not see any more."""
    row = session.get(sort.model, whole(str(number)))
    if row is None or not may_see(viewer, entry) or not sort.is_of(row, entry):
        raise NotFound(sort.missing)
    if message := sort.ended(session, row, entry, viewer):
        raise Gone(message)
    return row


def entry_named(session: Session, number: object, *, viewer: Viewer, kind: str = "") -> Entry | None:
    """The entry a form or an address names besides its own, as far as this reader may see it."""
    entry = session.get(Entry, whole(str(number)))
    if entry is None or kind not in ("", entry.kind) or not may_see(viewer, entry):
        return None
    return entry


def version_of(session: Session, entry: Entry, number: int, *, viewer: Viewer) -> Revision:
    """A saved version this reader may see. Raises NotFound."""
    query = sa.select(Revision).where(col(Revision.entry_id) == entry.id, col(Revision.number) == number)
    found = session.execute(query.where(*versions_seen(session, entry, viewer=viewer))).scalar_one_or_none()
    if found is None:
        raise NotFound(N_("There is no such version."))
    return found


def versions_of(session: Session, entry: Entry, *, viewer: Viewer, most: int = 200) -> list[Revision]:
    """The saved versions this reader may see, newest first."""
    query = sa.select(Revision).where(col(Revision.entry_id) == entry.id, *versions_seen(session, entry, viewer=viewer))
    return list(session.execute(query.order_by(col(Revision.number).desc()).limit(most)).scalars())


def details_at(session: Session, entry: Entry, number: int, *, viewer: Viewer) -> Json:
    """The details as they stood at the version that an edit was begun on. Raises NotFound, and Conflict when they are gone."""
    snapshot = version_of(session, entry, number, viewer=viewer).snapshot
    if not snapshot:
        raise Conflict(N_("The version you began with has been taken away. Look at the text again and save once more."))
    details: Json = snapshot["details"]
    return details


def versions_seen(session: Session, entry: Entry, *, viewer: Viewer) -> tuple[sa.ColumnElement[bool], ...]:
    """What was written before an entry was shown to everybody stays with its team, but for the words that were then shown."""
    if viewer.id is not None and (entry.owner_id == viewer.id or entry.id in viewer.teams):
        return ()
    before = sa.select(sa.func.max(col(Revision.number))).where(
        col(Revision.entry_id) == entry.id, col(Revision.created_at) <= entry.published_at
    )
    return (col(Revision.number) >= (session.execute(before).scalar() or 0),)


class OfEntry(Protocol):
    """A row that says whose it is."""

    @property
    def entry_id(self) -> int | None: ...


def is_of_entry(row: OfEntry, entry: Entry) -> bool:
    return row.entry_id == entry.id
