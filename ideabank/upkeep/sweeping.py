"""What is swept hourly: what has had its time goes, a few hundred rows a transaction. Part of the roof."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from ideabank.database import Database, now
from ideabank.people.models import SignInSession
from ideabank.search.models import SearchChange

BATCH = 500
CHANGES_KEPT = dt.timedelta(days=7)


def old_sessions(database: Database) -> int:
    """Deletes sign-ins a day after their end."""
    return in_batches(database, SignInSession, col(SignInSession.expires_at) < _yesterday())


def read_changes(database: Database) -> int:
    """Deletes changes that every index has surely read."""
    return in_batches(database, SearchChange, col(SearchChange.at) < now() - CHANGES_KEPT)


def in_batches(database: Database, model: type[SQLModel], condition: sa.ColumnElement[bool]) -> int:
    """Deletes these rows, so many at a time that nobody waits long for the lock; gives how many.

    The lock is not taken when there are none.
    """
    deleted = 0
    while True:
        with database.reading() as session:
            keys = _keys(session, model, condition)
        if not keys:
            return deleted
        column = _key(model)
        with database.writing() as session:
            session.execute(sa.delete(model).where(column.in_(keys), condition))
        deleted += len(keys)


def _keys(session: Session, model: type[SQLModel], condition: sa.ColumnElement[bool]) -> list[object]:
    return list(session.execute(sa.select(_key(model)).where(condition).limit(BATCH)).scalars())


def _key(model: type[SQLModel]) -> sa.ColumnElement[object]:
    key: sa.ColumnElement[object]
    [key] = sa.inspect(model).primary_key
    return key


def _yesterday() -> dt.datetime:
    return now() - dt.timedelta(days=1)
