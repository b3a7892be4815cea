"""A question put to a Whoosh index as it stands: which entries it finds, how many by facet, and in which order (order.py)."""

import functools
import heapq
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from ideabank.search.likeness import rarity
from ideabank.search.order import DIGITS, ELSEWHERE, MOST_EQUAL, Ranked, grouped, page_of
from ideabank.search.pairs import pairs
from ideabank.search.port import FACETS, Query, Results, Wanted, Way
from ideabank.search.titles import as_typed, of_words
from ideabank.search.whoosh_reading import Reading, numbers_of

MOST_RESULTS = 10_000
EXPANDED, LOOKED_AT = 12, 1_000  # so many words a beginning stands for, the most frequent of those looked at
# A question whose words stand in more places than this, all told, is answered by its rarest words: it must never take a second.
MOST_READ = 250_000

Sets = Sequence[frozenset[str]]


class Asking:
    """One question to one state of the index."""

    def __init__(self, reading: Reading, query: Query) -> None:
        self.reading, self.query = reading, query
        self.must = self._affordable([*query.wanted, *(Wanted(self._expanded(one)) for one in query.prefixes)])
        phrases = (Wanted(terms) for phrase in query.phrases for terms in phrase)
        self.ranking = [*self.must, *phrases, *(Wanted(self._mentions(code)) for code in query.codes)]

    def results(self, *, limit: int, offset: int = 0) -> Results:
        if self.query.is_empty:
            return Results()
        matching = self._matching()
        filters = {facet: self.reading.any_of(facet, values) for facet, values in self.query.filters}
        found = functools.reduce(int.__and__, filters.values(), matching)
        groups = grouped(self._best(found, min(offset + limit, MOST_RESULTS)))
        return Results(
            page_of(groups, offset=offset, limit=limit),
            found.bit_count(),
            self._counts(matching, filters),
            matching.bit_count(),
            groups,
        )

    def _affordable(self, must: list[Wanted]) -> list[Wanted]:
        """The rarest words, until they stand in too many places to read them all; at least one."""
        costs = sorted((sum(map(self.reading.frequency, one.every_term)), place) for place, one in enumerate(must))
        spent = itertools.accumulate(cost for cost, _ in costs)
        kept = {
            place for (_, place), sum_ in zip(costs, spent, strict=True) if sum_ <= MOST_READ or sum_ == costs[0][0]
        }
        return [one for place, one in enumerate(must) if place in kept]

    def _matching(self) -> int:
        """All documents the question itself finds, filters aside."""
        query, reading = self.query, self.reading
        sets = [self._meeting(one) for one in self.must]
        if query.least and sets:
            sets = [_at_least(min(query.least, len(sets)), sets)]
        sets += [self._phrase(phrase) for phrase in query.phrases]
        sets += [reading.bits_of("code", code) | reading.any_of("terms", self._mentions(code)) for code in query.codes]
        found = functools.reduce(int.__and__, sets) if sets else 0
        for terms in query.must_not if found else ():
            found &= ~reading.any_of("terms", terms)
        return found

    def _meeting(self, one: Wanted) -> int:
        """Documents that say the word in one way or another."""
        ways = (self._said(way) for way in one.ways)
        return functools.reduce(int.__or__, ways, self.reading.any_of("terms", one.terms) if one.is_enough else 0)

    def _said(self, way: Way) -> int:
        if len(way.words) == 1:
            return self.reading.any_of("terms", way.words[0])
        if way.is_loose:
            return functools.reduce(int.__and__, (self.reading.any_of("terms", terms) for terms in way.words))
        return self._phrase(way.words) | self._phrase(way.words[::-1])

    def _phrase(self, sets: Sets) -> int:
        """Documents in which each word is followed by the next, as pairs were indexed."""
        followed = (self.reading.any_of("pairs", pairs(*two)) for two in itertools.pairwise(sets))
        return functools.reduce(int.__and__, followed)

    def _best(self, found: int, most: int) -> list[Ranked]:
        """The best entries, and all those that are as good as the last of them."""
        best: list[Ranked] = []
        score = self._scoring()
        for place, documents in enumerate(self._places(found)):
            if len(best) >= most:
                break
            scored = [(score(number), number) for number in numbers_of(documents)]
            if len(scored) > most - len(best):
                last = heapq.nlargest(most - len(best), scored)[-1][0]
                scored = [one for one in scored if one[0] >= last]
            ranked = [(place, value, self.reading.entry(number)) for value, number in scored]
            best += heapq.nsmallest(most - len(best) + MOST_EQUAL, ranked, key=lambda one: (-one[1], one[2]))
        return best

    def _places(self, found: int) -> Iterator[int]:
        """What was found, by where the question's own words stand."""
        titles, told = (functools.partial(self._all_in, field) for field in ("titles", "told"))
        for place in (self._own, self._whole_title, titles, told):
            good = found & place()
            yield good
            found &= ~good
        yield found

    def _own(self) -> int:
        """The entry of a code, and those with exactly this title."""
        codes = (self.reading.bits_of("code", code) for code in self.query.codes)
        return functools.reduce(int.__or__, codes, self.reading.bits_of("exact", as_typed(self.query.title)))

    def _whole_title(self) -> int:
        """A title of these words and no others, whatever their endings."""
        if not self.query.title or not self.query.must:
            return 0
        size = len(self.query.must)
        sets = (self.reading.any_of("exact", of_words(size, terms)) for terms in self.query.must)
        return functools.reduce(int.__and__, sets)

    def _all_in(self, field: str) -> int:
        if not self.ranking:
            return 0
        sets = (self.reading.any_of(field, one.in_one_word) for one in self.ranking)
        return functools.reduce(int.__and__, sets)

    def _scoring(self) -> Callable[[int], float]:
        """What a document earns."""
        scores: dict[int, float] = {}
        so_far = scores.get
        for one in self.ranking:
            for number, earned in self._earned(one).items():
                scores[number] = so_far(number, 0.0) + earned
        readable = _marks(
            self.reading.bits_of("language", self.query.language) if self.query.language else -1, self.reading
        )
        return lambda number: round(so_far(number, 0.0) * (1 if readable[number >> 3] >> (number & 7) & 1 else ELSEWHERE), DIGITS)  # fmt: skip

    def _earned(self, one: Wanted) -> dict[int, float]:
        """What each document earns by the word, said in the way that earns most: by how rare the word is, or all ways to say it are."""
        own, any_way = self.reading.any_of("terms", one.terms), self._meeting(one)
        rare, rare_in_any_way = (rarity(found.bit_count(), self.reading.count) for found in (own, any_way))
        earned = {number: rare * share for number, share in self._of_terms(one.terms).items()} if one.is_enough else {}
        for way in one.ways:
            for number, share in self._of_way(way).items():
                earned[number] = max(earned.get(number, 0.0), rare_in_any_way * share * way.worth)
        return earned

    def _of_way(self, way: Way) -> dict[int, float]:
        shares = [self._of_terms(terms) for terms in way.words]
        if len(shares) == 1:
            return shares[0]
        return {number: min(one.get(number, 0.0) for one in shares) for number in numbers_of(self._said(way))}

    def _of_terms(self, terms: frozenset[str]) -> dict[int, float]:
        shares: dict[int, float] = {}
        for term in terms:
            for leaf, offset in self.reading.leaves:
                for number, share in zip(*self.reading.postings(leaf, term), strict=True):
                    number += offset
                    if share > shares.get(number, 0.0):
                        shares[number] = share
        return shares

    def _counts(self, matching: int, filters: Mapping[str, int]) -> dict[str, dict[str, int]]:
        counts = {}
        for facet in FACETS:
            others = (bits for name, bits in filters.items() if name != facet)
            base = functools.reduce(int.__and__, others, matching)
            values = self.reading.values(facet) if base else ()
            found = {value: (base & self.reading.bits_of(facet, value)).bit_count() for value in values}
            counts[facet] = {value: count for value, count in found.items() if count}
        return counts

    def _expanded(self, beginning: str) -> frozenset[str]:
        """Terms of the most frequent words that begin so, also of those no dictionary knows."""
        begun = (
            term
            for start in (beginning, f"~{beginning}")
            for term in itertools.islice(self.reading.beginning(start), LOOKED_AT)
        )
        found = sorted(((self.reading.frequency(term), term) for term in begun), reverse=True)
        return frozenset(term for _, term in found[:EXPANDED])

    def _mentions(self, code: str) -> frozenset[str]:
        return self.reading.chain.query_terms(code.lower())


def _at_least(least: int, sets: Sequence[int]) -> int:
    """The documents that so many of the sets have."""
    reached = [0] * (least + 1)
    for one in sets:
        for count in range(least, 1, -1):
            reached[count] |= reached[count - 1] & one
        reached[1] |= one
    return reached[least]


def _marks(bits: int, reading: Reading) -> bytes:
    """A set as bytes; -1 is all there are."""
    size = reading.size // 8 + 1
    return int(bits & (1 << reading.size) - 1).to_bytes(size, "little")
