"""From what a person typed to an answer: what has all of it; put right or loosened when nothing has; and what is near where there is little."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.search.answer import Answer, Portion, Related
from ideabank.search.asking import Filters, Manner, understood
from ideabank.search.order import page_of
from ideabank.search.port import Engine, Groups, Name, Query, Results
from ideabank.search.rewording import Attempt, Rewording

FEW = 5  # of fewer answers, what is near is shown too
FEWEST = 3  # a search that finds fewer may have been misspelt
MOST_SAID = 6  # other names that are told


@dataclasses.dataclass(frozen=True)
class Asked:
    """What was typed, and how much of the answer is wanted."""

    text: str
    filters: Filters
    manner: Manner
    portion: Portion


class Answering:
    """Asks the engine, and again in other ways."""

    def __init__(self, engine: Engine, rewording: Rewording) -> None:
        self.engine, self.rewording = engine, rewording

    def answer(self, session: Session, asked: Asked) -> Answer:
        """Whether there is anything is judged without the filters: each count by facet is then what its choice would find."""
        query = understood(self.rewording.chain, asked.text, filters=asked.filters, manner=asked.manner)
        first = Attempt(query, asked.text)
        answered, results = self._answered(first, asked)
        ids = list(
            page_of(_by_support(session, results.groups, asked), offset=asked.portion.offset, limit=asked.portion.limit)
        )
        wants_more = asked.portion.related and not asked.portion.offset and results.total < FEW
        may_be_misspelt = answered is first and 0 < results.everywhere < FEWEST
        return Answer(
            ids,
            results.total,
            results.counts,
            results.everywhere,
            instead=answered.text if answered.is_put_right else "",
            also=self._said(answered.query),
            is_loose=bool(answered.query.least),
            meant=self.rewording.corrected(asked.text, only_unknown=True) if may_be_misspelt else "",
            related=self._related(answered, asked, ids) if wants_more else Related(),
            question=answered.query,
        )

    def _answered(self, first: Attempt, asked: Asked) -> tuple[Attempt, Results]:
        """The first question that finds anything, and what it finds; what was typed when none does."""
        nothing = self._search(first.query, asked)
        if nothing.everywhere:
            return first, nothing
        for attempt in self.rewording.attempts(first, asked.manner):
            results = self._search(attempt.query, asked)
            if results.everywhere:
                return attempt, results
        return first, nothing

    def _search(self, query: Query, asked: Asked) -> Results:
        return self.engine.search(query, limit=asked.portion.limit, offset=asked.portion.offset)

    def _related(self, answered: Attempt, asked: Asked, ids: list[int]) -> Related:
        """What looser questions find and the answer has not."""
        found: list[int] = []
        question = Query()
        for attempt in self.rewording.looser(answered, asked.manner):
            if attempt.query == answered.query:
                continue
            near = self.engine.search(attempt.query, limit=asked.portion.related + len(ids) + len(found)).ids
            if new := [one for one in near if one not in ids and one not in found]:
                found += new
                question = attempt.query
            if len(found) >= asked.portion.related:
                break
        return Related(found[: asked.portion.related], self._said(question), question)

    def _said(self, query: Query) -> tuple[Name, ...]:
        """The other names that were asked along and that the bank has, the reader's language first."""
        ways = {way.name: way for ways in query.others for way in ways if way.name.text}
        known = self.engine.frequencies({term for way in ways.values() for terms in way.words for term in terms}).keys() if ways else set()  # fmt: skip
        had = [name for name, way in ways.items() if all(terms & known for terms in way.words)]
        return tuple(_once(sorted(had, key=lambda name: name.language != query.language)))[:MOST_SAID]


def _once(names: Iterable[Name]) -> Iterator[Name]:
    """Without those that another language writes alike."""
    written = set[str]()
    for name in names:
        if name.text.lower() not in written:
            written.add(name.text.lower())
            yield name


def _by_support(session: Session, groups: Groups, asked: Asked) -> list[tuple[int, ...]]:
    """Of entries that answer equally well, the most supported first; at last their numbers decide."""
    ends = itertools.accumulate(map(len, groups))
    shown = [group for group, end in zip(groups, ends, strict=True) if end > asked.portion.offset]
    equal = [number for group in shown if len(group) > 1 for number in group]
    if not equal:
        return list(groups)
    query = sa.select(col(Entry.id), col(Entry.support_count)).where(
        col(Entry.id).in_(equal), col(Entry.support_count) > 0
    )
    support = {number: count for number, count in session.execute(query)}  # noqa: C416 rows, not pairs
    return [tuple(sorted(group, key=lambda number: (-support.get(number, 0), number))) for group in groups]
