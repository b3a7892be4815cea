"""Files from strangers are opened in a process of their own, which is ended when it takes too long or too much memory.

A child is started when the first file comes, kept for the next, and ended after a while without work.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from ideabank import places
from ideabank.exchange import child
from ideabank.exchange.jobs import Done
from ideabank.exchange.unread import BUSY, OVERRUN, Unread, unread_of
from ideabank.text.plain import Json

MOST_AT_ONCE = 2
SECONDS = 15.0  # by the clock; by the processor the child has fewer
PATIENCE = 5.0  # how long a file waits for others'
IDLE = 60.0
MOST_JOBS = 200  # a child is then made anew: libraries leak


class Apart:
    """Does jobs in children. An object may be used by several threads at once; `close` ends all children."""

    def __init__(self, *, seconds: float = SECONDS, patience: float = PATIENCE) -> None:
        self.seconds, self.patience = seconds, patience
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._free: list[_Child] = []
        self._lock = threading.Lock()
        self._rest: threading.Timer | None = None

    def __call__(self, job: str, data: bytes) -> Done:
        """Does the job. Raises Unread: for what the job says, for taking too much, or for nobody being free in time."""
        if not self._places.acquire(timeout=self.patience):
            raise Unread(BUSY)
        try:
            with self._a_child() as worker:
                return worker.do(job, data, self.seconds)
        finally:
            self._places.release()

    def close(self) -> None:
        """Ends the children that wait for work."""
        with self._lock:
            free, self._free = self._free, []
            if self._rest is not None:
                self._rest.cancel()
        for one in free:
            one.end()

    @contextlib.contextmanager
    def _a_child(self) -> Iterator["_Child"]:
        with self._lock:
            worker = self._free.pop() if self._free else None
        if worker is not None and not worker.is_alive():
            worker.end()
            worker = None
        worker = worker or _Child()
        try:
            yield worker
        finally:
            self._put_back(worker)

    def _put_back(self, worker: "_Child") -> None:
        if not worker.is_alive() or worker.jobs >= MOST_JOBS:
            worker.end()
            return
        with self._lock:
            self._free.append(worker)
            if self._rest is None or not self._rest.is_alive():
                self._rest = _after(IDLE, self._end_idle)

    def _end_idle(self) -> None:
        """Ends children that have had nothing to do for a while, and looks again later when others remain."""
        with self._lock:
            idle = [one for one in self._free if time.monotonic() - one.last >= IDLE]
            self._free = [one for one in self._free if one not in idle]
            self._rest = _after(IDLE, self._end_idle) if self._free else None
        for one in idle:
            one.end()


class _Child:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        self.jobs, self.last = 0, time.monotonic()
        # Started by its file's module name with our own place of import, and without our settings: secrets are none of its business.
        around = {name: value for name, value in os.environ.items() if not name.startswith("IDEABANK_")}
        around["PYTHONPATH"] = str(places.PACKAGE.parent)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", child.__name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=around,
        )

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def do(self, job: str, data: bytes, seconds: float) -> Done:
        self.jobs, self.last = self.jobs + 1, time.monotonic()
        overrun = _after(seconds, self._process.kill)
        try:
            answer, made = self._asked(job, data)
        except (OSError, ValueError) as error:
            self.end()
            raise Unread(OVERRUN) from error
        finally:
            overrun.cancel()
        if "refused" in answer:
            raise unread_of(answer["refused"])
        return Done(answer["told"], made)

    def _asked(self, job: str, data: bytes) -> tuple[Json, bytes]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        child.stream({"job": job}, data, cast(BinaryIO, self._process.stdin))
        answer = json.loads(self._process.stdout.readline())
        made = self._process.stdout.read(answer["size"])
        if len(made) != answer["size"]:
            raise ValueError("The child ended while it answered.")
        return answer, made

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what was on its way to a child that is gone
                if pipe is not None:
                    pipe.close()
        self._process.wait()


def _after(seconds: float, act: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    return timer
