"""What all worlds of a test run share, so that none waits for it again: compiled templates, one loop, a disk nobody waits for.

None of it is state of the product: each world still has its own application, database and index.
"""

import contextlib
import functools
import sqlite3
from types import CodeType
from typing import Any

import jinja2
import sqlalchemy as sa
from anyio.from_thread import BlockingPortal, start_blocking_portal
from jinja2.bccache import Bucket
from sqlalchemy import event

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


COMPILED = Compiled()


@functools.cache
def loop() -> BlockingPortal:
    """The loop that answers requests, as a server has one: without it a test client starts and ends one for each request."""
    return _ending.enter_context(start_blocking_portal("asyncio"))


def end() -> None:
    """Ends the loop; the last thing a test run does."""
    _ending.close()


@event.listens_for(sa.pool.Pool, "checkout")
def _hurry(connection: object, record: Any, _proxy: object) -> None:
    """A test's bank need not outlive a power cut. Processes of their own, which tests kill, wait for the disk as ever."""
    if isinstance(connection, sqlite3.Connection) and not record.info.get("hurries"):
        record.info["hurries"] = True
        connection.execute("PRAGMA synchronous=OFF")
