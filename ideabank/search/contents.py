"""What an index folder holds at this moment: its segments, the changes since, and which documents live.

Counts, frequencies and lengths are of living documents only, so that the same bank gives the same answers whatever it has been through.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ideabank.search import journal, seal
from ideabank.search.journal import Journal
from ideabank.search.leaves import Leaf, Segment, Tail
from ideabank.text.plain import Json


class Stand:
    """A leaf, and which of its documents are dead: taken out, or written anew in a later leaf."""

    def __init__(self, leaf: Leaf, dead: set[int]) -> None:
        self.leaf, self.dead = leaf, dead
        self.alive = (1 << len(leaf.entries)) - 1  # a bit a document
        for number in dead:
            self.alive &= ~(1 << number)

    @property
    def living(self) -> int:
        """How many documents live."""
        return len(self.leaf.entries) - len(self.dead)


class Contents:
    """One folder as far as it has been followed. Not for two threads at once: the engine's lock sees to that."""

    def __init__(self, folder: Path, opened: Any) -> None:
        self.folder, self.opened = folder, opened
        self._generation = -1
        self._segments: dict[str, Segment] = {}
        try:
            self.follow()
        except Exception:
            self.close()
            raise

    def follow(self) -> bool:
        """Takes in what has been written since; gives whether anything has. Whatever it raises: the files are just being changed, or damaged."""
        has_changed = False
        if self.opened.latest_generation() != self._generation:
            self._generation = -1  # should this fail, all is read again
            self._read_segments()
            has_changed = True
        changes = self._journal.unread()
        for change in changes:
            self._take(change)
        if seal.stamps(self.folder, self._stamps) != self._stamps:
            raise OSError("Files of the index were changed.")
        return has_changed or bool(changes)

    def add(self, change: Json) -> None:
        """Writes a change down and takes it in; whoever calls holds the index's lock and has followed."""
        self._journal.add(change)
        self._take(change)

    def version(self, entry_id: int) -> int:
        """The version of an entry's document; -1 when there is none."""
        place = self._places.get(entry_id)
        return -1 if place is None else self.stands[place[0]].leaf.versions[place[1]]

    def versions(self) -> dict[int, int]:
        """entry id → version of every document."""
        return {entry_id: self.version(entry_id) for entry_id in self._places}

    def is_clean(self) -> bool:
        """Whether the files hold nothing but what lives."""
        return not any(stand.dead for stand in self.stands)

    def size_of_tail(self) -> tuple[int, int]:
        """Documents in it, dead ones too, and bytes."""
        return len(self.tail.rows), self._journal.size

    def living_rows(self) -> Iterator[Json]:
        """The documents of the tail, in the order of their entries."""
        dead = self.stands[-1].dead
        rows = (row for number, row in enumerate(self.tail.rows) if number not in dead)
        return iter(sorted(rows, key=lambda row: int(row["entry_id"])))

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Of each segment: how many documents live, how many are dead."""
        return {stand.leaf.name: (stand.living, len(stand.dead)) for stand in self.stands[:-1]}

    def dead(self) -> dict[str, set[int]]:
        """The dead documents of each segment."""
        return {stand.leaf.name: set(stand.dead) for stand in self.stands[:-1]}

    def close(self) -> None:
        for segment in self._segments.values():
            segment.close()
        self._segments.clear()

    def _read_segments(self) -> None:
        contents = self.opened._read_toc()
        known = seal.known_in(self.folder)
        seal.stamps(self.folder, seal.used(known, self.opened))  # none of them is missing
        # What Whoosh has begun to read of a damaged file it leaves open. Whoever opens an index has looked at all sums.
        if self._segments and not seal.agree(self.folder, but=self._segments):
            raise OSError("Files of the index are damaged.")
        for segment in contents.segments:
            name = segment.segment_id()
            if name not in self._segments:
                self._segments[name] = Segment(self.opened.storage, contents.schema, segment)
        wanted = [segment.segment_id() for segment in contents.segments]
        for name in self._segments.keys() - set(wanted):
            self._segments.pop(name).close()
        self.position, self.tail = 0, Tail()
        self.length = 0  # terms of all living documents together
        dead = [set(segment.deleted_docs()) for segment in contents.segments]
        leaves = [self._segments[name] for name in wanted]
        self.stands = [*map(Stand, leaves, dead), Stand(self.tail, set())]
        self._places = {
            entry_id: (place, number)
            for place, stand in enumerate(self.stands)
            for number, entry_id in enumerate(stand.leaf.entries)
            if number not in stand.dead
        }
        for place, number in self._places.values():
            self.length += leaves[place].lengths[number]
        self._journal = Journal(journal.of(self.folder, contents.generation))
        self._stamps = seal.stamped(self.folder, self.opened)
        self._generation = contents.generation

    def _take(self, change: Json) -> None:
        self.position = max(self.position, change["position"])
        for entry_id in change.get("removals", ()):
            self._remove(entry_id)
        for row in change.get("documents", ()):
            self._remove(row["entry_id"])
            last, number = self.stands[-1], self.tail.add(row)
            last.alive |= 1 << number
            self.length += self.tail.lengths[number]
            self._places[row["entry_id"]] = (len(self.stands) - 1, number)

    def _remove(self, entry_id: int) -> None:
        place = self._places.pop(entry_id, None)
        if place is not None:
            stand = self.stands[place[0]]
            stand.dead.add(place[1])
            stand.alive &= ~(1 << place[1])
            self.length -= stand.leaf.lengths[place[1]]
