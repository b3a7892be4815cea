"""What the parts of an index say: a segment on the disk, which never changes, and the tail in memory, to which each change adds.

Neither knows which of its documents still live: see contents.py.
"""

import copy
import functools
from array import array
from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias

from whoosh.reading import SegmentReader, TermNotFound

from ideabank.search.whoosh_fields import COUNTED, NUMBERS
from ideabank.text.plain import Json

# Documents of a leaf by their numbers in it, ascending, and how often the term stands in each.
Postings: TypeAlias = "tuple[array[int], array[float]]"


class Leaf(Protocol):
    """A part of the index: documents by number from 0, dead ones among them."""

    name: str
    entries: "array[int]"
    versions: "array[int]"
    lengths: "array[int]"

    def postings(self, field: str, term: str) -> Postings:
        """Where the term stands."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """How many documents have the term."""
        ...

    def beginning(self, field: str, prefix: str) -> Iterator[str]:
        """The terms of a field that begin so, sorted."""
        ...

    def values(self, field: str) -> tuple[str, ...]:
        """All terms of a field that has few."""
        ...


class Segment:
    """A segment of Whoosh, its own marks of deletion left aside: so it can be kept open from one commit to the next."""

    def __init__(self, storage: Any, schema: Any, segment: Any) -> None:
        self.name: str = segment.segment_id()
        whole = copy.copy(segment)
        whole._deleted = None
        self._reader = SegmentReader(storage, schema, whole)
        self._fields = frozenset(self._reader.indexed_field_names())
        self.values = functools.cache(self._values)
        self.entries, self.versions, self.lengths = array("i"), array("i"), array("i")
        numbers = self._reader.column_reader(NUMBERS, translate=False)
        for number in range(segment.doc_count_all()):
            entry_id, version, length = numbers[number]
            self.entries.append(entry_id)
            self.versions.append(version)
            self.lengths.append(length)

    def postings(self, field: str, term: str) -> Postings:
        documents, often = array("I"), array("f")
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return documents, often
        # A block at a time: asking for one posting after the other takes ten times as long.
        while matcher.is_active():
            matcher.id(), matcher.weight()
            documents.extend(matcher._ids)
            often.extend(matcher._weights)
            matcher._next_block()
        return documents, often

    def frequency(self, field: str, term: str) -> int:
        return int(self._reader.doc_frequency(field, term))

    def beginning(self, field: str, prefix: str) -> Iterator[str]:
        if field in self._fields:
            for term in self._reader.expand_prefix(field, prefix):
                yield term.decode()

    def _values(self, field: str) -> tuple[str, ...]:
        return tuple(self.beginning(field, ""))

    def fields(self) -> list[str]:
        """The names of the fields that any of its documents has."""
        return sorted(self._fields)

    def close(self) -> None:
        self._reader.close()


class Tail:
    """The documents that no segment has yet."""

    name = ""

    def __init__(self) -> None:
        self.rows: list[Json] = []
        self.entries, self.versions, self.lengths = array("i"), array("i"), array("i")
        self._postings: dict[str, dict[str, Postings]] = {}

    def add(self, row: Json) -> int:
        """Takes a document; gives its number."""
        number = len(self.rows)
        self.rows.append(row)
        self.entries.append(row["entry_id"])
        self.versions.append(row["version"])
        self.lengths.append(length_of(row))
        for field, terms in row["fields"].items():
            of_field = self._postings.setdefault(field, {})
            for term, often in terms.items():
                documents, counts = of_field.get(term) or of_field.setdefault(term, (array("I"), array("f")))
                documents.append(number)
                counts.append(often)
        return number

    def postings(self, field: str, term: str) -> Postings:
        return self._postings.get(field, {}).get(term) or (array("I"), array("f"))

    def frequency(self, field: str, term: str) -> int:
        return len(self.postings(field, term)[0])

    def beginning(self, field: str, prefix: str) -> Iterator[str]:
        yield from sorted(term for term in self._postings.get(field, ()) if term.startswith(prefix))

    def values(self, field: str) -> tuple[str, ...]:
        return tuple(self._postings.get(field, ()))


def length_of(row: Json) -> int:
    """How many terms a document has."""
    return sum(row["fields"][COUNTED].values())
