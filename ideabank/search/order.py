"""In which order entries answer a question. The same for both engines.

Where its words stand comes first: an entry of that code or with exactly that title, then a title of these words in any form, then a title
with all that was asked, then what the entry tells, then anywhere else. Within each of these, what is worth most: rare words count more than common ones, often more
than once, a title four times; other ways to say a word less than the word; and an entry that is not told in the reader's language less than
one that is. Equal ones make a group: what stands beside the index, such as support, may order them, and at last their numbers do.
"""

import itertools
from collections.abc import Iterable, Sequence

from ideabank.search.port import Groups

# How much other ways to say a word count: names of the register of terms, everyday words, a compound's parts side by side.
REGISTER, EVERYDAY, APART = 0.6, 0.4, 0.7
ELSEWHERE = 0.7  # what an entry is worth that is not told in the reader's language
TITLE_WEIGHT = 4
DIGITS = 4  # of a score: what differs less is equal
MOST_EQUAL = 1_000  # so many equal ones are kept together

Ranked = tuple[int, float, int]  # (place, 0 the best; score; entry)


def grouped(ranked: Iterable[Ranked]) -> Groups:
    """Those of the same place and score together, best first."""
    ordered = sorted((place, -round(score, DIGITS), number) for place, score, number in ranked)
    return tuple(
        tuple(number for _place, _score, number in group)
        for _same, group in itertools.groupby(ordered, key=lambda one: one[:2])
    )


def page_of(groups: Iterable[Sequence[int]], *, offset: int, limit: int) -> tuple[int, ...]:
    """The entries of one page."""
    return tuple(itertools.islice(itertools.chain.from_iterable(groups), offset, offset + limit))
