"""The starter bank's files, read once in a process and only when a test asks: reading them takes several seconds."""

import functools

from ideabank.exchange.content import EntryFile, read_all
from tests.world import BANK


@functools.cache
def starter() -> tuple[EntryFile, ...]:
    """All of them, as `ideabank content` loads them."""
    return tuple(read_all(BANK))


def starter_of(kind: str) -> list[EntryFile]:
    return [file for file in starter() if file.kind.code == kind]


def starter_file(name: str) -> EntryFile:
    """The one with this name, kind/key."""
    return next(file for file in starter() if name == f"{file.kind.code}/{file.key}")


def starter_names(*kinds: str) -> list[str]:
    """kind/key of each file, of these kinds or all, without reading any."""
    return [
        f"{kind.code}/{path.stem}"
        for kind in BANK.kinds.values()
        if kind.exchange.content is not None and (not kinds or kind.code in kinds)
        for path in sorted(kind.exchange.content.glob("*.md"))
    ]
