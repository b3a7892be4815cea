"""What all worlds of a test run share, so that none waits for it again: compiled templates and statements, one loop, a disk nobody
waits for.

None of it is state of the product: each world still has its own application, database and index.
"""

import contextlib
import functools
import gc
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import sqlalchemy as sa
from anyio.from_thread import BlockingPortal, start_blocking_portal
from jinja2.bccache import Bucket
from sqlalchemy import event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.util import LRUCache
from starlette.applications import Starlette

from ideabank.text.xml import read_stored

_ending = contextlib.ExitStack()


class Compiled(jinja2.BytecodeCache):
    """Templates as they were compiled for an earlier application, by name and content."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = Compiled()


def hasten(app: Starlette) -> None:
    """Lets an application that has just been made know what earlier ones have read and compiled."""
    templates: jinja2.Environment = app.state.site.templates
    assert isinstance(templates.loader, jinja2.FileSystemLoader)
    templates.loader, templates.bytecode_cache = Read(list(map(Path, templates.loader.searchpath))), _COMPILED


class Read(jinja2.BaseLoader):
    """Templates as they were read for an earlier application from the same folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, None]:
        return _read(self._folders, template)


@functools.cache
def _read(folders: tuple[Path, ...], template: str) -> tuple[str, str | None, None]:
    source, file, _ = jinja2.FileSystemLoader(folders).get_source(jinja2.Environment(), template)
    return source, file, None


@functools.cache
def loop() -> BlockingPortal:
    """The loop that answers requests, as a server has one: without it a test client starts and ends one for each request."""
    return _ending.enter_context(start_blocking_portal("asyncio"))


def sweep_seldom() -> None:
    """A world is a large heap of cycles that lives for a moment. Looking through it all the time took a quarter of most tests.

    What is there before the first test is not looked through again; the rest still is, so that what is left open is told of.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def end() -> None:
    """Ends the loop; the last thing a test run does."""
    _ending.close()


@event.listens_for(sa.pool.Pool, "checkout")
def _hurry(connection: object, record: Any, _proxy: object) -> None:
    """A test's bank need not outlive a power cut. Processes of their own, which tests kill, wait for the disk as ever."""
    if isinstance(connection, sqlite3.Connection) and not record.info.get("hurries"):
        record.info["hurries"] = True
        connection.execute("PRAGMA synchronous=OFF")


_DIALECTS: dict[str, Dialect] = {}
_STATEMENTS: LRUCache[Any, Any] = LRUCache(3_000)


@event.listens_for(sa.Engine, "engine_connect")
def _know_statements(connection: sa.Connection) -> None:
    """A bank's statements as they were compiled for an earlier bank: a fifth of the time of a test that opens one page.

    They are known by their dialect, so the banks of one sort speak the first one's, which is configured as theirs.
    """
    dialect = connection.dialect
    if getattr(dialect, "_json_deserializer", None) is read_stored:
        connection.dialect = _DIALECTS.setdefault(f"{dialect.name}+{dialect.driver}", dialect)
        connection.execution_options(compiled_cache=_STATEMENTS)
