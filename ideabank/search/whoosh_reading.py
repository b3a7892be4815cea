"""Asking a Whoosh index as it stands at one moment.

Whoosh keeps the postings; which documents match and in which order is worked out here. Sets of documents are kept as the bits of whole
numbers, one bit a document, so that filters and counts by facet cost next to nothing; and what a segment of the index says of a term, which
never changes but for deletions, outlives a commit. Whoosh's own matching took ten times as long at 100k documents.
"""

import dataclasses
import functools
import heapq
import itertools
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from ideabank.search.chain import Chain
from ideabank.search.likeness import Hit, Near, Nearest, damped, nearest, rarest, rarity
from ideabank.search.port import FACETS, Query, Results
from ideabank.search.words import words

Postings: TypeAlias = "tuple[array[int], array[float]]"  # documents of a segment, and how much each is about the term
MOST_SETS = 1_500  # at 100k documents each is at most 12.5 kB
MOST_POSTINGS = 4_000_000  # each is 8 bytes
MOST_RESULTS = 10_000
EXPANDED, LOOKED_AT = 12, 1_000  # so many words a beginning stands for, the most frequent of those looked at
# A question whose words stand in more places than this, all told, is answered by its rarest words: it must never take a second.
MOST_READ = 250_000
COMMON = 3_000  # terms in more documents than this say little about likeness
OWN_CODE = 1_000.0  # what the entry of a code earns, before those that mention it
SHORTEST, LONGEST = 2, 12  # letters of the beginnings of title words


@dataclasses.dataclass
class Kept:
    """What segments say, by segment, field and term. The oldest goes when it grows too large."""

    bits: dict[tuple[str, str, str], int] = dataclasses.field(default_factory=dict)
    postings: dict[tuple[str, str], Postings] = dataclasses.field(default_factory=dict)
    lengths: "dict[str, array[float]]" = dataclasses.field(default_factory=dict)
    size: int = 0

    def clear(self) -> None:
        self.bits.clear()
        self.postings.clear()
        self.lengths.clear()
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
        self._leaves: list[tuple[IndexReader, int]] = self._reader.leaf_readers()
        self._alive = [_bits(reader.all_doc_ids(), reader.doc_count_all()) for reader, _offset in self._leaves]
        self._marks = [
            alive.to_bytes(reader.doc_count_all() // 8 + 1, "little")
            for alive, (reader, _offset) in zip(self._alive, self._leaves, strict=True)
        ]
        self._count = sum(alive.bit_count() for alive in self._alive)
        self._bits_of = functools.lru_cache(512)(self._gather)

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        if query.is_empty:
            return Results()
        must = self._affordable([*query.must, *map(self._expanded, query.prefixes)])
        matching = self._matching(query, must)
        filters = {facet: self._any_of(facet, values) for facet, values in query.filters}
        wanted = functools.reduce(int.__and__, filters.values(), matching)
        ranking = [*must, *(terms for phrase in query.phrases for terms in phrase)]
        best = self._best(wanted, ranking, query.codes, min(offset + limit, MOST_RESULTS))
        return Results(tuple(map(self._entry, best[offset:])), wanted.bit_count(), self._counts(matching, filters))

    def nearest(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
    ) -> Nearest:
        known = {term: self._frequency(term) for group in groups for term in group}
        worthy, total = rarest(groups, known, self._count)
        hidden = {number for entry_id in exclude for number in _numbers(self._bits_of("key", str(entry_id)))}
        hits: Iterable[Hit] = (hit for hit in self._hits(worthy, known) if hit[0] not in hidden)
        if kinds:
            wanted = set(_numbers(functools.reduce(int.__or__, (self._bits_of("kind", kind) for kind in kinds))))
            hits = (hit for hit in hits if hit[0] in wanted)
        found = nearest(worthy, total, hits, size=self._count, limit=limit)
        told = (Near(self._entry(one.entry_id), one.shared) for one in found.entries)  # so far documents of the index
        return Nearest(tuple(sorted(told, key=lambda one: (-one.shared, one.entry_id))), found.asked)

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        found = {term: self._bits_of("terms", term).bit_count() for term in terms}
        return {term: count for term, count in found.items() if count}

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        found = [self._bits_of("beginnings", one[:LONGEST]) for one in beginnings if len(one) >= SHORTEST]
        if not found:
            return ()
        numbers = _numbers(functools.reduce(int.__and__, found))
        return tuple(map(self._entry, itertools.islice(numbers, limit)))

    def _affordable(self, must: list[frozenset[str]]) -> list[frozenset[str]]:
        """The rarest sets of terms, until they stand in too many places to read them all; at least one."""
        costs = sorted((sum(map(self._frequency, terms)), place) for place, terms in enumerate(must))
        spent = itertools.accumulate(cost for cost, _ in costs)
        return [must[place] for (_, place), sum_ in zip(costs, spent, strict=True) if sum_ <= MOST_READ or sum_ == costs[0][0]]  # fmt: skip

    def _matching(self, query: Query, must: Sequence[frozenset[str]]) -> int:
        """All documents the question itself finds, filters aside."""
        sets = [self._any_of("terms", terms) for terms in must]
        if query.any and sets:
            sets = [functools.reduce(int.__or__, sets)]
        sets += [self._phrase(phrase) for phrase in query.phrases]
        sets += [self._bits_of("code", code) | self._any_of("terms", self._mentions(code)) for code in query.codes]
        found = functools.reduce(int.__and__, sets) if sets else 0
        for terms in query.must_not if found else ():
            found &= ~self._any_of("terms", terms)
        return found

    def _phrase(self, sets: Sequence[frozenset[str]]) -> int:
        """Documents in which each word is followed by the next, each by its first base form, as pairs were indexed."""
        pairs = (
            self._any_of("pairs", (pair(one, other) for one in first for other in second))
            for first, second in itertools.pairwise(sets)
        )
        return functools.reduce(int.__and__, pairs)

    def _best(self, wanted: int, sets: Sequence[frozenset[str]], codes: Sequence[str], limit: int) -> list[int]:
        """Numbers of the documents that are most about the question."""
        scores: dict[int, float] = {}
        score = scores.get
        for term in {term: None for terms in (*sets, *map(self._mentions, codes)) for term in terms}:
            worth = rarity(self._frequency(term), self._count)
            for reader, offset in self._leaves:
                for number, share in zip(*self._postings(reader, term), strict=True):
                    number += offset
                    scores[number] = score(number, 0.0) + worth * share
        for code in codes:
            for number in _numbers(self._bits_of("code", code)):
                scores[number] = score(number, 0.0) + OWN_CODE
        return heapq.nsmallest(limit, _numbers(wanted), key=lambda number: (-score(number, 0.0), number))

    def _counts(self, matching: int, filters: Mapping[str, int]) -> dict[str, dict[str, int]]:
        counts = {}
        for facet in FACETS:
            others = (bits for name, bits in filters.items() if name != facet)
            base = functools.reduce(int.__and__, others, matching)
            values = {value.decode() for reader, _ in self._leaves for value in reader.lexicon(facet)} if base else ()
            found = {value: (base & self._bits_of(facet, value)).bit_count() for value in values}
            counts[facet] = {value: count for value, count in found.items() if count}
        return counts

    def _any_of(self, field: str, terms: Iterable[str]) -> int:
        return functools.reduce(int.__or__, (self._bits_of(field, term) for term in terms), 0)

    def _gather(self, field: str, text: str) -> int:
        """The documents with this term in this field."""
        found = 0
        for (reader, offset), alive in zip(self._leaves, self._alive, strict=True):
            found |= (self._bits_in(reader, field, text) & alive) << offset
        return found

    def _bits_in(self, reader: IndexReader, field: str, text: str) -> int:
        key = (reader.segment().segment_id(), field, text)
        kept = self._kept.bits.get(key)
        if kept is not None:
            return kept
        # What a question asks for is read once, for matching and for ranking.
        numbers = self._postings(reader, text)[0] if field == "terms" else _postings(reader, field, text)
        return self._kept.keep_bits(key, _bits(numbers, reader.doc_count_all()))

    def _postings(self, reader: IndexReader, term: str) -> Postings:
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

    def _frequency(self, term: str) -> int:
        """Near enough: deleted documents count until their segment is merged."""
        return int(self._reader.doc_frequency("terms", term))

    def _hits(self, groups: Sequence[Mapping[str, float]], known: Mapping[str, int]) -> Iterator[Hit]:
        """Where the terms stand; the common ones tell little and are left out while there are others."""
        terms = {term: None for group in groups for term in group}
        telling = [term for term in terms if known[term] <= COMMON] or sorted(terms, key=lambda term: known[term])[:1]
        for term in telling:
            for (reader, offset), marks in zip(self._leaves, self._marks, strict=True):
                for number, share in zip(*self._postings(reader, term), strict=True):
                    if marks[number >> 3] >> (number & 7) & 1:
                        yield offset + number, term, share

    def _expanded(self, beginning: str) -> frozenset[str]:
        """Terms of the most frequent words that begin so, also of those no dictionary knows."""
        found: list[tuple[int, str]] = []
        for start in (beginning, f"~{beginning}"):
            for term in itertools.islice(self._reader.expand_prefix("terms", start), LOOKED_AT):
                found.append((self._frequency(term.decode()), term.decode()))
        return frozenset(term for _, term in sorted(found, reverse=True)[:EXPANDED])

    def _mentions(self, code: str) -> frozenset[str]:
        return self.chain.query_terms(code.lower())

    def _entry(self, number: int) -> int:
        return int(self.searcher.stored_fields(number)["entry_id"])


def beginnings_of(titles: Iterable[str]) -> list[str]:
    """What title words begin with, for finding titles while they are being typed."""
    found = {word for title in titles for word in words(title)}
    return sorted({word[:size] for word in found for size in range(SHORTEST, min(len(word), LONGEST) + 1)})


def pair(one: str, other: str) -> str:
    """Two neighbouring words as one term; no word has an underline."""
    return f"{one}_{other}"


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


def _numbers(bits: int) -> Iterator[int]:
    """The numbers of the documents in a set, in order."""
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (at * 8 + bit for bit in range(8) if byte >> bit & 1)
