"""Votes, statements and comments. Each points at an entry by a real key."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now


class Comment(SQLModel, table=True):
    """One contribution to a thread, with a stance; made by a person, maybe for an organisation."""

    __table_args__ = (sa.Index("ix_comment_entry_id", "entry_id", "id"),)

    id: int = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", ondelete="CASCADE")
    parent_id: int | None = Field(default=None, foreign_key="comment.id", index=True, ondelete="CASCADE")
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True, ondelete="SET NULL")
    organisation_id: int | None = Field(default=None, foreign_key="entry.id", index=True, ondelete="SET NULL")
    stance: str = Field(default="neutral", max_length=12)
    language: str = Field(default="fi", max_length=2)
    body: str = Field(sa_type=sa.Text)
    body_html: str = Field(sa_type=sa.Text)
    revision: int = Field(default=1)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    edited_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    withdrawn_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    hidden_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
