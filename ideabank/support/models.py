"""People's support and organisations' statements."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now


class Vote(SQLModel, table=True):
    """One person's support of one entry; the key makes it once."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True, ondelete="CASCADE")
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Statement(SQLModel, table=True):
    """One organisation's support of one entry; counted apart from people's votes."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="entry.id", primary_key=True, index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    words: str = Field(default="", sa_type=sa.Text)
    language: str = Field(default="fi", max_length=2)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
