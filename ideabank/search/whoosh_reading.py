"""Reading a Whoosh index as it stands at one moment.

Whoosh keeps the postings; which documents match and in which order is worked out from them (whoosh_asking.py). Sets of documents are kept as the bits of whole
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
from ideabank.search.likeness import Hit, Nearest, average_length, damped, nearest, rarest
from ideabank.search.whoosh_fields import COUNTED, LONGEST, SHORTEST

MOST_SETS = 1_500  # at 100k documents each is at most 12.5 kB
MOST_POSTINGS = 4_000_000  # each is 8 bytes
COMMON = 3_000  # terms in more documents than this say little about likeness


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
        self.leaves: list[tuple[Leaf, int]] = []
        self._entries = array("i")
        for stand in self._stands:
            self.leaves.append((stand.leaf, len(self._entries)))
            self._entries += stand.leaf.entries
        self._marks = [stand.alive.to_bytes(len(stand.leaf.entries) // 8 + 1, "little") for stand in self._stands]
        self.size = len(self._entries)
        self.count = sum(stand.living for stand in self._stands)
        self._average = average_length(contents.length, self.count)
        kept.measure_by(self._average)
        self._kept_of_tail = Kept()
        self._shares = _Shares(self._average)
        self.bits_of = functools.lru_cache(512)(self._gather)
        self.frequency = functools.lru_cache(4_096)(self._counted)

    def nearest(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
    ) -> Nearest:
        known = {term: self.frequency(term) for group in groups for term in group}
        worthy, total = rarest(groups, known, self.count)
        hidden = set(exclude)
        hits: Iterable[Hit] = (hit for hit in self._hits(worthy, known) if self.entry(hit[0]) not in hidden)
        if kinds:
            wanted = set(numbers_of(functools.reduce(int.__or__, (self.bits_of("kind", kind) for kind in kinds))))
            hits = (hit for hit in hits if hit[0] in wanted)
        found = ((self.entry(number), term, share) for number, term, share in hits)
        return nearest(worthy, total, found, size=self.count, limit=limit)

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        found = {term: self.frequency(term) for term in terms}
        return {term: count for term, count in found.items() if count}

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        found = [self.bits_of("beginnings", one[:LONGEST]) for one in beginnings if len(one) >= SHORTEST]
        if not found:
            return ()
        numbers = numbers_of(functools.reduce(int.__and__, found))
        return tuple(heapq.nsmallest(limit, map(self.entry, numbers)))

    def any_of(self, field: str, terms: Iterable[str]) -> int:
        return functools.reduce(int.__or__, (self.bits_of(field, term) for term in terms), 0)

    def _gather(self, field: str, text: str) -> int:
        """The living documents with this term in this field."""
        found = 0
        for (leaf, offset), stand in zip(self.leaves, self._stands, strict=True):
            found |= (self._bits_in(leaf, field, text) & stand.alive) << offset
        return found

    def _bits_in(self, leaf: Leaf, field: str, text: str) -> int:
        key, kept = (leaf.name, field, text), self._kept_of(leaf)
        known = kept.bits.get(key)
        if known is not None:
            return known
        # What a question asks for is read once, for matching and for ranking.
        postings = self.postings(leaf, text) if field == COUNTED else leaf.postings(field, text)
        found = _bits(postings[0], len(leaf.entries))
        return kept.keep_bits(key, found)

    def postings(self, leaf: Leaf, term: str) -> Postings:
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
            for (leaf, offset), marks in zip(self.leaves, self._marks, strict=True):
                for number, share in zip(*self.postings(leaf, term), strict=True):
                    if marks[number >> 3] >> (number & 7) & 1:
                        yield offset + number, term, share

    def beginning(self, prefix: str) -> Iterator[str]:
        """Terms that living documents have and that begin so, sorted."""
        of_leaves = (stand.leaf.beginning(COUNTED, prefix) for stand in self._stands)
        terms = (term for term, _same in itertools.groupby(heapq.merge(*of_leaves)))
        return (term for term in terms if self.frequency(term))

    def entry(self, number: int) -> int:
        """The entry whose document this is."""
        return self._entries[number]

    def values(self, facet: str) -> list[str]:
        """Every value of a facet."""
        return sorted({value for leaf, _ in self.leaves for value in leaf.values(facet)})


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


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of the documents in a set, in order."""
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (at * 8 + bit for bit in range(8) if byte >> bit & 1)
