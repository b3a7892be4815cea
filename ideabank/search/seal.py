"""Whether the files of an index are as they were written: their sizes and sums, and cheaper, whether anybody has touched them since.

Whoosh trusts its files. One that was cut or written over may raise anything, or worse, give wrong answers.
"""

import json
import logging
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

log = logging.getLogger("ideabank")

PAUSES = (0.01, 0.05, 0.2)  # seconds that another process's commit is waited for
NAME = "sums.json"
Sum = tuple[int, int]  # size, CRC-32
Stamp = tuple[int, int]  # size, time of the last change in nanoseconds


class _Segment(Protocol):
    segid: str


class Opened(Protocol):
    """An index of Whoosh that is open, as far as its files are asked for."""

    def _segments(self) -> Iterable[_Segment]: ...

    def latest_generation(self) -> int: ...


def write(folder: Path) -> None:
    """Keeps the sums of the index's files. Whoosh never changes a file: those whose sum is known are not read again."""
    known = _read(folder)
    fresh = {name: known.get(name) or _sum(folder / name) for name in names_in(folder)}
    pending = folder / f"{NAME}.new"
    pending.write_text(json.dumps(fresh))
    pending.replace(folder / NAME)


def agree(folder: Path, *, but: Iterable[str] = ()) -> bool:
    """Whether there are sums and the files that are there agree with theirs, those of the segments in `but` aside.

    One whose sum was not yet kept when its writer was killed is taken as it is.
    """
    known, looked_at = _read(folder), tuple(f"MAIN_{name}." for name in but)
    names = [name for name in names_in(folder) if name in known and not name.startswith(looked_at)]
    return bool(known) and all(_agrees(folder / name, known[name]) for name in names)


def is_sound(folder: Path, opened: Opened) -> bool:
    """Whether the files it is read from are as they were written; a commit may just be changing which they are."""
    for pause in PAUSES:
        try:
            stamps(folder, used(known_in(folder), opened))
            if agree(folder):
                return True
        except Exception as error:
            log.warning("The list of the search index's files cannot be read: %s", type(error).__name__)
        time.sleep(pause)
    return False


def stamped(folder: Path, opened: Opened) -> dict[str, Stamp]:
    """What the files look like that this state of the index is read from."""
    return stamps(folder, used(names_in(folder), opened))


def used(names: Iterable[str], opened: Opened) -> list[str]:
    """Those of the names that are of the index as it stands: its list of contents, and its segments."""
    ours = tuple(f"MAIN_{segment.segid}." for segment in opened._segments())
    table = f"_MAIN_{opened.latest_generation()}.toc"
    return [name for name in names if name == table or name.startswith(ours)]


def _agrees(file: Path, known: Sum) -> bool:
    try:
        return _sum(file) == known
    except FileNotFoundError:  # merged away by another process meanwhile: which files must be there is asked elsewhere
        return True
    except OSError:
        return False


def names_in(folder: Path) -> list[str]:
    """The files of the index that are there now."""
    names = (file.name for file in folder.iterdir() if file.name.lstrip("_").startswith("MAIN_"))
    return [name for name in names if not name.endswith("LOCK")]


def known_in(folder: Path) -> list[str]:
    """The files whose sums are kept."""
    return list(_read(folder))


def stamps(folder: Path, names: Iterable[str]) -> dict[str, Stamp]:
    """What these files look like from outside. Raises FileNotFoundError when one is missing."""
    return {name: _stamp(folder / name) for name in names}


def _read(folder: Path) -> dict[str, Sum]:
    try:
        told = json.loads((folder / NAME).read_text())
        return {str(name): (int(size), int(crc)) for name, (size, crc) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _sum(file: Path) -> Sum:
    size = crc = 0
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            size, crc = size + len(block), zlib.crc32(block, crc)
    return size, crc


def _stamp(file: Path) -> Stamp:
    found = file.stat()
    return found.st_size, found.st_mtime_ns
