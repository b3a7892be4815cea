"""Neighbouring words as one term, for phrases and for the parts of compounds."""

import itertools
from collections.abc import Collection, Iterator, Sequence


def pair(one: str, other: str) -> str:
    """Two neighbouring words as one term; no word has an underline."""
    return f"{one}_{other}"


def pairs(first: Collection[str], second: Collection[str]) -> Iterator[str]:
    """Every pair of a term of one word and a term of the next."""
    return (pair(one, other) for one in first for other in second)


def joined(sets: Sequence[Collection[str]]) -> Iterator[str]:
    """The pairs of a row of words, each by its terms."""
    return (term for first, second in itertools.pairwise(sets) for term in pairs(first, second))
