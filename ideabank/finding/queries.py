"""What the room of finding reads beside its index."""

import dataclasses
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import visible_to


@dataclasses.dataclass(frozen=True)
class Titled:
    """One title of a public entry, in one of its languages."""

    id: int
    kind: str
    support: int
    title: str
    slug: str
    language: str


def titles_of(session: Session, ids: Collection[int]) -> list[Titled]:
    """The titles of these entries. The visibility rule is asked again, whatever an index may say."""
    columns = (col(Entry.id), col(Entry.kind), col(Entry.support_count), col(EntryText.title), col(EntryText.slug), col(EntryText.language))  # fmt: skip
    query = sa.select(*columns).join(EntryText, col(EntryText.entry_id) == col(Entry.id))
    return [Titled(*row) for row in session.execute(query.where(visible_to(), col(Entry.id).in_(ids)))]
