"""The word that was probably meant: the nearest of the words the bank has."""

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 7  # from this length on two slips are forgiven, before it one


def nearest(word: str, vocabulary: Sequence[str], *, limit: int = 12) -> Iterator[tuple[str, float]]:
    """(word, slips) within one slip (a letter wrong, missing, extra, or two swapped), two in long words; nearest first.

    A word that begins otherwise is half a slip farther: people rarely miss the first letter.
    """
    if len(word) < SHORTEST:
        return
    most = 2 if len(word) >= LONG else 1
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=limit)
    yield from sorted(
        ((other, slips + 0.5 * (other[:1] != word[:1])) for other, slips, _place in found), key=lambda one: one[1]
    )
