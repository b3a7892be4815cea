"""Asking a Whoosh index as it stands at one moment.

Which documents match is worked out with sets kept as bits of whole numbers, one bit a document: filters and counts by facet then cost
next to nothing. Whoosh ranks. What a segment of the index says of a term never changes, but for documents that are deleted: so it is kept
by segment and outlives a commit.
"""

import functools
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from whoosh.query import And, AndNot, NullQuery, Or, Phrase, Term
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from ideabank.search.chain import Chain
from ideabank.search.likeness import Hit, ranked, rarest
from ideabank.search.port import FACETS, Query, Results
from ideabank.search.words import words

KeptBits = dict[tuple[str, str, str], int]
MOST_KEPT = 1_500  # sets; at 100k documents each is at most 12.5 kB
MOST_RESULTS = 10_000
EXPANDED = 12  # so many words a beginning stands for, the most frequent: all would take seconds (SEARCH.md)
LOOKED_AT = 3_000
COMMON, MOST_POSTINGS = 3_000, 20_000
SHORTEST, LONGEST = 2, 12  # letters of the beginnings of title words


class Reading:
    """One state of the index. Not for two threads at once: the engine's lock sees to that."""

    def __init__(self, searcher: Searcher, chain: Chain, kept: KeptBits) -> None:
        self.searcher, self.chain, self._kept = searcher, chain, kept
        self._leaves: list[tuple[IndexReader, int]] = searcher.reader().leaf_readers()
        self._alive = [_bits(reader.all_doc_ids(), reader.doc_count_all()) for reader, _offset in self._leaves]
        self._size: int = searcher.doc_count_all()
        self._bits_of = functools.lru_cache(512)(self._gather)

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        if query.is_empty:
            return Results()
        must = [*query.must, *(self._expanded(beginning) for beginning in query.prefixes)]
        asked = _whoosh_query(query, must, self.chain)
        matching = self._matching(query, must)
        filters = {facet: self._any_of(facet, values) for facet, values in query.filters}
        wanted = functools.reduce(int.__and__, filters.values(), matching)
        ids: tuple[int, ...] = ()
        if wanted:
            allowed = set(_numbers(wanted)) if wanted != matching else None
            found = self.searcher.search(asked, limit=min(offset + limit, MOST_RESULTS), filter=allowed)
            ids = tuple(hit["entry_id"] for hit in found[offset : offset + limit])
        return Results(ids, wanted.bit_count(), self._counts(matching, filters))

    def similar(
        self, groups: Sequence[Mapping[str, float]], *, limit: int, exclude: Collection[int] = ()
    ) -> tuple[int, ...]:
        size = sum(alive.bit_count() for alive in self._alive)
        # Deleted documents count here until their segment is merged: that is near enough, and costs nothing.
        frequency = self.searcher.reader().doc_frequency
        known = {term: frequency("terms", term) for group in groups for term in group}
        worthy, total = rarest(groups, known, size)
        average = max(1.0, self.searcher.field_length("terms") / max(1, size))
        hits = list(self._hits(worthy, known))
        length = self.searcher.reader().doc_field_length
        lengths = {number: length(number, "terms") / average for number in {hit[0] for hit in hits}}
        numbers = ranked(worthy, total, hits, lengths, limit=limit + len(exclude))
        return tuple(one for one in map(self._entry, numbers) if one not in exclude)[:limit]

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        found = {term: self._bits_of("terms", term).bit_count() for term in terms}
        return {term: count for term, count in found.items() if count}

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        found = [self._bits_of("beginnings", one[:LONGEST]) for one in beginnings if len(one) >= SHORTEST]
        if not found:
            return ()
        numbers = _numbers(functools.reduce(int.__and__, found))
        return tuple(map(self._entry, itertools.islice(numbers, limit)))

    def _matching(self, query: Query, must: Sequence[frozenset[str]]) -> int:
        """All documents the question itself finds, filters aside."""
        sets = [self._any_of("terms", terms) for terms in must]
        if query.any and sets:
            sets = [functools.reduce(int.__or__, sets)]
        sets += [_bits(self.searcher.docs_for_query(_phrase(phrase)), self._size) for phrase in query.phrases]
        sets += [
            self._bits_of("code", code) | self._any_of("terms", _mentions(code, self.chain)) for code in query.codes
        ]
        found = functools.reduce(int.__and__, sets) if sets else 0
        for terms in query.must_not:
            found &= ~self._any_of("terms", terms)
        return found

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
            found |= (self._of_segment(reader, field, text) & alive) << offset
        return found

    def _of_segment(self, reader: IndexReader, field: str, text: str) -> int:
        key = (reader.segment().segment_id(), field, text)
        kept = self._kept.get(key)
        if kept is None:
            while len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            try:
                kept = _bits(reader.postings(field, text).all_ids(), reader.doc_count_all())
            except TermNotFound:
                kept = 0
            self._kept[key] = kept
        return kept

    def _hits(self, groups: Sequence[Mapping[str, float]], known: Mapping[str, int]) -> Iterator[Hit]:
        """Where the terms stand and how often; very common ones tell little and are left out while the rest is enough."""
        left = MOST_POSTINGS
        for term in {term: None for group in groups for term in group}:
            if known[term] > min(left, COMMON) and left < MOST_POSTINGS:
                continue
            left -= known[term]
            for reader, offset in self._leaves:
                yield from _postings(reader, offset, term)

    def _expanded(self, beginning: str) -> frozenset[str]:
        """Terms of the most frequent words that begin so, also of those no dictionary knows."""
        reader = self.searcher.reader()
        found: list[tuple[int, str]] = []
        for start in (beginning, f"~{beginning}"):
            terms = itertools.islice(reader.expand_prefix("terms", start), LOOKED_AT)
            found += [(reader.doc_frequency("terms", term), term.decode()) for term in terms]
        return frozenset(term for _, term in sorted(found, reverse=True)[:EXPANDED])

    def _entry(self, number: int) -> int:
        return int(self.searcher.stored_fields(number)["entry_id"])


def beginnings_of(titles: Iterable[str]) -> list[str]:
    """What title words begin with, for finding titles while they are being typed."""
    found = {word for title in titles for word in words(title)}
    return sorted({word[:size] for word in found for size in range(SHORTEST, min(len(word), LONGEST) + 1)})


def _postings(reader: IndexReader, offset: int, term: str) -> Iterator[Hit]:
    try:
        matcher = reader.postings("terms", term)
    except TermNotFound:
        return
    while matcher.is_active():
        yield offset + matcher.id(), term, matcher.weight()
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


def _whoosh_query(query: Query, must: Sequence[frozenset[str]], chain: Chain) -> Any:
    parts = [Or([Term("terms", term) for term in sorted(terms)]) for terms in must]
    if query.any and parts:
        parts = [Or(parts)]
    parts += [_phrase(phrase) for phrase in query.phrases]
    parts += [_code(code, chain) for code in query.codes]
    asked = And(parts) if parts else NullQuery
    if not query.must_not:
        return asked
    return AndNot(asked, Or([Term("terms", term) for terms in query.must_not for term in sorted(terms)]))


def _code(code: str, chain: Chain) -> Any:
    """The entry of this code first, then those that mention it."""
    mentions = [Term("terms", term) for term in sorted(_mentions(code, chain))]
    return Or([Term("code", code, boost=20), *mentions])


def _mentions(code: str, chain: Chain) -> frozenset[str]:
    return chain.query_terms(code.lower())


def _phrase(sets: tuple[frozenset[str], ...]) -> Any:
    """A phrase of alternatives: each alternative of each word must be its first base form, as it was indexed."""
    return Or([Phrase("words", list(run)) for run in _runs(sets)])


def _runs(sets: tuple[frozenset[str], ...]) -> list[tuple[str, ...]]:
    runs: list[tuple[str, ...]] = [()]
    for terms in sets[:8]:
        runs = [(*run, term) for run in runs for term in sorted(terms)][:64]
    return runs
