"""The detail table of proposals."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Proposal(SQLModel, table=True):
    """Where a proposal stands in the pre-study: main area, card, sub-area, channel, RRP, slide, slides it repeats."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    code: str = Field(default="", max_length=12)
    main_area: str = Field(default="", max_length=4, index=True)
    card: str = Field(default="", max_length=8)
    sub_area: str = Field(default="", max_length=80, index=True)
    channel: str = Field(default="", max_length=4, index=True)
    rrp: bool = Field(default=False, index=True)
    slide: int | None = Field(default=None)
    repeats: list[int] = Field(default_factory=list, sa_type=sa.JSON)
