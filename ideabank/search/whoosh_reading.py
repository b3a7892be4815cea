"""Asking a Whoosh index as it stands at one moment.

Whoosh keeps the postings; which documents match and in which order is worked out here. Sets of documents are kept as the bits of whole
numbers, one bit a document, so that filters and counts by facet cost next to nothing; and what a segment of the index says of a term, which
never changes, outlives a commit. Whoosh's own matching took ten times as long at 100k documents.

The same bank gives the same answers in the same order, whatever its index has been through: only living documents count, equal ones
stand in the order of their entries, and sums are made in the order of the terms.
"""

import dataclasses
import functools
import heapq
import itertools
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ideabank.search.chain import Chain
from ideabank.search.contents import Contents, Stand
from ideabank.search.leaves import Leaf, Postings
from ideabank.search.likeness import Hit, Nearest, average_length, damped, nearest, rarest, rarity
from ideabank.search.port import FACETS, Query, Results
from ideabank.search.whoosh_fields import COUNTED, LONGEST, SHORTEST, pair

MOST_SETS = 1_500  # at 100k documents each is at most 12.5 kB
MOST_POSTINGS = 4_000_000  # each is 8 bytes
MOST_RESULTS = 10_000
EXPANDED, LOOKED_AT = 12, 1_000  # so many words a beginning stands for, the most frequent of those looked at
# A question whose words stand in more places than this, all told, is answered by its rarest words: it must never take a second.
MOST_READ = 250_000
COMMON = 3_000  # terms in more documents than this say little about likeness
OWN_CODE = 1_000.0  # what the entry of a code earns, before those that mention it


@dataclasses.dataclass
class Kept:
    """What segments say, by segment, field and term. The oldest goes when it grows too large."""

    bits: dict[tuple[str, str, str], int] = dataclasses.field(default_factory=dict)
    postings: dict[tuple[str, str], Postings] = dataclasses.field(default_factory=dict)
    size: int = 0
    average: float = 0.0

    def clear(self) -> None:
        self.bits.clear()
        self._forget_postings()

    def measure_by(self, average: float) -> None:
        """How much documents are about a term depends on how long most are: what was measured by another average goes."""
        if average != self.average:
            self._forget_postings()
            self.average = average

    def _forget_postings(self) -> None:
        self.postings.clear()
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

    def __init__(self, contents: Contents, chain: Chain, kept: Kept) -> None:
        self.chain, self._kept = chain, kept
        self._stands = contents.stands
        self._leaves: list[tuple[Leaf, int]] = []
        self._entries = array("i")
        for stand in self._stands:
            self._leaves.append((stand.leaf, len(self._entries)))
            self._entries += stand.leaf.entries
        self._marks = [stand.alive.to_bytes(len(stand.leaf.entries) // 8 + 1, "little") for stand in self._stands]
        self._count = sum(stand.living for stand in self._stands)
        self._average = average_length(contents.length, self._count)
        kept.measure_by(self._average)
        self._kept_of_tail = Kept()
        self._shares = _Shares(self._average)
        self._bits_of = functools.lru_cache(512)(self._gather)
        self._frequency = functools.lru_cache(4_096)(self._counted)

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
        hidden = set(exclude)
        hits: Iterable[Hit] = (hit for hit in self._hits(worthy, known) if self._entry(hit[0]) not in hidden)
        if kinds:
            wanted = set(_numbers(functools.reduce(int.__or__, (self._bits_of("kind", kind) for kind in kinds))))
            hits = (hit for hit in hits if hit[0] in wanted)
        found = ((self._entry(number), term, share) for number, term, share in hits)
        return nearest(worthy, total, found, size=self._count, limit=limit)

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        found = {term: self._frequency(term) for term in terms}
        return {term: count for term, count in found.items() if count}

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        found = [self._bits_of("beginnings", one[:LONGEST]) for one in beginnings if len(one) >= SHORTEST]
        if not found:
            return ()
        numbers = _numbers(functools.reduce(int.__and__, found))
        return tuple(heapq.nsmallest(limit, map(self._entry, numbers)))

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
        for term in sorted({term for terms in (*sets, *map(self._mentions, codes)) for term in terms}):
            worth = rarity(self._frequency(term), self._count)
            for leaf, offset in self._leaves:
                for number, share in zip(*self._postings(leaf, term), strict=True):
                    number += offset
                    scores[number] = score(number, 0.0) + worth * share
        for code in codes:
            for number in _numbers(self._bits_of("code", code)):
                scores[number] = score(number, 0.0) + OWN_CODE
        return heapq.nsmallest(limit, _numbers(wanted), key=lambda number: (-score(number, 0.0), self._entries[number]))

    def _counts(self, matching: int, filters: Mapping[str, int]) -> dict[str, dict[str, int]]:
        counts = {}
        for facet in FACETS:
            others = (bits for name, bits in filters.items() if name != facet)
            base = functools.reduce(int.__and__, others, matching)
            values = sorted({value for leaf, _ in self._leaves for value in leaf.values(facet)}) if base else ()
            found = {value: (base & self._bits_of(facet, value)).bit_count() for value in values}
            counts[facet] = {value: count for value, count in found.items() if count}
        return counts

    def _any_of(self, field: str, terms: Iterable[str]) -> int:
        return functools.reduce(int.__or__, (self._bits_of(field, term) for term in terms), 0)

    def _gather(self, field: str, text: str) -> int:
        """The living documents with this term in this field."""
        found = 0
        for (leaf, offset), stand in zip(self._leaves, self._stands, strict=True):
            found |= (self._bits_in(leaf, field, text) & stand.alive) << offset
        return found

    def _bits_in(self, leaf: Leaf, field: str, text: str) -> int:
        key, kept = (leaf.name, field, text), self._kept_of(leaf)
        known = kept.bits.get(key)
        if known is not None:
            return known
        # What a question asks for is read once, for matching and for ranking.
        postings = self._postings(leaf, text) if field == COUNTED else leaf.postings(field, text)
        found = _bits(postings[0], len(leaf.entries))
        return kept.keep_bits(key, found)

    def _postings(self, leaf: Leaf, term: str) -> Postings:
        """The documents of a leaf that have the term, dead ones too, and how much each is about it."""
        kept = self._kept_of(leaf)
        known = kept.postings.get((leaf.name, term))
        if known is not None:
            return known
        numbers, often = leaf.postings(COUNTED, term)
        shares = array(
            "f", (self._shares[often, leaf.lengths[number]] for number, often in zip(numbers, often, strict=True))
        )
        found = (numbers, shares)
        return kept.keep_postings((leaf.name, term), found)

    def _kept_of(self, leaf: Leaf) -> Kept:
        """What segments say outlives a commit; what the tail says does not."""
        return self._kept if leaf.name else self._kept_of_tail

    def _counted(self, term: str) -> int:
        """How many living documents have the term."""
        return sum(_living_of(stand, term) for stand in self._stands)

    def _hits(self, groups: Sequence[Mapping[str, float]], known: Mapping[str, int]) -> Iterator[Hit]:
        """Where the terms stand; the common ones tell little and are left out while there are others."""
        terms = {term: None for group in groups for term in group}
        telling = [term for term in terms if known[term] <= COMMON] or sorted(
            terms, key=lambda term: (known[term], term)
        )[:1]
        for term in telling:
            for (leaf, offset), marks in zip(self._leaves, self._marks, strict=True):
                for number, share in zip(*self._postings(leaf, term), strict=True):
                    if marks[number >> 3] >> (number & 7) & 1:
                        yield offset + number, term, share

    def _expanded(self, beginning: str) -> frozenset[str]:
        """Terms of the most frequent words that begin so, also of those no dictionary knows."""
        found: list[tuple[int, str]] = []
        for start in (beginning, f"~{beginning}"):
            for term in itertools.islice(self._beginning(start), LOOKED_AT):
                found.append((self._frequency(term), term))
        return frozenset(term for _, term in sorted(found, reverse=True)[:EXPANDED])

    def _beginning(self, prefix: str) -> Iterator[str]:
        """Terms that living documents have and that begin so, sorted."""
        of_leaves = (stand.leaf.beginning(COUNTED, prefix) for stand in self._stands)
        terms = (term for term, _same in itertools.groupby(heapq.merge(*of_leaves)))
        return (term for term in terms if self._frequency(term))

    def _mentions(self, code: str) -> frozenset[str]:
        return self.chain.query_terms(code.lower())

    def _entry(self, number: int) -> int:
        return self._entries[number]


class _Shares(dict[tuple[float, int], float]):
    """(how often, length of the document) → how much a document is about a term: there are few of them."""

    def __init__(self, average: float) -> None:
        self._average = average

    def __missing__(self, key: tuple[float, int]) -> float:
        found = self[key] = damped(key[0], key[1] / self._average)
        return found


def _living_of(stand: Stand, term: str) -> int:
    if not stand.dead:
        return stand.leaf.frequency(COUNTED, term)
    numbers = stand.leaf.postings(COUNTED, term)[0]
    return len(numbers) - len(stand.dead.intersection(numbers))


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
