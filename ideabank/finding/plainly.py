"""A search without an index. Part of the roof."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import visible_to
from ideabank.search.asking import Filters
from ideabank.search.words import words


def from_database(session: Session, text: str, filters: Filters, limit: int, offset: int) -> tuple[list[int], int]:
    """Ids of entries, and how many are known of so far: a plain look into titles and summaries, while there is no index."""
    query = (
        sa.select(col(Entry.id))
        .join(EntryText, col(EntryText.entry_id) == col(Entry.id))
        .where(visible_to())
        .distinct()
    )
    for word in list(words(text))[:8] or [""]:
        query = query.where(
            sa.or_(
                col(EntryText.title).icontains(word, autoescape=True),
                col(EntryText.summary).icontains(word, autoescape=True),
            )
        )
    for facet, values in filters:
        column = col(EntryText.language) if facet == "language" else getattr(Entry, facet)
        query = query.where(column.in_(values))
    ids = [
        number
        for number in session.execute(query.order_by(col(Entry.id)).limit(limit + 1).offset(offset)).scalars()
        if number
    ]
    return ids[:limit], offset + len(ids)
