"""The search page: one box, results across kinds, everything that narrows them in the address."""

from typing import Any

from sqlalchemy.orm import Session

from ideabank.entries.kinds import Kind
from ideabank.entries.vocabulary import COUNTIES, STATUSES, THEMES
from ideabank.finding.passages import in_context
from ideabank.finding.views import Facet, SearchPage, Value
from ideabank.i18n import LANGUAGE_NAMES
from ideabank.reading.lists import GROUP_NAMES
from ideabank.reading.views.lists import ActiveFilter
from ideabank.search.port import FACETS
from ideabank.visit.similar import cards_of
from ideabank.web.parts import Go, Pager
from ideabank.web.request import Request

PER_PAGE = 20
LONGEST = 10_000


def search_page(request: Request, session: Session) -> SearchPage:
    """/fi/search?q=… Any string is a valid query and gets an answer."""
    _, query, number = request.translator, request.arg("q")[:LONGEST], _page(request.arg("page"))
    tell = request.to("usecases:new", title=query[:120])
    if not query.strip():
        return SearchPage(title=_("Search"), query="", tell=tell)
    chosen = {facet: value for facet in FACETS if (value := request.arg(facet)) in _words(request, facet)}
    filters = tuple((facet, (value,)) for facet, value in chosen.items())
    offset = (number - 1) * PER_PAGE
    found = request.site.search.find(session, query, filters=filters, limit=PER_PAGE, offset=offset)
    shown = cards_of(request, session, found.ids)
    if found.question is not None:
        shown = in_context(request, session, shown, found.question)
    last = number * PER_PAGE >= found.total
    return SearchPage(
        title=_("Search: %(query)s") % {"query": query[:60]},
        query=query,
        cards=tuple(card for _id, card in shown),
        kinds=_kinds(request, found.counts.get("kind", {}), chosen),
        facets=tuple(facet for name in FACETS[1:] if (facet := _facet(request, name, found, chosen))),
        active=_active(request, chosen),
        clear=request.to("search", q=query) if chosen else "",
        total=found.total,
        others=sum(found.counts.get("kind", {}).values()),
        instead=found.instead,
        also=found.also,
        meant=Go(found.meant, request.to("search", q=found.meant)) if found.meant else None,
        pager=Pager(
            previous=_here(request, chosen, page=number - 1) if number > 1 else "",
            next="" if last else _here(request, chosen, page=number + 1),
        ),
        plainly=found.question is None,
        tell=tell,
        browse=tuple(Go(kind.many[request.lang], request.to(f"{kind.folder}:list")) for kind in _listed(request)),
    )  # fmt: skip


def _kinds(request: Request, counts: dict[str, int], chosen: dict[str, str]) -> tuple[Value, ...]:
    """The tabs: all kinds, and each kind that something was found of."""
    if not counts:
        return ()
    words, others = _words(request, "kind"), {name: one for name, one in chosen.items() if name != "kind"}
    everything = Go(request.translator("All"), _here(request, others), current="kind" not in chosen)
    return (
        Value(everything, sum(counts.values())),
        *(
            Value(Go(words[code], _here(request, others, kind=code), current=chosen.get("kind") == code), counts[code])
            for code in words
            if code in counts
        ),
    )


def _facet(request: Request, name: str, found: Any, chosen: dict[str, str]) -> Facet | None:
    """What the results can be narrowed by in one way, the most frequent first; none where that would narrow nothing."""
    words, value, counts = _words(request, name), chosen.get(name, ""), found.counts.get(name, {})
    known = sorted((code for code in counts if code in words), key=lambda code: (-counts[code], words[code]))
    if not value and all(counts[code] == found.total for code in known):
        return None
    others = {one: other for one, other in chosen.items() if one != name}
    values = tuple(
        Value(
            Go(
                words[code],
                _here(request, others, **{name: code}),
                lang=code if name == "language" else "",
                current=code == value,
            ),
            counts[code],
        )
        for code in known
    )
    return Facet(name, GROUP_NAMES[name][request.lang], values, is_open=bool(value))


def _active(request: Request, chosen: dict[str, str]) -> tuple[ActiveFilter, ...]:
    """The filters in use but the kind, whose tab shows itself, and the results without each."""
    return tuple(
        ActiveFilter(
            GROUP_NAMES[name][request.lang],
            _words(request, name)[value],
            _here(request, {one: other for one, other in chosen.items() if one != name}),
        )
        for name, value in chosen.items()
        if name != "kind"
    )


def _words(request: Request, facet: str) -> dict[str, str]:
    """The values of a facet in the reader's language."""
    lang = request.lang
    if facet == "kind":
        return {kind.code: kind.many[lang] for kind in request.site.bank.kinds.values()}
    if facet == "language":
        return LANGUAGE_NAMES
    if facet == "status":
        return {code: status.words[lang] for code, status in STATUSES.items()}
    return {code: words[lang] for code, words in (THEMES if facet == "theme" else COUNTIES).items()}


def _listed(request: Request) -> list[Kind]:
    return [kind for kind in request.site.bank.kinds.values() if kind.has_theme]


def _here(request: Request, chosen: dict[str, str], **changes: str | int) -> str:
    return request.to("search", **{"q": request.arg("q")[:LONGEST], **chosen, **changes})


def _page(text: str) -> int:
    return min(500, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else 1
