"""The detail tables of segments, service paths and artefacts."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.text.plain import Json


class Segment(SQLModel, table=True):
    """What tells a group apart: service need, ability to use digital services, support around the person, life situation.

    Each factor says where it comes from: a slide of the pre-study (87), or "judgement" for our own.
    """

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    need: str = Field(default="", max_length=16, index=True)
    need_source: str = Field(default="", max_length=40)
    ability: str = Field(default="", max_length=16, index=True)
    ability_source: str = Field(default="", max_length=40)
    support: str = Field(default="", max_length=16, index=True)
    support_source: str = Field(default="", max_length=40)
    life: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    channels: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    size: str = Field(default="", max_length=120)


class Path(SQLModel, table=True):
    """A service path: its steps, and which version of another path it was forked from (0: none)."""

    __tablename__ = "service_path"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    state: str = Field(default="now", max_length=8, index=True)
    scope: str = Field(default="", max_length=12, index=True)
    sheet: Json = Field(default_factory=dict, sa_type=sa.JSON)
    origin_revision: int = Field(default=0)


class Artefact(SQLModel, table=True):
    """A service-design artefact: its type and what stands in it."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    type: str = Field(default="", max_length=20, index=True)
    sheet: Json = Field(default_factory=dict, sa_type=sa.JSON)
    origin_revision: int = Field(default=0)
