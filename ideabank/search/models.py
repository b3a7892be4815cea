"""What search keeps in the database: the log of changes that indexes read, the words that have been analysed, and what entries mean."""

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


class SearchMeaning(SQLModel, table=True):
    """What an entry means, as it is told in one language: a vector of the model `made_by`, when semantic likeness is on (finding/meanings.py).

    `stamp` is the hash of the words it was made of, `version` the entry's when they were last looked at. It goes with the entry.
    """

    __tablename__ = "search_meaning"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    language: str = Field(primary_key=True, max_length=2)
    made_by: str = Field(max_length=60)
    version: int
    stamp: str = Field(max_length=64)
    vector: bytes = Field(sa_type=sa.LargeBinary)
    made_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
