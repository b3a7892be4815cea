"""The roof's joint between entries and the search engine: what is indexed, and who answers."""

import dataclasses
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import visible_to
from ideabank.settings import Settings


@dataclasses.dataclass(frozen=True)
class Found:
    """Ids of entries, best first; how many in all; how many of each kind; the words tried instead, if any."""

    ids: list[int]
    total: int
    by_kind: dict[str, int]
    also: str = ""


class Finder:
    """Answers searches for pages."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database

    def prepare(self) -> None: ...

    def drain(self) -> int:
        return 0

    def close(self) -> None: ...

    def find(
        self, session: Session, text: str, *, kinds: Collection[str] = (), limit: int = 20, offset: int = 0
    ) -> Found:
        query = (
            sa.select(col(Entry.id))
            .join(EntryText, col(EntryText.entry_id) == col(Entry.id))
            .where(visible_to(), col(EntryText.title).icontains(text[:100], autoescape=True))
            .distinct()
        )
        if kinds:
            query = query.where(col(Entry.kind).in_(kinds))
        ids = list(session.execute(query.order_by(col(Entry.id)).limit(limit).offset(offset)).scalars())
        return Found(ids, len(ids), {})

    def similar(self, session: Session, text: str, *, exclude: Collection[int] = (), limit: int = 5) -> list[int]:
        return []


def enqueue_change(session: Session, entry_id: int, name: str) -> None:
    """Marks the entry for indexing, in the transaction of the change."""
