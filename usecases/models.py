"""The detail table of use cases."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class UseCase(SQLModel, table=True):
    """What only a use case has: device abilities it needs (slide 18) and channels it is met through."""

    __tablename__ = "usecase"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    abilities: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    channels: list[str] = Field(default_factory=list, sa_type=sa.JSON)
