"""What the front page, search and prose templates read."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.web.pages import Page
from ideabank.web.parts import Go, Pager, Text
from ideabank.workspace.views.lists import ActiveFilter, Card


@dataclass(frozen=True, slots=True)
class Share:
    """How many use cases are met, partly met and unmet."""

    met: int = 0
    partly: int = 0
    unmet: int = 0

    @property
    def total(self) -> int:
        return self.met + self.partly + self.unmet

    def percent(self, count: int) -> int:
        return round(100 * count / self.total) if self.total else 0


@dataclass(frozen=True, kw_only=True)
class FrontPage(Page):
    """The first page, /fi/. `numbers`: (kind code, how many, its words, address of the list)."""

    template: ClassVar[str] = "overview/front.html"
    public: ClassVar[bool] = True
    tell: str
    numbers: tuple[tuple[str, int, str, str], ...]
    links: int
    share: Share
    supported: tuple[Card, ...]
    newest: tuple[Card, ...]
    unmet: tuple[Card, ...]
    unmet_url: str
    supported_url: str
    newest_url: str


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

    `instead`: the question that was answered, put right, when nothing was found as it stood; `also`: words tried when the whole found
    nothing; `meant`: a likelier spelling; `plainly`: the database has answered, for there is no index. `others`: how many there are with any kind, and when `total` is 0 without some filter.
    """

    template: ClassVar[str] = "search/results.html"
    query: str
    cards: tuple[Card, ...] = ()
    kinds: tuple[Value, ...] = ()
    facets: tuple[Facet, ...] = ()
    active: tuple[ActiveFilter, ...] = ()
    clear: str = ""
    total: int = 0
    others: int = 0
    instead: str = ""
    also: str = ""
    meant: Go | None = None
    plainly: bool = False
    pager: Pager = Pager()
    tell: str = ""
    browse: tuple[Go, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """A page of prose."""

    template: ClassVar[str] = "pages/text.html"
    public: ClassVar[bool] = True
    html: Text
