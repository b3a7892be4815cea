"""Needs told in other words, and needs that are new: the sets that likeness is learnt from and measured on.

The first set (`paraphrases`, `new_needs`) tells each in one or two sentences; those in `sets` have a title and a sentence more. Their halves
named `kept` are for measuring alone: nobody opens them, and nothing is learnt from them.
"""

import dataclasses
import functools
from collections.abc import Callable, Sequence

from ideabank.finding.indexing import answered
from ideabank.finding.likeness import Told
from ideabank.finding.meanings import said_first
from ideabank.search.chain import Chain
from ideabank.search.judging import LOOKED_AT, Asked, Judge, Lead, Learnt, judged, together
from ideabank.search.meaning import Model, Vectors
from ideabank.search.port import Engine
from tests.search.sets import new_needs, paraphrases
from tests.search.starter import rows_of, starter_documents
from tests.starter import starter
from tests.world import FACES

KINDS = {"usecase", *FACES["usecase"].telling.alike}
Figures = dict[int, dict[str, float]]


@dataclasses.dataclass(frozen=True)
class Need:
    """What somebody tells, and the entries that already say it: none when the need is new."""

    told: Told
    expected: frozenset[int]

    @property
    def is_new(self) -> bool:
        return not self.expected

    @property
    def by_title(self) -> "Need":
        """The same as it stands before its second sentence is written."""
        return dataclasses.replace(self, told=Told(self.told.title, self.told.title))


def first_set() -> list[Need]:
    """Sentences without a title, the set that the list of synonyms was made with."""
    return [
        Need(Told(row["typed"]), numbers(row.get("expected", "")))
        for name in ("paraphrases", "new_needs")
        for row in rows_of(name)
    ]


def fresh_set(half: str) -> list[Need]:
    """Titles with a sentence more; `half` is open or kept."""
    return [
        Need(Told(f"{one.title}\n{one.more}", one.title), numbers(" ".join(one.expected)))
        for one in (*paraphrases(half), *new_needs(half))
    ]


def numbers(names: str) -> frozenset[int]:
    """The entries of these names, kind/key, as `starter_documents` counts them."""
    return frozenset(number for number, name in starter_documents()[1].items() if name in names.split())


class Bench:
    """The starter bank, asked as the application asks its own: by an engine, and by meaning where there is a model."""

    def __init__(self, engine: Engine, chain: Chain, vectors: Callable[[str], dict[int, float]] | None = None) -> None:
        self.engine, self.chain, self.judge = engine, chain, Judge(chain)
        self._near = vectors

    def figures(self, text: str) -> Figures:
        """What of each entry is compared with the text."""
        asked = Asked(self.chain, text)
        found = self.engine.nearest(asked.groups, limit=LOOKED_AT, kinds=KINDS)
        shared = found.shared
        near = self._near(text) if self._near else {}
        candidates = {**shared, **dict(sorted(near.items(), key=lambda one: (-one[1], one[0]))[:LOOKED_AT])}
        return {
            number: self.judge.figures(
                asked, leads()[number], found, shared=shared.get(number, 0.0), meaning=near.get(number, 0.0)
            )
            for number in candidates
        }

    def found(self, told: Told, learnt: Learnt, limit: int = 5) -> tuple[list[int], list[int]]:
        """As the application shows it: ids by voice."""
        readings = [judged(learnt, self.figures(text), is_title=is_title) for text, is_title in told.readings]
        return together(readings, limit)


@dataclasses.dataclass(frozen=True)
class Measured:
    """Shares of needs: found by either voice and by the first; and of new ones, raising an alarm in either and in the first."""

    recall: float
    alarms: float
    same_recall: float
    same_alarms: float

    def __str__(self) -> str:
        return (
            f"recall@5 {self.recall:.2f} at {self.alarms:.2f} false alarms; "
            f"probably the same {self.same_recall:.2f} at {self.same_alarms:.2f}"
        )


def measured(needs: Sequence[Need], found: Callable[[Told], tuple[Sequence[int], Sequence[int]]]) -> Measured:
    """How well likeness does on a set. `found` gives ids by voice."""
    old = [(need, *found(need.told)) for need in needs if not need.is_new]
    new = [found(need.told) for need in needs if need.is_new]
    return Measured(
        recall=sum(bool(need.expected & {*same, *look}) for need, same, look in old) / len(old),
        alarms=sum(bool(same or look) for same, look in new) / len(new),
        same_recall=sum(bool(need.expected & set(same)) for need, same, _look in old) / len(old),
        same_alarms=sum(bool(same) for same, _look in new) / len(new),
    )


@functools.cache
def leads() -> dict[int, Lead]:
    """What each entry of the starter bank says first."""
    return {
        number: Lead(
            {language: text.title for language, text in file.content.texts.items()},
            {language: text.summary for language, text in file.content.texts.items()},
            {language: answered(text.fields) for language, text in file.content.texts.items()},
        )
        for number, file in enumerate(starter(), 1)
    }


def by_meaning(model: Model) -> Callable[[str], dict[int, float]]:
    """How near each entry is in meaning to a text; a text asked again is not read again."""
    rows = [
        (number, file.kind.code, model.of_entry(said_first(text.title, text.summary, text.fields)))
        for number, file in enumerate(starter(), 1)
        if file.kind.code in KINDS
        for text in file.content.texts.values()
    ]
    vectors = Vectors(rows)
    return functools.cache(lambda text: vectors.near(model.of_question(text), kinds=(), most=len(rows), also={}))
