"""The words that were probably meant: the nearest of the words the bank has."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 7  # from this length on two slips are forgiven, before it one


class Near(NamedTuple):
    """A word of the bank and how far it is from what was typed: fewer slips first, then those that begin alike."""

    slips: int
    begins_otherwise: bool  # people rarely miss the first letter
    word: str


def nearest(word: str, vocabulary: Sequence[str], *, limit: int = 40) -> list[Near]:
    """Words within one slip (a letter wrong, missing, extra, or two swapped), two in long words; nearest first."""
    if len(word) < SHORTEST:
        return []
    most = 2 if len(word) >= LONG else 1
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=limit)
    near = [Near(int(slips), other[:1] != word[:1], other) for other, slips, _place in found]
    return sorted(near, key=lambda one: one[:2])  # equally near ones in the order of the vocabulary
