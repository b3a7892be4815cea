"""What a search gives to pages."""

import dataclasses

from ideabank.search.port import Query


@dataclasses.dataclass(frozen=True)
class Answer:
    """Ids of entries, best first; how many in all; how many by facet and value.

    `instead`: the question that was answered when nothing was found as it stood; `also`: words tried in its place, loosened.
    `meant`: a likelier spelling, when little was found. `question` is what found the entries, for marking the words in their texts;
    None while the database answers.
    """

    ids: list[int] = dataclasses.field(default_factory=list)
    total: int = 0
    counts: dict[str, dict[str, int]] = dataclasses.field(default_factory=dict)
    instead: str = ""
    also: str = ""
    meant: str = ""
    question: Query | None = None
