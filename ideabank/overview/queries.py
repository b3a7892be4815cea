"""What the sitemap holds: public entries in parts of consecutive ids, so that one change makes one part anew."""

import dataclasses
import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import visible_to

PART = 500  # entries of consecutive ids in one file: at most 1,500 addresses where 50,000 are allowed


@dataclasses.dataclass(frozen=True)
class Mapped:
    """A public entry: its kind, its free slug by the languages it is told in, and when it was changed."""

    id: int
    kind: str
    at: dt.datetime
    slugs: dict[str, str] = dataclasses.field(default_factory=dict)


def parts(session: Session) -> list[tuple[int, dt.datetime]]:
    """The parts that hold something, each with the time of its newest change."""
    number = (col(Entry.id) - 1) // PART
    query = sa.select(number, sa.func.max(col(Entry.updated_at))).where(visible_to()).group_by(number).order_by(number)
    return [(part, newest) for part, newest in session.execute(query)]


def in_part(session: Session, part: int, kinds: Collection[str]) -> list[Mapped]:
    """The public entries of this part."""
    first = part * PART
    query = (
        sa.select(col(Entry.id), col(Entry.kind), col(Entry.updated_at), col(EntryText.language), col(EntryText.slug))
        .join(EntryText, col(EntryText.entry_id) == col(Entry.id))
        .where(visible_to(), col(Entry.kind).in_(kinds), col(Entry.id).between(first + 1, first + PART))
        .order_by(col(Entry.id))
    )
    found: dict[int, Mapped] = {}
    for number, kind, at, language, slug in session.execute(query):
        found.setdefault(number, Mapped(number, kind, at)).slugs[language] = slug
    return list(found.values())
