"""Reading a Whoosh index as it stands at one moment.

Whoosh keeps the postings; which documents match and in which order is worked out from them (whoosh_asking.py). Sets of documents are kept as the bits of whole
numbers, one bit a document, so that filters and counts by facet cost next to nothing; and what a segment of the index says of a term, which
never changes but for deletions, outlives a commit. Whoosh's own matching took ten times as long at 100k documents.
"""

import dataclasses
import functools
import itertools
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from ideabank.search.chain import Chain
from ideabank.search.likeness import LEAST, Hit, damped, ranked, rarest
from ideabank.search.words import words

Postings: TypeAlias = "tuple[array[int], array[float]]"  # documents of a segment, and how much each is about the term
MOST_SETS = 1_500  # at 100k documents each is at most 12.5 kB
MOST_POSTINGS = 4_000_000  # each is 8 bytes
COMMON = 3_000  # terms in more documents than this say little about likeness
SHORTEST, LONGEST = 2, 12  # letters of the beginnings of title words


@dataclasses.dataclass
class Kept:
    """What segments say, by segment, field and term. The oldest goes when it grows too large."""

    bits: dict[tuple[str, str, str], int] = dataclasses.field(default_factory=dict)
    postings: dict[tuple[str, str], Postings] = dataclasses.field(default_factory=dict)
    lengths: "dict[str, array[float]]" = dataclasses.field(default_factory=dict)
    entries: "dict[str, array[int]]" = dataclasses.field(default_factory=dict)
    size: int = 0

    def clear(self) -> None:
        self.bits.clear()
        self.postings.clear()
        self.lengths.clear()
        self.entries.clear()
        self.size = 0

    def keep_bits(self, key: tuple[str, str, str], found: int) -> int:
        while len(self.bits) >= MOST_SETS:
            del self.bits[next(iter(self.bits))]
        self.bits[key] = found
        return found

    def keep_postings(self, key: tuple[str, str], found: Postings) -> Postings:
        while self.postings and self.size + len(found[0]) > MOST_POSTINGS:
            self.size -= len(self.postings.pop(next(iter(self.postings)))[0])
        self.postings[key] = found
        self.size += len(found[0])
        return found


class Reading:
    """One state of the index. Not for two threads at once: the engine's lock sees to that."""

    def __init__(self, searcher: Searcher, chain: Chain, kept: Kept) -> None:
        self.searcher, self.chain, self._kept = searcher, chain, kept
        self._reader: IndexReader = searcher.reader()
        self.leaves: list[tuple[IndexReader, int]] = self._reader.leaf_readers()
        self._alive = [_bits(reader.all_doc_ids(), reader.doc_count_all()) for reader, _offset in self.leaves]
        self._marks = [
            alive.to_bytes(reader.doc_count_all() // 8 + 1, "little")
            for alive, (reader, _offset) in zip(self._alive, self.leaves, strict=True)
        ]
        self.size = sum(reader.doc_count_all() for reader, _offset in self.leaves)
        self.count = sum(alive.bit_count() for alive in self._alive)
        self.bits_of = functools.lru_cache(512)(self._gather)

    def similar(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
        least: float = LEAST,
    ) -> tuple[int, ...]:
        known = {term: self.frequency(term) for group in groups for term in group}
        worthy, total = rarest(groups, known, self.count)
        hidden = {number for entry_id in exclude for number in numbers_of(self.bits_of("key", str(entry_id)))}
        hits: Iterable[Hit] = (hit for hit in self._hits(worthy, known) if hit[0] not in hidden)
        if kinds:
            wanted = set(numbers_of(functools.reduce(int.__or__, (self.bits_of("kind", kind) for kind in kinds))))
            hits = (hit for hit in hits if hit[0] in wanted)
        numbers = ranked(worthy, total, hits, limit=limit, least=least)
        return tuple(map(self.entry, numbers))

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        found = {term: self.bits_of("terms", term).bit_count() for term in terms}
        return {term: count for term, count in found.items() if count}

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        found = [self.bits_of("beginnings", one[:LONGEST]) for one in beginnings if len(one) >= SHORTEST]
        if not found:
            return ()
        numbers = numbers_of(functools.reduce(int.__and__, found))
        return tuple(map(self.entry, itertools.islice(numbers, limit)))

    def any_of(self, field: str, terms: Iterable[str]) -> int:
        return functools.reduce(int.__or__, (self.bits_of(field, term) for term in terms), 0)

    def _gather(self, field: str, text: str) -> int:
        """The documents with this term in this field."""
        found = 0
        for (reader, offset), alive in zip(self.leaves, self._alive, strict=True):
            found |= (self._bits_in(reader, field, text) & alive) << offset
        return found

    def _bits_in(self, reader: IndexReader, field: str, text: str) -> int:
        key = (reader.segment().segment_id(), field, text)
        kept = self._kept.bits.get(key)
        if kept is not None:
            return kept
        # What a question asks for is read once, for matching and for ranking.
        numbers = self.postings(reader, text)[0] if field == "terms" else _postings(reader, field, text)
        return self._kept.keep_bits(key, _bits(numbers, reader.doc_count_all()))

    def postings(self, reader: IndexReader, term: str) -> Postings:
        """The documents of a segment that have the term, and how much each is about it."""
        segment = reader.segment().segment_id()
        kept = self._kept.postings.get((segment, term))
        if kept is not None:
            return kept
        numbers, shares, lengths = array("I"), array("f"), self._lengths(reader, segment)
        for number, often in _weighted(reader, term):
            numbers.append(number)
            shares.append(damped(often, lengths[number]))
        return self._kept.keep_postings((segment, term), (numbers, shares))

    def _lengths(self, reader: IndexReader, segment: str) -> "array[float]":
        """Of each document of a segment, 1 for one as long as most there."""
        kept = self._kept.lengths.get(segment)
        if kept is None:
            average = max(1.0, reader.field_length("terms") / max(1, reader.doc_count_all()))
            length = reader.doc_field_length
            kept = array("f", (length(number, "terms") / average for number in range(reader.doc_count_all())))
            self._kept.lengths[segment] = kept
        return kept

    def frequency(self, term: str) -> int:
        """Near enough: deleted documents count until their segment is merged."""
        return int(self._reader.doc_frequency("terms", term))

    def _hits(self, groups: Sequence[Mapping[str, float]], known: Mapping[str, int]) -> Iterator[Hit]:
        """Where the terms stand; the common ones tell little and are left out while there are others."""
        terms = {term: None for group in groups for term in group}
        telling = [term for term in terms if known[term] <= COMMON] or sorted(terms, key=lambda term: known[term])[:1]
        for term in telling:
            for (reader, offset), marks in zip(self.leaves, self._marks, strict=True):
                for number, share in zip(*self.postings(reader, term), strict=True):
                    if marks[number >> 3] >> (number & 7) & 1:
                        yield offset + number, term, share

    def entry(self, number: int) -> int:
        """The entry whose document this is."""
        reader, offset = next(leaf for leaf in reversed(self.leaves) if leaf[1] <= number)
        return int(self._entries(reader)[number - offset])

    def _entries(self, reader: IndexReader) -> "array[int]":
        """Of each document of a segment, its entry."""
        segment = reader.segment().segment_id()
        kept = self._kept.entries.get(segment)
        if kept is None:
            stored = reader.stored_fields
            kept = array("q", (int(stored(number)["entry_id"]) for number in range(reader.doc_count_all())))
            self._kept.entries[segment] = kept
        return kept

    def among(self, beginning: str, *, most: int) -> Iterator[str]:
        """The first terms that begin so."""
        return (term.decode() for term in itertools.islice(self._reader.expand_prefix("terms", beginning), most))

    def values(self, facet: str) -> set[str]:
        """Every value of a facet."""
        return {value.decode() for reader, _ in self.leaves for value in reader.lexicon(facet)}


def beginnings_of(titles: Iterable[str]) -> list[str]:
    """What title words begin with, for finding titles while they are being typed."""
    found = {word for title in titles for word in words(title)}
    return sorted({word[:size] for word in found for size in range(SHORTEST, min(len(word), LONGEST) + 1)})


def _postings(reader: IndexReader, field: str, text: str) -> Iterator[int]:
    try:
        yield from reader.postings(field, text).all_ids()
    except TermNotFound:
        return


def _weighted(reader: IndexReader, term: str) -> Iterator[tuple[int, float]]:
    try:
        matcher = reader.postings("terms", term)
    except TermNotFound:
        return
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def _bits(numbers: Iterable[int], size: int) -> int:
    marks = bytearray(size // 8 + 1)
    for number in numbers:
        marks[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(marks, "little")


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of the documents in a set, in order."""
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (at * 8 + bit for bit in range(8) if byte >> bit & 1)
