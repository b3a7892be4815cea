"""What list templates read: cards, filters, a page of them."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

from ideabank.text.plain import Json
from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Pager


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One question of the filter form: a select whose first choice is "all"."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in use, in words, and the address of the list without it."""

    label: str
    value: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filter form. `keep` are hidden fields (such as the sorting) that filtering must not lose; `plainly`: the database looks for the word, for there is no index."""

    action: str
    groups: tuple[FilterGroup, ...]
    active: tuple[ActiveFilter, ...] = ()
    clear: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    query: str = ""
    plainly: bool = False


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A list of one kind, such as /fi/usecases?theme=booking. `sentence` says what the filter shows."""

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
    empty: str = ""

    def values(self) -> Json:
        """Its fields by name: what a kind's own list, which shows more, begins with."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(ListPage)}
