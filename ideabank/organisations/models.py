"""What only an organisation has."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Organisation(SQLModel, table=True):
    """What only an organisation has."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    type: str = Field(default="", max_length=16, sa_type=sa.String)
