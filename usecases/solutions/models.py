"""The detail table of solutions."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Solution(SQLModel, table=True):
    """What a solution is, who provides it and where it stands in the target architecture, as far as a source says."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    type: str = Field(default="", max_length=16, index=True)
    provider: str = Field(default="", max_length=120)
    target_architecture: str = Field(default="", max_length=12, index=True)
    abilities: list[str] = Field(default_factory=list, sa_type=sa.JSON)
