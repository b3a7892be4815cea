"""Where a command begins: the bank that IDEABANK_DATABASE_URL names, or one sentence that says why there is none. Part of the roof.

Looking makes nothing: neither a folder nor a file, nor tables.
"""

import contextlib
import dataclasses
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from ideabank.app import open_database
from ideabank.database import Database
from ideabank.errors import IdeabankError
from ideabank.settings import Settings
from ideabank.upkeep import schema as store

PATIENCE = 10  # seconds for PostgreSQL to answer
CHECK = "Check IDEABANK_DATABASE_URL"


class NoBank(IdeabankError):
    """There is nothing to work on; the words say what to do."""


@dataclasses.dataclass(frozen=True)
class Found:
    """What lies at an address: the tables, and the migration they stand at."""

    where: str
    tables: frozenset[str] = frozenset()
    revision: str = ""


def existing(settings: Settings) -> Database:
    """The bank, at the newest version. Raises NoBank for anything else."""
    found = _look(make_url(settings.database_url))
    if not found.tables:
        raise NoBank(f"There is no bank at {found.where}. {CHECK}, or make a bank with `ideabank init`.")
    if _standing(found) == store.OLDER:
        raise NoBank(f"The bank at {found.where} was made by an older version. Run `ideabank migrate`.")
    return open_database(settings)


def prepared(settings: Settings) -> Database:
    """The bank at the newest version, made or migrated when it must be. Raises NoBank for a place that holds something else."""
    found = _look(make_url(settings.database_url))
    if found.tables:
        _standing(found)
    try:
        database = open_database(settings)
        store.upgrade(database)
    except OSError as error:
        raise NoBank(f"No bank can be made at {found.where}: {error.strerror}. {CHECK}.") from error
    return database


def _standing(found: Found) -> str:
    """Whether a bank is older or newest. Raises NoBank for one of a newer version, and for what is no bank."""
    if not {"alembic_version", "entry"} <= found.tables or not found.revision:
        raise NoBank(f"The database at {found.where} holds something else than a bank. {CHECK}.")
    standing = store.standing(found.revision)
    if standing == store.UNKNOWN:
        raise NoBank(f"The bank at {found.where} was made by a newer version of Ideabank. Install that version.")
    return standing


def _look(url: URL) -> Found:
    return _sqlite(Path(url.database or "")) if url.get_backend_name() == "sqlite" else _postgresql(url)


def _sqlite(path: Path) -> Found:
    where = str(path.absolute())
    try:
        if not path.exists():
            return Found(where)
        if not path.is_file():
            raise NoBank(f"{where} is {'a folder' if path.is_dir() else 'no file'}, and the bank is a file. {CHECK}.")
        with path.open("rb") as file:
            beginning = file.read(16)
    except OSError as error:
        raise NoBank(f"{where} cannot be read: {error.strerror}. {CHECK}.") from error
    if beginning and beginning != b"SQLite format 3\0":
        raise NoBank(f"{where} is no SQLite database. {CHECK}.")
    return _tables(path, where) if beginning else Found(where)


def _tables(path: Path, where: str) -> Found:
    try:
        # rw makes no file; ro would leave the helpers of the write-ahead log behind.
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as file:
            tables = frozenset(row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
            known = "alembic_version" in tables
            row = file.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
    except sqlite3.Error as error:
        raise NoBank(
            f"{where} cannot be opened: {error}. Run it again when nothing else holds it, or restore a backup."
        ) from error
    return Found(where, tables, row[0] if row else "")


def _postgresql(url: URL) -> Found:
    server = f"{url.host or url.query.get('host') or 'localhost'}:{url.port or url.query.get('port') or 5432}"
    with _in_one_sentence(url, server), _connected(url) as connection:
        tables = frozenset(sa.inspect(connection).get_table_names())
        known = "alembic_version" in tables
        revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version")) if known else None
    return Found(f"{url.database} on {server}", tables, str(revision or ""))


@contextlib.contextmanager
def _connected(url: URL) -> Iterator[sa.Connection]:
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": PATIENCE}
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=patience)
    with engine.connect() as connection:
        yield connection


@contextlib.contextmanager
def _in_one_sentence(url: URL, server: str) -> Iterator[None]:
    """PostgreSQL's refusals as one sentence, without what the address holds."""
    try:
        yield
    except ModuleNotFoundError:
        raise NoBank("PostgreSQL needs the package psycopg: pip install 'ideabank[postgres]'.") from None
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
        if "password" in said or "authentication" in said or f'role "{url.username}"' in said:
            reason = f"PostgreSQL at {server} does not let {url.username} in. Check the user name and the password in IDEABANK_DATABASE_URL."
        elif f'database "{url.database}"' in said:
            reason = f"PostgreSQL at {server} has no database {url.database}. {CHECK}, or make it with createdb."
        else:
            reason = f"PostgreSQL at {server} does not answer. {CHECK}, and whether the server runs."
        raise NoBank(reason) from None
