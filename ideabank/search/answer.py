"""What a search gives to pages."""

import dataclasses

from ideabank.search.port import Name, Query


@dataclasses.dataclass(frozen=True)
class Portion:
    """How much of an answer is wanted: so many from that place on, and where there are few, at most so many that say something near."""

    limit: int = 20
    offset: int = 0
    related: int = 0


FIRST = Portion()


@dataclasses.dataclass(frozen=True)
class Related:
    """What looser questions find beside a few answers: ids, best first, and what found them."""

    ids: list[int] = dataclasses.field(default_factory=list)
    also: tuple[Name, ...] = ()
    question: Query = Query()


@dataclasses.dataclass(frozen=True)
class Answer:
    """Ids of entries, best first; how many in all; how many by facet and value; how many without any filter (`everywhere`).

    `instead`: the question that was answered when nothing was found as it stood. `also`: other names that were asked along. `is_loose`:
    nothing has all that was asked, these have some of it. `meant`: a likelier spelling, when little was found. `related`: what says
    something near, never counted. `question` is what found the entries, for marking the words in their texts; None while the database
    answers.
    """

    ids: list[int] = dataclasses.field(default_factory=list)
    total: int = 0
    counts: dict[str, dict[str, int]] = dataclasses.field(default_factory=dict)
    everywhere: int = 0
    instead: str = ""
    also: tuple[Name, ...] = ()
    is_loose: bool = False
    meant: str = ""
    related: Related = Related()
    question: Query | None = None
