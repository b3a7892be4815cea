"""Links as they belong to an entry at either end."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, Link, LinkChange
from ideabank.entries.visibility import may_see
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer
from ideabank.visit.belonging import Belonging

NO_LINK = N_("This link is not here any more.")
NO_END = N_("The other end of the link is not here any more.")


def other_end(link: Link, entry: Entry) -> int:
    """The id of the entry at the other end of a link."""
    return link.target_id if link.source_id == entry.id else link.source_id


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
