"""What list templates read: cards, filters, a page of them."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from ideabank.text.plain import Json
from ideabank.visit.face import SupportWords
from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Pager


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One question that a list can be narrowed by, and what may be answered."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of the filter form. `count`: how many the list would show with it; `share`: of the most in its group, in hundredths."""

    value: str
    name: str
    lang: str
    count: int
    share: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One question of the filter form: the choices that would show something, and the one that is chosen. `every`: without this filter."""

    name: str
    label: str
    facets: tuple[Facet, ...]
    every: int
    is_open: bool = False

    @property
    def is_chosen(self) -> bool:
        return any(one.chosen for one in self.facets)


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in use, in words, and the address of the list without it."""

    label: str
    value: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filter form. `keep` are hidden fields (such as the sorting) that filtering must not lose; `plainly`: the database looks for the word,
    for there is no index; `total`: how many the list shows now; `lost`: filters that were asked for and are not here any more."""

    action: str
    groups: tuple[FacetGroup, ...]
    active: tuple[ActiveFilter, ...] = ()
    clear: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    query: str = ""
    plainly: bool = False
    total: int = 0
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A way to look at the list: its code (and glyph), what it is called, where it leads."""

    code: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many of a group's entries have a status; `start` and `length` on a bar of a hundred."""

    status: Label
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """What belongs together in a list: the first few in sight, the others folded; `more` leads to all when there are too many."""

    code: str
    name: str
    count: int
    first: tuple[Card, ...]
    folded: tuple[Card, ...] = ()
    bar: tuple[Stretch, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticking:
    """What can be done with the entries ticked in the table: the addresses their form is sent to."""

    csv: str
    xlsx: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A list of one kind, such as /fi/usecases?theme=booking. `sentence` says what the filter shows; `here` is the query of this very page."""

    template: ClassVar[str] = "reading/list.html"
    public: ClassVar[bool] = True
    kind: str
    intro: str
    sentence: str
    filters: Filters
    sortings: tuple[Go, ...]
    cards: tuple[Card, ...]
    pager: Pager = Pager()
    tell: str = ""
    tell_words: str = ""
    bring: str = ""
    bring_words: str = ""
    beside: tuple[tuple[str, str, str], ...] = ()
    total: int | None = None
    look: str = "roomy"
    looks: tuple[Look, ...] = ()
    groups: tuple[CardGroup, ...] = ()
    support: SupportWords = SupportWords()
    here: str = ""
    ticking: Ticking | None = None
    has_met: bool = False
    empty: str = ""

    def values(self) -> Json:
        """Its fields by name: what a kind's own list, which shows more, begins with."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(ListPage)}
