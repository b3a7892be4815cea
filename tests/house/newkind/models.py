"""The detail table of trials."""

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from ideabank.entries.models import Entry


class Kept(SQLModel, registry=registry()):
    """A registry of its own: this table is made by the test, and no migration knows it."""


class Trial(Kept, table=True):
    """Where a trial goes on, and what was seen day by day."""

    entry_id: int = Field(
        sa_column=sa.Column(
            sa.Integer,
            sa.ForeignKey(Entry.__table__.c.id, ondelete="CASCADE"),  # type: ignore[attr-defined]
            primary_key=True,
        )
    )
    place: str = Field(default="", max_length=16)
    diary: dict[str, list[dict[str, str]]] = Field(default_factory=dict, sa_type=sa.JSON)
