"""The log of changes that indexes read. Rows are written in the transaction of the change and swept after some days."""

import datetime as dt

from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now


class SearchChange(SQLModel, table=True):
    """This entry has changed. Each index remembers how far it has read: several machines may each keep an index."""

    __tablename__ = "search_change"

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
