"""The changes that no segment of the index has yet: a file to which each change adds one line, with its sum before it.

The first line, written with the segments, says how far the log of changes had been read. A line that a killed writer has left half
written was never there.
"""

import json
import os
import zlib
from pathlib import Path

from ideabank.text.plain import Json

NAME = "tail-"


class Damaged(Exception):
    """The file is not as it was written."""


class Journal:
    """One file, as far as it has been read. Whoever adds to it holds the index's lock."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read = self._sum = 0  # bytes, and their CRC-32
        self._stamp: tuple[int, int] | None = None

    def unread(self) -> list[Json]:
        """What stands there since it was last read. Raises FileNotFoundError, and Damaged when what was read has changed."""
        stamp = _stamp(self.file)
        if stamp == self._stamp:
            return []
        data = self.file.read_bytes()
        if len(data) < self._read or zlib.crc32(data[: self._read]) != self._sum:
            raise Damaged
        whole = data.rfind(b"\n") + 1
        found = [_line(line) for line in data[self._read : whole].splitlines()]
        if not whole:
            raise Damaged  # the first line is there before anybody reads
        self._stand_at(whole, zlib.crc32(data[self._read : whole], self._sum), stamp)
        return found

    def add(self, change: Json) -> None:
        """Adds a change after all that was read; what a killed writer has left half written goes."""
        line = _written(change)
        with self.file.open("r+b") as opened:
            opened.truncate(self._read)
            opened.seek(self._read)
            opened.write(line)
        self._stand_at(self._read + len(line), zlib.crc32(line, self._sum), _stamp(self.file))

    @property
    def size(self) -> int:
        """Bytes that were read."""
        return self._read

    def _stand_at(self, read: int, crc: int, stamp: tuple[int, int]) -> None:
        self._read, self._sum, self._stamp = read, crc, stamp


def begin(folder: Path, generation: int, *, position: int) -> None:
    """The empty file that goes with the segments of a generation; those of earlier ones go with `drop`."""
    pending = folder / f"{NAME}{generation}.new"
    pending.write_bytes(_written({"position": position}))
    pending.replace(of(folder, generation))


def drop(folder: Path, *, but: int) -> None:
    """Removes the files of all other generations: they may hold words that nobody may see any longer."""
    for file in folder.glob(f"{NAME}*"):
        if file != of(folder, but):
            file.unlink(missing_ok=True)


def of(folder: Path, generation: int) -> Path:
    """Where the changes since a generation of segments stand."""
    return folder / f"{NAME}{generation}"


def _written(change: Json) -> bytes:
    told = json.dumps(change, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%08x %b\n" % (zlib.crc32(told), told)


def _line(line: bytes) -> Json:
    told = line[9:]
    if line[:9] != b"%08x " % zlib.crc32(told):
        raise Damaged
    found: Json = json.loads(told.decode("utf-8", "surrogatepass"))
    return found


def _stamp(file: Path) -> tuple[int, int]:
    found = os.stat(file)
    return found.st_size, found.st_mtime_ns
