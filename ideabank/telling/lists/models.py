"""The table of lists that are being looked through before their rows become entries."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now
from ideabank.text.plain import Json


class BroughtList(SQLModel, table=True):
    """A list that somebody has brought: its rows as they were read and mended (see rows.py). Nobody but the bringer sees it; when it has been
    taken in, only what came of each row is left. `version` rises with each change."""

    __tablename__ = "brought_list"

    id: int = Field(default=None, primary_key=True)
    token: str = Field(max_length=43, unique=True)
    kind: str = Field(max_length=20)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    name: str = Field(default="", max_length=80)
    rows: list[Json] = Field(default_factory=list, sa_type=sa.JSON)
    notes: list[Json] = Field(default_factory=list, sa_type=sa.JSON)
    version: int = Field(default=1)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)
    taken_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
