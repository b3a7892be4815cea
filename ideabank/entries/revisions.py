"""Revisions: a full snapshot of an entry at every save."""

import dataclasses
import re
from typing import TypedDict

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.content import Content
from ideabank.entries.events import bank_of
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, EntryTag, EntryText, Link, Revision, Tag
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.text.plain import Json


class SavedText(TypedDict):
    """What is told in one language."""

    title: str
    summary: str
    body: str
    fields: dict[str, str]


class SavedLink(TypedDict):
    """A link that goes out from the entry."""

    target: int
    relation: str
    anchor: str
    fit: str
    state: str


class Snapshot(TypedDict):
    """An entry at one moment. What older versions hold may lack what came later: those are read as plain data."""

    language: str
    theme: str
    county: str
    review_by: str
    texts: dict[str, SavedText]
    details: Json
    tags: list[str]
    sources: list[Json]
    links: list[SavedLink]


def keep_revision(session: Session, entry: Entry, *, by: Viewer = ANONYMOUS, note: str = "") -> Revision:
    """Stores the entry as it now stands as its next revision."""
    session.flush()  # the snapshot is read back from the tables
    entry.revision += 1
    revision = Revision(
        entry_id=entry.id, number=entry.revision, author_id=by.id, note=note, snapshot=dict(snapshot(session, entry))
    )
    session.add(revision)
    return revision


def keep_first_revision(session: Session, entry: Entry, content: Content, *, by: Viewer = ANONYMOUS) -> None:
    """Stores a new entry, which has just been written, as its first revision: what it says is known without reading it back."""
    kind = bank_of(session).kinds[entry.kind]
    row = kind.detail(entry_id=entry.id, **content.details) if kind.detail else None
    said: Snapshot = {
        "language": entry.language,
        "theme": entry.theme,
        "county": entry.county,
        "review_by": content.review_by,
        "texts": {
            language: {"title": text.title, "summary": text.summary, "body": text.body, "fields": dict(text.fields)}
            for language, text in content.texts.items()
        },
        "details": row.model_dump(exclude={"entry_id"}) if row else {},
        "tags": sorted(tag_names(content)),
        "sources": entry.sources,
        "links": [],
    }
    entry.revision += 1
    session.add(Revision(entry_id=entry.id, number=entry.revision, author_id=by.id, snapshot=dict(said)))


def tag_names(content: Content) -> set[str]:
    """The names of tags as they are kept."""
    return {tidy for name in content.tags if (tidy := re.sub(r"\s+", " ", name).strip(" #"))}


def snapshot(session: Session, entry: Entry) -> Snapshot:
    """The entry as plain data: texts by language, details, tags, sources, links."""
    texts = session.execute(sa.select(EntryText).where(col(EntryText.entry_id) == entry.id)).scalars()
    return {
        "language": entry.language,
        "theme": entry.theme,
        "county": entry.county,
        "review_by": entry.review_by.isoformat() if entry.review_by else "",
        "texts": {
            text.language: {"title": text.title, "summary": text.summary, "body": text.body, "fields": text.fields}
            for text in texts
        },
        "details": details(session, entry),
        "tags": tags(session, entry.id),
        "sources": entry.sources,
        "links": _links(session, entry.id),
    }


def already_says(stands: Snapshot, kind: Kind, content: Content) -> bool:
    """Whether a snapshot says everything that the content does, so that saving it would make a version without a change."""
    content = content.mended()
    rest = (content.theme, content.county, content.review_by, sorted(content.tags), list(content.sources))
    return (
        rest == (stands["theme"], stands["county"], stands["review_by"], stands["tags"], stands["sources"])
        and kind.in_order({**stands["details"], **content.details}) == kind.in_order(stands["details"])
        and all(stands["texts"].get(code) == dataclasses.asdict(text) for code, text in content.texts.items())
    )


def details(session: Session, entry: Entry) -> Json:
    """The kind's own data of this entry, without its key."""
    kind = bank_of(session).kinds[entry.kind]
    row = session.get(kind.detail, entry.id) if kind.detail else None
    return row.model_dump(exclude={"entry_id"}) if row else {}


def tags(session: Session, entry_id: int) -> list[str]:
    """The entry's tags in alphabetical order."""
    query = (
        sa.select(col(Tag.name))
        .join(EntryTag, col(EntryTag.tag_id) == col(Tag.id))
        .where(col(EntryTag.entry_id) == entry_id)
    )
    return list(session.execute(query.order_by(col(Tag.name))).scalars())


def _links(session: Session, entry_id: int) -> list[SavedLink]:
    query = (
        sa.select(Link).where(col(Link.source_id) == entry_id, col(Link.state) != "withdrawn").order_by(col(Link.id))
    )
    return [
        {
            "target": link.target_id,
            "relation": link.relation,
            "anchor": link.anchor,
            "fit": link.fit,
            "state": link.state,
        }
        for link in session.execute(query).scalars()
    ]
