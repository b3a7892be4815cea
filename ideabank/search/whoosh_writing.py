"""Writing segments in Whoosh's own format, term by term instead of posting by posting: one takes five times as long.

Documents come in as rows (whoosh_fields.py) or out of older segments. What is written can be read by any fork of Whoosh.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3Segment
from whoosh.index import FileIndex
from whoosh.writing import LockError, SegmentWriter

from ideabank.search.leaves import Postings, Segment, length_of
from ideabank.search.whoosh_fields import NUMBERS
from ideabank.text.plain import Json

PATIENCE = 30  # seconds that another writer is waited for
BLOCK = 1_024  # postings


class Writing:
    """A writer of the index, alone as long as it is open. Raises TimeoutError when another one holds the index too long."""

    def __init__(self, opened: FileIndex) -> None:
        try:
            # Not one file a segment: large ones would be copied once more.
            self._writer = SegmentWriter(opened, timeout=PATIENCE, compound=False, codec=_Codec())
        except LockError as error:
            raise TimeoutError("Another process is writing the search index.") from error
        self._pool = self._writer.pool = _Pool()

    @property
    def generation(self) -> int:
        """Of the index once this is committed."""
        return int(self._writer.generation)

    @property
    def size(self) -> int:
        """How many postings wait to be written."""
        return self._pool.size

    def add(self, row: Json) -> None:
        """Takes a document."""
        number = self._number(row["entry_id"], row["version"], length_of(row))
        for field, terms in row["fields"].items():
            self._pool.add(field, number, terms)

    def commit(self, dead: Mapping[str, Collection[int]], *, merging: Collection[str] = ()) -> None:
        """Writes what was added; `dead` documents by segment are marked, and left out of the segments that are merged in."""
        kept = []
        for segment in self._writer.segments:
            name = segment.segment_id()
            if name in merging:
                self._merge(segment, dead.get(name, ()))
                continue
            for number in set(dead.get(name, ())).difference(segment.deleted_docs()):
                segment.delete_document(number)
            kept.append(segment)
        self._writer.commit(mergetype=lambda writer, segments: kept)

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, *raised: object) -> None:
        """What was not committed leaves the index as it was."""
        if not self._writer.is_closed:
            self._writer.cancel()

    def _number(self, *numbers: int) -> int:
        """Puts a document's numbers down; gives the number it has in the new segment."""
        number, documents = self._writer.docnum, self._writer.perdocwriter
        documents.start_doc(number)
        documents.add_column_value(NUMBERS, self._writer.schema[NUMBERS].column_type, numbers)
        documents.finish_doc()
        self._writer.docnum, self._writer._added = number + 1, True
        return int(number)

    def _merge(self, segment: Any, dead: Collection[int]) -> None:
        leaf = Segment(self._writer.storage, self._writer.schema, segment)  # one of its own: others read the open one
        try:
            gone = set(dead)
            moved = {
                number: self._number(*numbers)
                for number, numbers in enumerate(zip(leaf.entries, leaf.versions, leaf.lengths, strict=True))
                if number not in gone
            }
            for field in leaf.fields():
                for term in leaf.beginning(field, ""):
                    self._pool.take(field, term, _living(leaf.postings(field, term), moved))
        finally:
            leaf.close()


def _living(postings: Postings, moved: Mapping[int, int]) -> Postings:
    numbers = [moved.get(number, -1) for number in postings[0]]
    if -1 not in numbers:
        return array("I", numbers), postings[1]
    living = [(number, often) for number, often in zip(numbers, postings[1], strict=True) if number >= 0]
    return array("I", map(itemgetter(0), living)), array("f", map(itemgetter(1), living))


class _Pool:
    """Postings by field and term, in memory: numbers ascend, so that nothing need be sorted but the terms."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, Postings]] = {}
        self.size = 0

    def add(self, field: str, number: int, terms: Mapping[str, int]) -> None:
        of_field = self._fields.setdefault(field, {})
        for term, often in terms.items():
            known = of_field.get(term)
            if known is None:
                of_field[term] = (array("I", (number,)), array("f", (often,)))
            else:
                known[0].append(number)
                known[1].append(often)
        self.size += len(terms)

    def take(self, field: str, term: str, postings: Postings) -> None:
        if not postings[0]:
            return
        known = self._fields.setdefault(field, {}).setdefault(term, postings)
        if known is not postings:
            known[0].extend(postings[0])
            known[1].extend(postings[1])
        self.size += len(postings[0])

    def iter_postings(self) -> Iterator[tuple[str, bytes, Postings]]:
        for field, terms in sorted(self._fields.items()):
            for term, key in sorted((term.encode(), term) for term in terms):
                yield field, term, terms.pop(key)

    def cleanup(self) -> None:
        self._fields.clear()


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own, in larger blocks; what is kept of a segment names Whoosh's."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK, compression=1)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        return W3Segment(W3Codec(), indexname)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        return _PostingsWriter(dbfile, blocklimit=self._blocklimit, compression=self._compression)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[str, bytes, Postings]]) -> None:
        for field, terms in groupby(items, key=itemgetter(0)):
            self.start_field(field, schema[field])
            for _field, term, postings in terms:
                self.start_term(term)
                self._postwriter.put(postings)
                self.finish_term()
            self.finish_field()


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    _ids: "array[int]"

    def put(self, postings: Postings) -> None:
        """All postings of a term."""
        for start in range(0, len(postings[0]), self._blocklimit):
            if self._ids:
                self._write_block()
            self._ids = postings[0][start : start + self._blocklimit]
            self._weights = postings[1][start : start + self._blocklimit]
            self._maxweight = max(self._weights)
