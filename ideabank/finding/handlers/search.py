"""The search page: one box, results across kinds, everything that narrows them in the address."""

from ideabank.entries.kind import Kind
from ideabank.entries.vocabulary import COUNTIES, STATUSES, THEMES
from ideabank.finding.named_pages import NamedPages
from ideabank.finding.passages import in_context
from ideabank.finding.views import Facet, SearchPage, Value
from ideabank.i18n import LANGUAGE_NAMES
from ideabank.reading.lists import GROUP_NAMES
from ideabank.reading.views.lists import ActiveFilter
from ideabank.search.answer import Answer, Portion
from ideabank.search.port import FACETS, Name, Query
from ideabank.visit.similar import cards_of
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Pager, Text

PER_PAGE = 20
MOST_RELATED = 20
LONGEST = 10_000


def search_page(visit: Visit) -> SearchPage:
    """/fi/search?q=… Any string is a valid query and gets an answer."""
    _, query, number = visit.translator, visit.arg("q")[:LONGEST], _page(visit.arg("page"))
    tell = _tell(visit, query)
    if not query.strip():
        return SearchPage(title=_("Search"), query="", tell=tell)
    chosen = {facet: value for facet in FACETS if (value := visit.arg(facet)) in _words(visit, facet)}
    filters = tuple((facet, (value,)) for facet, value in chosen.items())
    offset = (number - 1) * PER_PAGE
    portion = Portion(PER_PAGE, offset, MOST_RELATED)
    found = visit.search.find(visit.session, query, filters=filters, language=visit.lang, portion=portion)
    last = number * PER_PAGE >= found.total
    return SearchPage(
        title=_("Search: %(query)s") % {"query": query[:60]},
        query=query,
        named=_named(visit, query),
        cards=_shown(visit, found.ids, found.question),
        kinds=_kinds(visit, found.counts.get("kind", {}), chosen),
        facets=tuple(facet for name in FACETS[1:] if (facet := _facet(visit, name, found, chosen))),
        active=_active(visit, chosen),
        clear=visit.to("search", q=query) if chosen else "",
        total=found.total,
        others=found.everywhere,
        instead=found.instead,
        also=_names(found.also),
        is_loose=found.is_loose,
        related=_shown(visit, found.related.ids, found.related.question),
        related_also=_names(found.related.also),
        meant=Go(found.meant, visit.to("search", q=found.meant)) if found.meant else None,
        pager=Pager(
            previous=_here(visit, chosen, page=number - 1) if number > 1 else "",
            next="" if last else _here(visit, chosen, page=number + 1),
        ),
        plainly=found.question is None,
        tell=tell,
        browse=tuple(Go(kind.many[visit.lang], visit.to(f"{kind.folder}:list")) for kind in _listed(visit)),
    )  # fmt: skip


def _named(visit: Visit, query: str) -> tuple[Go, ...]:
    """Pages that are called so; not looked for while there is no index, for the words may not be read in yet."""
    return visit.site.keeper(NamedPages).of(visit, query) if visit.search.is_ready else ()


def _shown(visit: Visit, ids: list[int], question: Query | None) -> tuple[Card, ...]:
    """Cards of what was found, with the words of the question marked."""
    shown = cards_of(visit, ids)
    return tuple(card for _id, card in (shown if question is None else in_context(visit, shown, question)))


def _names(names: tuple[Name, ...]) -> tuple[Text, ...]:
    return tuple(Text(name.text, name.language) for name in names)


def _kinds(visit: Visit, counts: dict[str, int], chosen: dict[str, str]) -> tuple[Value, ...]:
    """The tabs: all kinds, and each kind that something was found of."""
    if not counts:
        return ()
    words, others = _words(visit, "kind"), {name: one for name, one in chosen.items() if name != "kind"}
    everything = Go(visit.translator("All"), _here(visit, others), current="kind" not in chosen)
    return (
        Value(everything, sum(counts.values())),
        *(
            Value(Go(words[code], _here(visit, others, kind=code), current=chosen.get("kind") == code), counts[code])
            for code in words
            if code in counts
        ),
    )


def _facet(visit: Visit, name: str, found: Answer, chosen: dict[str, str]) -> Facet | None:
    """What the results can be narrowed by in one way, the most frequent first; none where that would narrow nothing."""
    words, value, counts = _words(visit, name), chosen.get(name, ""), found.counts.get(name, {})
    known = sorted((code for code in counts if code in words), key=lambda code: (-counts[code], words[code]))
    if not value and all(counts[code] == found.total for code in known):
        return None
    others = {one: other for one, other in chosen.items() if one != name}
    values = tuple(
        Value(
            Go(
                words[code],
                _here(visit, others, **{name: code}),
                lang=code if name == "language" else "",
                current=code == value,
            ),
            counts[code],
        )
        for code in known
    )
    return Facet(name, GROUP_NAMES[name][visit.lang], values, is_open=bool(value))


def _active(visit: Visit, chosen: dict[str, str]) -> tuple[ActiveFilter, ...]:
    """The filters in use but the kind, whose tab shows itself, and the results without each."""
    return tuple(
        ActiveFilter(
            GROUP_NAMES[name][visit.lang],
            _words(visit, name)[value],
            _here(visit, {one: other for one, other in chosen.items() if one != name}),
        )
        for name, value in chosen.items()
        if name != "kind"
    )


def _words(visit: Visit, facet: str) -> dict[str, str]:
    """The values of a facet in the reader's language."""
    lang = visit.lang
    if facet == "kind":
        return {kind.code: kind.many[lang] for kind in visit.bank.kinds.values()}
    if facet == "language":
        return LANGUAGE_NAMES
    if facet == "status":
        return {code: status.words[lang] for code, status in STATUSES.items()}
    return {code: words[lang] for code, words in (THEMES if facet == "theme" else COUNTIES).items()}


def _tell(visit: Visit, query: str) -> Go | None:
    """Where one who finds no answer may ask for it."""
    kind = visit.bank.asked_for()
    if kind is None:
        return None
    return Go(visit.translator(visit.face(kind).telling.act), visit.to(f"{kind.folder}:new", title=query[:120]))


def _listed(visit: Visit) -> list[Kind]:
    return [kind for kind in visit.bank.kinds.values() if kind.has_theme]


def _here(visit: Visit, chosen: dict[str, str], **changes: str | int) -> str:
    return visit.to("search", **{"q": visit.arg("q")[:LONGEST], **chosen, **changes})


def _page(text: str) -> int:
    return min(500, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else 1
