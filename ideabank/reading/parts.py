"""The parts that reading hands in: what is like an entry, what has happened to it, where it comes from."""

from ideabank.i18n import choose
from ideabank.linking.compose import links_of
from ideabank.reading.happenings import happenings
from ideabank.reading.views.entry import HappeningView, Source
from ideabank.visit.parts import FOOT, Line, Part, Showing
from ideabank.visit.similar import neighbours
from ideabank.visit.views import Card
from ideabank.web.parts import Text


def history_of(showing: Showing) -> tuple[HappeningView, ...]:
    """What has happened to it."""
    return happenings(showing.visit, showing.found.entry)


def likeness_of(showing: Showing) -> tuple[Card, ...]:
    """What is like it, but for what it is linked to already."""
    linked = {row.other.url for group in showing.once(links_of).groups for row in group.rows if row.other}
    it = showing.found
    return neighbours(showing.visit, it.entry, it.original, without=linked)


def likeness_lines(showing: Showing, view: tuple[Card, ...]) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("Like this"), "similar", len(view)),) if view else ()


def history_lines(showing: Showing, view: tuple[HappeningView, ...]) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("What has happened"), "history"),)


def sources_of(showing: Showing) -> tuple[Source, ...]:
    """Slides and notes of where the entry comes from."""
    found, lang = [], showing.visit.lang
    for source in showing.found.entry.sources:
        note = choose(source.get("note") or {}, lang)
        text = Text(note[1], note[0]) if note else Text()
        found.append(Source(text, tuple(source.get("slides") or ()), str(source.get("url") or "")))
    return tuple(found)


LIKENESS = Part(
    "similar",
    likeness_of,
    "reading/_similar.html",
    depends=frozenset({"texts", "links", "neighbours"}),
    lines=likeness_lines,
)
HISTORY = Part("history", history_of, "reading/_history.html", depends=frozenset({"events"}), lines=history_lines)
SOURCES = Part("sources", sources_of, "reading/_sources.html", place=FOOT, depends=frozenset({"texts"}))
