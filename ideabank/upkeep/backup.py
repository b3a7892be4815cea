"""A backup of a living SQLite database, checked before it gets its name. PostgreSQL has pg_dump. Part of the roof."""

import contextlib
import dataclasses
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from ideabank.database import Database
from ideabank.errors import IdeabankError, Refused

HELPERS = ("-wal", "-shm", "-journal")  # names SQLite gives to files of its own beside a database
POSTGRESQL = (
    "This bank is kept in PostgreSQL, and nothing was written: use pg_dump (see backup.md in the handbook), such as "
    "pg_dump --format=custom --file=FILE DATABASE."
)


class NotBackedUp(IdeabankError):
    """No backup was made, and nothing of it is left behind; the words say why."""


@dataclasses.dataclass(frozen=True)
class Copied:
    """What a backup holds: entries, and the bytes of the file."""

    entries: int
    size: int


def backup(database: Database, target: Path) -> Copied:
    """Copies the whole database as it stands at one moment, safe while people write.

    The file has its name only when it is whole and checked. Raises FileExistsError rather than overwrite, Refused on PostgreSQL,
    NotBackedUp when the copy could not be made or does not agree with the bank.
    """
    if not database.is_sqlite or not database.url.database:
        raise Refused(POSTGRESQL)
    source = Path(database.url.database)
    _refuse(source, target)
    try:
        with _unfinished(target) as copy:
            entries = _copied(source, copy)
            _published(copy, target)
            return Copied(entries, target.stat().st_size)
    except FileExistsError:
        raise FileExistsError(f"{target} is already there; choose another name.") from None
    except OSError as error:
        raise NotBackedUp(f"Nothing was backed up: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise NotBackedUp(f"Nothing was backed up: {error}.") from error


def _refuse(source: Path, target: Path) -> None:
    """What can be known before a byte is written."""
    if os.path.lexists(target):
        raise FileExistsError(f"{target} is already there; choose another name.")
    if target.absolute().as_posix() in [f"{source.absolute().as_posix()}{ending}" for ending in HELPERS]:
        raise NotBackedUp(f"Nothing was backed up: {target.name} is a name that SQLite needs. Choose another.")


@contextlib.contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A file of another name beside the target, only for its owner's eyes; whatever happens it is gone afterwards, and the folders made for it."""
    made = [folder for folder in (target.parent, *target.parent.parents) if not folder.exists()]
    copy = target.with_name(f".{target.name[:100]}.{uuid.uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield copy
    finally:
        for name in ("", *HELPERS):
            Path(f"{copy}{name}").unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # a folder with the backup in it stays, and so do those above
            for folder in made:
                folder.rmdir()


def _copied(source: Path, copy: Path) -> int:
    """Copies and checks; gives the number of entries."""
    need, room = source.stat().st_size, shutil.disk_usage(copy.parent).free
    if room < need:
        raise NotBackedUp(f"Nothing was backed up: the disk has {room:,} bytes left, and the bank has {need:,}.")
    # Without autocommit the reading transaction would not be ours: what is counted and what is copied are of one moment.
    with contextlib.closing(
        sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    ) as bank:
        bank.execute("BEGIN")
        stands = _standing(bank)
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as written:
            # SQLite's own online backup: a copy of the file alone would miss what is still in the write-ahead log.
            bank.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")  # one file, without helpers beside it
    _checked(copy, stands)
    return stands[0]


def _checked(copy: Path, stands: tuple[int, str]) -> None:
    """Reads the copy as a stranger would: opened anew, every page looked at, as many entries, at the same migration."""
    with contextlib.closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=rw", uri=True)) as written:
        found = written.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise NotBackedUp(
                f"Nothing was backed up: the bank is damaged ({found.partition(chr(10))[0]}). Restore a backup."
            )
        if _standing(written) != stands:
            raise NotBackedUp("Nothing was backed up: the copy does not agree with the bank. Run it again.")


def _standing(file: sqlite3.Connection) -> tuple[int, str]:
    """(number of entries, migration)"""
    return (
        int(file.execute("SELECT count(*) FROM entry").fetchone()[0]),
        str(file.execute("SELECT version_num FROM alembic_version").fetchone()[0]),
    )


def _published(copy: Path, target: Path) -> None:
    """Gives the copy its name once it lies on the disk. A name that somebody took meanwhile stays theirs."""
    _flushed(copy)
    try:
        os.link(copy, target)  # unlike a renaming it never replaces
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        copy.rename(target)
    _flushed(target.parent)


def _flushed(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
