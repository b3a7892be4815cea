"""The search page: one box, results across kinds, newest query in the address."""

from sqlalchemy.orm import Session

from ideabank.overview.views import SearchPage
from ideabank.web.parts import Go, Pager
from ideabank.web.request import Request
from ideabank.workspace.similar import cards_of

PER_PAGE = 20


def search_page(request: Request, session: Session) -> SearchPage:
    """/fi/search?q=… Any string is a valid query and gets an answer."""
    _, bank = request.translator, request.site.bank
    query, wanted, number = request.arg("q")[:10_000], request.arg("kind"), _page(request.arg("page"))
    kinds = (wanted,) if wanted in bank.kinds else ()
    tell = request.to("usecases:new", title=query[:120])
    if not query.strip():
        return SearchPage(title=_("Search"), query="", tell=tell)
    found = request.site.search.find(session, query, kinds=kinds, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    everything = sum(found.by_kind.values()) if found.by_kind else found.total
    goes = [Go(f"{_('All')} ({everything})", request.to("search", q=query), current=not kinds)]
    goes += [
        Go(
            f"{bank.kinds[code].many[request.lang]} ({count})",
            request.to("search", q=query, kind=code),
            current=code in kinds,
        )
        for code, count in found.by_kind.items()
        if code in bank.kinds and count
    ]
    last = number * PER_PAGE >= found.total
    return SearchPage(
        title=_("Search: %(query)s") % {"query": query[:60]},
        query=query,
        cards=tuple(card for _id, card in cards_of(request, session, found.ids)),
        kinds=tuple(goes),
        total=found.total,
        also=found.also,
        pager=Pager(
            previous=request.to("search", q=query, kind=wanted, page=number - 1) if number > 1 else "",
            next="" if last else request.to("search", q=query, kind=wanted, page=number + 1),
        ),
        tell=tell,
    )


def _page(text: str) -> int:
    return min(500, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else 1
