"""A process that opens what strangers send, so that the server need not: one job after another, each with bounds.

It reads a line of JSON {"job", "size"} and that many bytes, and answers with a line of JSON {"told" or "refused", "size"} and bytes.
Whatever happens to it, happens to it alone; see `apart`, which starts and ends it.
"""

import contextlib
import json
import os
import sys
import warnings
from typing import BinaryIO

from ideabank.exchange.jobs import Done, here
from ideabank.exchange.unread import OVERRUN, Unread, plain
from ideabank.text.plain import Json

SECONDS = 6  # of processor, a job; the largest pictures and sheets that we take need two or three
MEMORY = 1_200_000_000


def main() -> None:
    """Answers until nobody asks any more."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints must not stand among our answers
    warnings.simplefilter("ignore")
    _bound_memory()
    while line := source.readline():
        asked = json.loads(line)
        data = source.read(asked["size"])
        _bound_time()
        told, made = _answer(asked["job"], data)
        target.write(json.dumps({**told, "size": len(made)}).encode() + b"\n" + made)
        target.flush()


def _answer(job: str, data: bytes) -> tuple[Json, bytes]:
    try:
        done: Done = here(job, data)
    except Unread as error:
        return {"refused": plain(error)}, b""
    except MemoryError:
        return {"refused": plain(Unread(OVERRUN))}, b""
    return {"told": done.told}, done.data


def _bound_memory() -> None:
    """Where the system knows such bounds (not Windows); elsewhere the time alone bounds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has nothing to write to a disk
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time() -> None:
    """The system ends this process when the next job has used its time, wherever it then is."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, most))


def stream(line: Json, data: bytes, target: BinaryIO) -> None:
    """Writes one message as this process reads it."""
    target.write(json.dumps({**line, "size": len(data)}).encode() + b"\n" + data)
    target.flush()


if __name__ == "__main__":
    main()
