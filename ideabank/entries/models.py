"""Tables of the kernel. One row of `Entry` per thing in the bank, whatever its kind; real foreign keys only."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now
from ideabank.text.plain import Json

PUBLIC = "published_at IS NOT NULL AND hidden_at IS NULL AND withdrawn_at IS NULL AND merged_into_id IS NULL AND erased_at IS NULL"


class Entry(SQLModel, table=True):
    """What all kinds share. Published, hidden, withdrawn, merged and erased are separate facts; `is_public` follows from them."""

    __table_args__ = (
        sa.UniqueConstraint("kind", "code"),
        sa.UniqueConstraint("kind", "content_key"),
        sa.Index("ix_entry_supported", "is_public", "kind", "support_count", "id"),
        sa.Index("ix_entry_newest", "is_public", "kind", "published_at", "id"),
        sa.Index("ix_entry_discussed", "is_public", "kind", "comment_count", "id"),
        sa.Index("ix_entry_linked", "is_public", "kind", "link_count", "id"),
        sa.Index("ix_entry_coded", "is_public", "kind", "code", "id"),
        sa.Index("ix_entry_met", "is_public", "kind", "met", "support_count", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    uuid: str = Field(default_factory=lambda: str(uuid.uuid4()), max_length=36, unique=True)
    kind: str = Field(max_length=20)
    code: str | None = Field(default=None, max_length=20)
    content_key: str | None = Field(default=None, max_length=80)
    content_hash: str = Field(default="", max_length=64)
    language: str = Field(max_length=2)
    status: str = Field(default="new", max_length=20)
    theme: str = Field(default="", max_length=20)
    county: str = Field(default="", max_length=24)
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True, ondelete="SET NULL")
    organisation_id: int | None = Field(default=None, foreign_key="entry.id", ondelete="SET NULL")
    review_by: dt.date | None = Field(default=None)
    sources: list[Json] = Field(default_factory=list, sa_type=sa.JSON)

    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    published_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    hidden_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    withdrawn_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    erased_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    merged_into_id: int | None = Field(default=None, foreign_key="entry.id", index=True, ondelete="SET NULL")
    is_public: bool = Field(sa_column=sa.Column(sa.Boolean, sa.Computed(PUBLIC, persisted=True)), default=None)

    version: int = Field(default=1)
    revision: int = Field(default=0)
    support_count: int = Field(default=0)
    statement_count: int = Field(default=0)
    comment_count: int = Field(default=0)
    link_count: int = Field(default=0)
    met: str = Field(default="", max_length=8)


class EntryText(SQLModel, table=True):
    """An entry told in one language. HTML is rendered and sanitised once, on save."""

    __tablename__ = "entry_text"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    language: str = Field(max_length=2, primary_key=True)
    title: str = Field(max_length=200)
    slug: str = Field(default="", max_length=80)
    summary: str = Field(default="", sa_type=sa.Text)
    body: str = Field(default="", sa_type=sa.Text)
    body_html: str = Field(default="", sa_type=sa.Text)
    fields: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    made_from_revision: int = Field(default=0)
    updated_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Revision(SQLModel, table=True):
    """The whole entry as it stood after one save. The author is a key, never a copied name."""

    __table_args__ = (sa.UniqueConstraint("entry_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", ondelete="CASCADE")
    number: int
    author_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    note: str = Field(default="", max_length=300)
    snapshot: Json = Field(default_factory=dict, sa_type=sa.JSON)


class RevisionRemoval(SQLModel, table=True):
    """Words taken out of a saved version afterwards: `extent` all, or a part that was blacked out; `role` author or moderator."""

    __tablename__ = "revision_removal"

    revision_id: int = Field(foreign_key="revision.id", primary_key=True, ondelete="CASCADE")
    extent: str = Field(max_length=5)
    role: str = Field(default="", max_length=10)
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    reason: str = Field(default="", sa_type=sa.Text)
    language: str = Field(default="fi", max_length=2)


class Link(SQLModel, table=True):
    """One typed link. Updated in place, each change kept as a LinkChange. `anchor` is a stable step key, "" for none."""

    __table_args__ = (sa.UniqueConstraint("source_id", "target_id", "relation", "anchor"),)

    id: int = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="entry.id", ondelete="CASCADE")
    target_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    relation: str = Field(max_length=30)
    anchor: str = Field(default="", max_length=60)
    fit: str = Field(default="unknown", max_length=8)
    basis: str = Field(default="judgement", max_length=12)
    evidence: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    slides: list[int] = Field(default_factory=list, sa_type=sa.JSON)
    state: str = Field(default="suggested", max_length=10)
    created_by_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    verified_by_organisation_id: int | None = Field(default=None, foreign_key="entry.id", ondelete="SET NULL")
    review_by: dt.date | None = Field(default=None)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    revision: int = Field(default=1)


class LinkChange(SQLModel, table=True):
    """What happened to a link: who, when, what it was after, and why."""

    __tablename__ = "link_change"

    id: int = Field(default=None, primary_key=True)
    link_id: int = Field(foreign_key="link.id", index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    action: str = Field(max_length=12)
    after: Json = Field(default_factory=dict, sa_type=sa.JSON)
    reason: str = Field(default="", sa_type=sa.Text)


class Tag(SQLModel, table=True):
    """A free word an entry is marked with."""

    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=60, unique=True)


class EntryTag(SQLModel, table=True):
    """One tag on one entry."""

    __tablename__ = "entry_tag"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    tag_id: int = Field(foreign_key="tag.id", primary_key=True, index=True, ondelete="CASCADE")


class Event(SQLModel, table=True):
    """Something that happened to an entry: the raw material of "what happened", feeds and caches' version."""

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    name: str = Field(max_length=30)
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    data: Json = Field(default_factory=dict, sa_type=sa.JSON)
    reason: str = Field(default="", sa_type=sa.Text)


class Undoable(SQLModel, table=True):
    """What was just done and can be undone: `was` and `blob` hold what stood before, apart from what anybody reads. Kept ten minutes.

    `deed`: the first event of all that one press of a button did, which is undone as a whole.
    """

    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    deed: int = Field(index=True)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)
    undone_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    was: Json = Field(default_factory=dict, sa_type=sa.JSON)
    blob: bytes = Field(default=b"", sa_type=sa.LargeBinary)


class Attachment(SQLModel, table=True):
    """A picture or PDF of an entry, cleaned before it was stored; `alt` tells by language what it shows."""

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    created_by_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    name: str = Field(max_length=80)
    media_type: str = Field(max_length=40)
    size: int = Field(default=0)
    width: int = Field(default=0)
    height: int = Field(default=0)
    alt: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)


class AttachmentData(SQLModel, table=True):
    """The bytes of an attachment, apart, so that lists of them stay light."""

    __tablename__ = "attachment_data"

    attachment_id: int = Field(foreign_key="attachment.id", primary_key=True, ondelete="CASCADE")
    data: bytes = Field(sa_type=sa.LargeBinary)


class Draft(SQLModel, table=True):
    """Words not yet published. A signed-out visitor's draft belongs to whoever holds its secret token; `network` (a keyed hash) and
    `size` (letters) bound how much such drafts take. `listed`: the uuid of the row of a list that it was."""

    __table_args__ = (sa.Index("ix_draft_size", "person_id", "network", "size"),)

    id: int = Field(default=None, primary_key=True)
    token: str = Field(max_length=43, unique=True)
    kind: str = Field(max_length=20)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True, ondelete="CASCADE")
    entry_id: int | None = Field(default=None, foreign_key="entry.id", ondelete="CASCADE")
    base_revision: int = Field(default=0)
    published_id: int | None = Field(default=None, foreign_key="entry.id", ondelete="SET NULL")
    values: Json = Field(default_factory=dict, sa_type=sa.JSON)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    network: str = Field(default="", max_length=32)
    size: int = Field(default=0)
    listed: str = Field(default="", max_length=36)


class Report(SQLModel, table=True):
    """A reader says that something should not stand in the bank."""

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    comment_id: int | None = Field(default=None, foreign_key="comment.id", ondelete="CASCADE")
    reporter_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    reason: str = Field(max_length=20)
    words: str = Field(default="", sa_type=sa.Text)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True, ondelete="SET NULL")


class Decision(SQLModel, table=True):
    """What a moderator did and why; the public log shows these rows."""

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    comment_id: int | None = Field(default=None, foreign_key="comment.id", ondelete="CASCADE")
    moderator_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    action: str = Field(max_length=10)
    reason: str = Field(sa_type=sa.Text)
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
