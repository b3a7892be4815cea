"""The store: engines, sessions, and the few column types every model shares. No models live here."""

import contextlib
import datetime as dt
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from ideabank.errors import Busy
from ideabank.text.plain import Json
from ideabank.text.xml import read_stored
from ideabank.wordless import keep_words_out

log = logging.getLogger("ideabank")

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


WRITER = 0x1DEABA  # the lock on PostgreSQL that a writing transaction holds
WAIT = 10.0  # seconds that work beside requests waits for the lock
CONNECTIONS = 80  # at most, in one process: how many are used at a time is bounded by web.limits
PATIENCE = 4  # seconds for a connection
SLOWEST = 20  # seconds that one statement may take on PostgreSQL
POOL: Json = {
    "hide_parameters": True,  # what people write and where they live must not stand in a log
    "pool_size": 10,
    "max_overflow": CONNECTIONS - 10,
    "pool_timeout": PATIENCE,
}
# What PostgreSQL calls it: a lock, a deadlock or a change under one's feet, too slow, too many connections, shutting down, away.
PASSING = ("55P03", "40P01", "40001", "57014", "53", "57P", "08")


# What is deleted is overwritten: words that somebody has taken away do not lie on in free pages of the file.
WIPED = ("secure_delete=ON",)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


class UTCDateTime(sa.types.TypeDecorator[dt.datetime]):
    """An aware UTC datetime on every database. SQLite gives naive values back: here they get their zone again."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A naive datetime was about to be stored; use database.now().")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Database:
    """One database and the two ways to talk to it. `info` is handed to every session (the registry of kinds lies there)."""

    def __init__(self, url: str, *, info: Json | None = None) -> None:
        self.url = make_url(url)
        self.engine = _open(self.url)
        keep_words_out(self.engine)
        self.info = info or {}
        # A reading transaction takes no lock: readers never wait for a writer.
        self._reading = self.engine.execution_options(ideabank_reading=True)
        self._writing = self.engine.execution_options(ideabank_wait=WAIT)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking; what it changes is thrown away."""
        with told_apart(), Session(self._reading, info=dict(self.info)) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends well and rolls back when it raises."""
        with self.to_write() as session, session.begin():
            yield session

    @contextlib.contextmanager
    def to_write(self, *, wait: float = WAIT) -> Iterator[Session]:
        """A session for changes whose caller commits or rolls back; one of them at a time.

        Raises Busy when its turn does not come in `wait` seconds.
        """
        engine = self._writing.execution_options(ideabank_wait=max(wait, 0.1))
        with told_apart(), Session(engine, info=dict(self.info), expire_on_commit=False) as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()


def is_writing(session: Session) -> bool:
    """Whether what this session sees may be changes of its own that are thrown away in the end."""
    return "ideabank_wait" in session.get_bind().get_execution_options()


def _open(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = sa.create_engine(
            url, pool_pre_ping=True, json_deserializer=read_stored, connect_args={"connect_timeout": PATIENCE}, **POOL
        )
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, json_deserializer=read_stored, **POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # The driver must not start transactions of its own: we say BEGIN ourselves, see _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000", *WIPED):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: DBAPIConnection, _record: object) -> None:
    # Said here and not in the address: a pooler between takes no options there.
    cursor = connection.cursor()
    cursor.execute(f"SET statement_timeout = '{SLOWEST}s'; SET lock_timeout = '{int(WAIT)}s'")
    cursor.close()
    connection.commit()


def _begin_sqlite(connection: sa.Connection) -> None:
    # Measured: with the driver's default two processes lost 134 of 400 increments; IMMEDIATE lost none.
    reading = connection.get_execution_options().get("ideabank_reading", False)
    if wait := connection.get_execution_options().get("ideabank_wait"):
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(wait * 1000)}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: sa.Connection) -> None:
    # One writer at a time, as on SQLite. Without it eight presses of a button at once made four needs of one, two edits
    # were based on the same revision, and counts taken from the tables missed what the other transaction had not committed.
    if wait := connection.get_execution_options().get("ideabank_wait"):
        patience = f"set_config('lock_timeout', '{int(wait * 1000)}', true)"
        connection.exec_driver_sql(f"SELECT {patience}, pg_advisory_xact_lock({WRITER})")


@contextlib.contextmanager
def told_apart() -> Iterator[None]:
    """Raises Busy for what passes by itself: a lock that is held, a statement that took too long, a database that is away."""
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        if _is_passing(error):
            log.warning("The database kept somebody waiting too long: %s", type(getattr(error, "orig", error)).__name__)
            raise Busy from error
        raise


def _is_passing(error: sa.exc.SQLAlchemyError) -> bool:
    if isinstance(error, sa.exc.TimeoutError):
        return True
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    state = getattr(error.orig, "sqlstate", None) or ""
    away = isinstance(error, sa.exc.OperationalError) and not state
    return error.connection_invalidated or away or state.startswith(PASSING)
