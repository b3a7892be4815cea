"""What people type, written by hand against the starter bank before the engine was changed: needs, questions, sentences.

Each set has two halves. Whoever tunes the search reads the `open` one; of the `kept` one only figures are shown, never rows, so
that it says how good the search is for those whom nobody has heard yet. Of needs there are two more parts: `taught`, which likeness is learnt
from beside the open half, and `later`, written before likeness was changed the second time and first measured when that was done.
"""

import csv
import dataclasses
import functools
from pathlib import Path

HERE = Path(__file__).parent
HALVES = ("open", "kept")
PARTS_OF_NEEDS = (*HALVES, "later")


@dataclasses.dataclass(frozen=True)
class Told:
    """A need as one begins to tell it: a short title and what is said after it. `expected`: kind/key of each entry that is the same need; none when it is new."""

    language: str
    title: str
    more: str
    expected: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class Asked:
    """Words in the search box, and kind/key of each entry with which the person would be content."""

    language: str
    typed: str
    wanted: frozenset[str]


@functools.cache
def paraphrases(half: str) -> tuple[Told, ...]:
    """Needs that the bank already holds, told in other words."""
    rows = _rows(f"paraphrases_{half}")
    return tuple(Told(row["language"], row["title"], row["more"], _names(row["expected"])) for row in rows)


@functools.cache
def new_needs(half: str) -> tuple[Told, ...]:
    """Needs that the bank does not hold, some of them near to one that it does."""
    return tuple(Told(row["language"], row["title"], row["more"]) for row in _rows(f"new_needs_{half}"))


@functools.cache
def questions(half: str) -> tuple[Asked, ...]:
    """A few words each: misspelt, other names, abbreviations, codes. All that is relevant in the bank is wanted."""
    return tuple(Asked(row["language"], row["typed"], _names(row["relevant"])) for row in _rows(f"questions_{half}"))


@functools.cache
def sentences(half: str) -> tuple[Asked, ...]:
    """Whole sentences; the one to three entries that answer each."""
    return tuple(Asked(row["language"], row["typed"], _names(row["expected"])) for row in _rows(f"sentences_{half}"))


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())
