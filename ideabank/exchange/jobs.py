"""The kinds of work on sent files that are bounded by time and memory: opening a workbook, making a picture or PDF anew."""

import dataclasses
from collections.abc import Callable

from ideabank.exchange.unread import Unread
from ideabank.text.plain import Json


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """What a job gave: plain data, and bytes if it made any."""

    told: Json
    data: bytes = b""


# Does the named job on the bytes of a file, or raises Unread.
Work = Callable[[str, bytes], Done]


def here(job: str, data: bytes) -> Done:
    """Does the job in this process, without a bound on time and memory: for files of our own and for the child."""
    try:
        return _JOBS[job](data)
    except (Unread, MemoryError):
        raise
    except Exception as error:
        # The libraries raise whatever a damaged file leads them to: KeyError, zlib.error, struct.error, AssertionError …
        raise Unread(_BROKEN[job]()) from error


def _workbook(data: bytes) -> Done:
    from ideabank.exchange.workbook import pages

    return Done({"pages": [dataclasses.asdict(page) for page in pages(data)]})


def _file(data: bytes) -> Done:
    from ideabank.exchange.cleaned import cleaned

    made = cleaned(data)
    return Done({"media_type": made.media_type, "width": made.width, "height": made.height}, made.data)


def _workbook_broken() -> str:
    from ideabank.exchange.worksheet import NOT_XLSX

    return NOT_XLSX


def _file_broken() -> str:
    from ideabank.exchange.cleaned import BROKEN

    return BROKEN


_JOBS: dict[str, Callable[[bytes], Done]] = {"workbook": _workbook, "file": _file}
_BROKEN: dict[str, Callable[[], str]] = {"workbook": _workbook_broken, "file": _file_broken}
