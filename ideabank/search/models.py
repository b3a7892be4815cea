"""What search keeps in the database: the log of changes that indexes read, and the words that have been analysed."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now


class SearchChange(SQLModel, table=True):
    """This entry has changed. Each index remembers how far it has read: several machines may each keep an index.

    Rows are written in the transaction of the change and swept after some days.
    """

    __tablename__ = "search_change"

    id: int = Field(default=None, primary_key=True)
    entry_id: int
    at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class SearchWord(SQLModel, table=True):
    """What a word of the bank's texts is found by, so that it is analysed once. Terms stand side by side with a space between.

    Words of queries are never kept; those that no public text has any longer are forgotten hourly.
    """

    __tablename__ = "search_word"

    language: str = Field(primary_key=True, max_length=2)
    word: str = Field(primary_key=True, max_length=60)
    made_by: str = Field(max_length=60)
    whole: str = Field(sa_type=sa.Text)
    parts: str = Field(sa_type=sa.Text)
