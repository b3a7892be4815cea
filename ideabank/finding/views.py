"""What the page of a search reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.reading.views.lists import ActiveFilter
from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Go, Pager, Text


@dataclass(frozen=True, slots=True)
class Value:
    """One way to narrow the results: where it leads and how many it would leave."""

    go: Go
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A question the results can be narrowed by. `is_open` when it is in use."""

    name: str
    label: str
    values: tuple[Value, ...]
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """Answers to a search, such as /fi/search?q=aika.

    `named`: pages that are called what was typed. `instead`: the question that was answered, put right, when nothing was found as it
    stood; `also`: other names that were asked along; `is_loose`: these have only some of what was asked; `meant`: a likelier spelling;
    `plainly`: the database has answered, for there is no index. `others`: how many there are without any filter. `related`: what says something near, for `related_also`; counted nowhere.
    """

    template: ClassVar[str] = "finding/results.html"
    query: str
    cards: tuple[Card, ...] = ()
    kinds: tuple[Value, ...] = ()
    facets: tuple[Facet, ...] = ()
    active: tuple[ActiveFilter, ...] = ()
    clear: str = ""
    total: int = 0
    others: int = 0
    named: tuple[Go, ...] = ()
    instead: str = ""
    also: tuple[Text, ...] = ()
    is_loose: bool = False
    related: tuple[Card, ...] = ()
    related_also: tuple[Text, ...] = ()
    meant: Go | None = None
    plainly: bool = False
    pager: Pager = Pager()
    tell: Go | None = None
    browse: tuple[Go, ...] = ()
