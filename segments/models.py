"""The detail table of segments."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


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
