"""Reports by readers and decisions by moderators."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now


class Report(SQLModel, table=True):
    """A reader says that something should not stand in the bank."""

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    comment_id: int | None = Field(default=None, foreign_key="comment.id", ondelete="CASCADE")
    reporter_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    reason: str = Field(max_length=20)
    words: str = Field(default="", sa_type=sa.Text)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True, ondelete="SET NULL")


class Decision(SQLModel, table=True):
    """What a moderator did and why; the public log shows these rows."""

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    comment_id: int | None = Field(default=None, foreign_key="comment.id", ondelete="CASCADE")
    moderator_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    action: str = Field(max_length=10)
    reason: str = Field(sa_type=sa.Text)
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
