"""A part: one region of an entry's page. Rooms and sections hand them in; the page is an ordered row of them."""

import dataclasses
import functools
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ideabank.entries.revisions import details as details_of
from ideabank.i18n import choose
from ideabank.linking.compose import links_view
from ideabank.linking.views import Links
from ideabank.reading.happenings import happenings
from ideabank.reading.views.entry import Happening, ShownPart, Source
from ideabank.visit.found import Told
from ideabank.visit.similar import neighbours
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

SIDE, REST = "side", "rest"


class Marker(Protocol):
    """Marks the first mention of each term on a page; `notes` explain those that were marked."""

    notes: list[Any]

    def text(self, text: Text) -> Text: ...

    def html(self, text: Text) -> Text: ...


class Plain:
    """Marks nothing."""

    def __init__(self) -> None:
        self.notes: list[Any] = []

    def text(self, text: Text) -> Text:
        return text

    html = text


class Terms:
    """The bank's terms, as pages ask them. This one knows none; the roof hands in one that does."""

    def marker(self, visit: Visit, *, without: int) -> Marker:
        """A marker for one page; `without`: the entry whose own page it is."""
        return Plain()


@dataclasses.dataclass
class Showing:
    """What the parts of one page are made from; what several of them ask is asked of the database once."""

    visit: Visit
    told: Told
    marker: Marker

    @property
    def mark(self) -> Callable[[Text], Text]:
        return self.marker.text

    @property
    def mark_html(self) -> Callable[[Text], Text]:
        return self.marker.html

    @functools.cached_property
    def details(self) -> dict[str, Any]:
        return details_of(self.visit.session, self.told.entry)

    @functools.cached_property
    def links(self) -> Links:
        return links_view(self.visit, self.told.entry)


@dataclasses.dataclass(frozen=True)
class Part:
    """One region: `name` is its element id and what htmx swaps; `make` gives its view, which `template` draws.

    `place`: beside the story, or among the rest below it. `depends`: what its content changes with, so that it can be kept and drawn
    alone: "texts", "links", "support", "talk", "events", "neighbours", "viewer", "day".
    """

    name: str
    make: Callable[[Showing], object]
    template: str
    place: str = REST
    depends: frozenset[str] = frozenset()


class PageParts(tuple[Part, ...]):
    """The parts that every entry's page has, in the order in which they are read."""


def shown(parts: PageParts, showing: Showing, *, instead: Mapping[str, object]) -> dict[str, ShownPart]:
    """Every part by name, in order; `instead` has views that are made already, such as a form with errors."""
    found = {}
    for part in parts:
        view = instead[part.name] if part.name in instead else part.make(showing)
        found[part.name] = ShownPart(part.name, part.template, part.place, view)
    return found


def links_of(showing: Showing) -> Links:
    """The part that joins the entry to others."""
    return showing.links


def history_of(showing: Showing) -> tuple[Happening, ...]:
    """What has happened to it."""
    return happenings(showing.visit, showing.told.entry)


def likeness_of(showing: Showing) -> tuple[Card, ...]:
    """What is like it, but for what it is linked to already."""
    linked = {row.other.url for group in showing.links.groups for row in group.rows if row.other}
    it = showing.told
    return neighbours(showing.visit, it.entry, it.original, without=linked)


def sources_of(showing: Showing) -> tuple[Source, ...]:
    """Slides and notes of where the entry comes from."""
    found, lang = [], showing.visit.lang
    for source in showing.told.entry.sources:
        note = choose(source.get("note") or {}, lang)
        text = Text(note[1], note[0]) if note else Text()
        found.append(Source(text, tuple(source.get("slides") or ()), str(source.get("url") or "")))
    return tuple(found)


LINKS = Part("links", links_of, "entries/_links.html", depends=frozenset({"links", "viewer"}))
LIKENESS = Part("similar", likeness_of, "entries/_similar.html", depends=frozenset({"texts", "links", "neighbours"}))
HISTORY = Part("history", history_of, "entries/_history.html", depends=frozenset({"events"}))
SOURCES = Part("sources", sources_of, "entries/_sources.html", depends=frozenset({"texts"}))
