"""Links as they belong to an entry at either end."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, Link, LinkChange
from ideabank.entries.visibility import may_see, visible_to
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer
from ideabank.visit.belonging import Belonging

NO_LINK = N_("This link is not here any more.")
NO_END = N_("The other end of the link is not here any more.")


def other_end(link: Link, entry: Entry) -> int:
    """The id of the entry at the other end of a link."""
    return link.target_id if link.source_id == entry.id else link.source_id


def ends_named(session: Session, ids: Collection[int], *, viewer: Viewer) -> dict[int, Entry]:
    """The entries of these ids that this viewer may see, by id, in one query."""
    found = session.execute(sa.select(Entry).where(col(Entry.id).in_(ids))).scalars() if ids else ()
    return {entry.id: entry for entry in found if may_see(viewer, entry)}


def joined_to(session: Session, entry: Entry) -> dict[int, str]:
    """The entries that this one is linked to, in either direction: id → kind."""
    found: dict[int, str] = {}
    for this, other in ((Link.source_id, Link.target_id), (Link.target_id, Link.source_id)):
        query = sa.select(col(Entry.id), col(Entry.kind)).join(Link, col(other) == col(Entry.id))
        query = query.where(col(this) == entry.id, col(Link.state) != "withdrawn")
        for number, kind in session.execute(query):
            found[number] = kind
    return found


def most_linked(session: Session, kinds: Collection[str], *, without: Collection[int], limit: int) -> list[int]:
    """The public entries of these kinds that have most links."""
    query = sa.select(col(Entry.id)).where(visible_to(), col(Entry.kind).in_(kinds), col(Entry.id).not_in(without))
    return list(session.execute(query.order_by(col(Entry.link_count).desc(), col(Entry.id)).limit(limit)).scalars())


def changes_of(session: Session, link: Link, *, most: int = 100) -> list[LinkChange]:
    """The life of a link, newest first."""
    query = sa.select(LinkChange).where(col(LinkChange.link_id) == link.id).order_by(col(LinkChange.id).desc())
    return list(session.execute(query.limit(most)).scalars())


def _link_ended(session: Session, row: Link, entry: Entry, viewer: Viewer) -> str:
    other = session.get(Entry, other_end(row, entry))
    return "" if other is not None and may_see(viewer, other) else NO_END


def _is_at_an_end(row: Link, entry: Entry) -> bool:
    return entry.id in (row.source_id, row.target_id)


LINK = Belonging(Link, NO_LINK, _is_at_an_end, _link_ended)
