"""Where sheets come from and whom they can be for."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.card_row import CardRow
from ideabank.entries.models import Entry, Link
from ideabank.entries.queries import cards
from ideabank.entries.visibility import visible_to

MOST_SEGMENTS = 200


def segments_by_name(session: Session, language: str) -> list[CardRow]:
    """The public segments, as cards have them, in the order of their names."""
    query = cards(language).where(visible_to(), col(Entry.kind) == "segment").limit(MOST_SEGMENTS)
    return sorted(session.execute(query), key=lambda row: row.title.casefold())


def origin_of(session: Session, entry: Entry) -> int:
    """The id of the entry that this one was forked from; 0 when it was not."""
    query = sa.select(col(Link.target_id)).where(
        col(Link.source_id) == entry.id, col(Link.relation) == "forked-from", col(Link.state) != "withdrawn"
    )
    return session.execute(query.limit(1)).scalar_one_or_none() or 0


def card_row(session: Session, entry: Entry, language: str) -> CardRow:
    """What the card of this entry shows."""
    return session.execute(cards(language).where(col(Entry.id) == entry.id)).one()
