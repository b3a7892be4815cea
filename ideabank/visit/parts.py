"""A part: one region of an entry's page. Rooms and sections hand them in; a page is an ordered row of them."""

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar, cast

from ideabank.entries.revisions import details as details_of
from ideabank.text.plain import Json
from ideabank.visit.found import Found
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

View = TypeVar("View")
SIDE, REST, FOOT, NEXT = "side", "rest", "foot", "next"


class Marker(Protocol):
    """Marks the first mention of each term on a page; `notes` explain those that were marked."""

    @property
    def notes(self) -> Sequence[object]: ...

    def text(self, text: Text) -> Text: ...

    def html(self, text: Text) -> Text: ...


class Plain:
    """Marks nothing."""

    notes: Sequence[object] = ()

    def text(self, text: Text) -> Text:
        return text

    html = text


class Terms:
    """The bank's terms, as pages ask them. This one knows none; the roof hands in one that does."""

    def marker(self, visit: Visit, *, without: int) -> Marker:
        """A marker for one page; `without`: the entry whose own page it is."""
        return Plain()


class Showing:
    """What the parts of one page are made from; what several of them ask is asked of the database once."""

    def __init__(self, visit: Visit, found: Found, marker: Marker) -> None:
        self.visit, self.found, self.marker = visit, found, marker
        self._made: dict[object, object] = {}

    @property
    def mark(self) -> Callable[[Text], Text]:
        return self.marker.text

    @property
    def mark_html(self) -> Callable[[Text], Text]:
        return self.marker.html

    @functools.cached_property
    def details(self) -> Json:
        return details_of(self.visit.session, self.found.entry)

    def once(self, make: Callable[["Showing"], View]) -> View:
        """What `make` gives for this page; made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(View, self._made[make])


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's contents: what stands at the element id `place`, and how much of it, when that can be counted."""

    name: str
    place: str
    number: int | None = None


def _no_lines(showing: Showing, view: object) -> Sequence[Line]:
    return ()


@dataclasses.dataclass(frozen=True)
class Part:
    """One region: `name` is its element id and what htmx swaps; `make` gives its view, which `template` draws as
    `page.parts.<name>.view`; None where this entry has nothing to show.

    `lines`: what the page's contents say of it. `place`: beside the story, among the rest below it, in the quiet foot, or right after the
    heading. `depends`: what its content changes with, so that it can be kept and drawn alone: "texts", "links", "support", "talk", "events",
    "neighbours", "viewer", "day".
    """

    name: str
    make: Callable[[Showing], object]
    template: str
    place: str = REST
    depends: frozenset[str] = frozenset()
    lines: Callable[[Showing, Any], Sequence[Line]] = _no_lines


@dataclasses.dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as the page draws it."""

    name: str
    template: str
    place: str
    view: object
    lines: Sequence[Line] = ()

    def is_in(self, place: str) -> bool:
        """Whether it is drawn in this place of the page: a view of None has nothing to show."""
        return self.place == place and self.view is not None

    @property
    def is_refused(self) -> bool:
        """Whether a form in it comes back with errors."""
        return bool(getattr(self.view, "is_refused", False))


class PageParts(tuple[Part, ...]):
    """The parts that every entry's page has, in the order in which they are read."""


def shown(parts: tuple[Part, ...], showing: Showing, *, instead: Mapping[str, object]) -> dict[str, ShownPart]:
    """Every part by name, in order; `instead` has views that are made already, such as a form with errors."""
    found = {}
    for part in parts:
        view = instead[part.name] if part.name in instead else showing.once(part.make)
        lines = () if view is None else part.lines(showing, view)
        found[part.name] = ShownPart(part.name, part.template, part.place, view, lines)
    return found
