"""The search page: one box, results across kinds, newest query in the address."""

import dataclasses

from markupsafe import Markup
from sqlalchemy.orm import Session

from ideabank.overview.views import SearchPage
from ideabank.search.highlight import Piece, mark
from ideabank.search.port import Query
from ideabank.web.parts import Go, Pager, Text
from ideabank.web.request import Request
from ideabank.workspace.similar import cards_of
from ideabank.workspace.views.lists import Card

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
        cards=tuple(_marked(request, card, found.question) for _id, card in cards_of(request, session, found.ids)),
        kinds=tuple(goes),
        total=found.total,
        also=found.also,
        pager=Pager(
            previous=request.to("search", q=query, kind=wanted, page=number - 1) if number > 1 else "",
            next="" if last else request.to("search", q=query, kind=wanted, page=number + 1),
        ),
        tell=tell,
    )


def _marked(request: Request, card: Card, question: Query | None) -> Card:
    """The card with the words that were searched for marked, in whatever form they stand there."""
    if question is None:
        return card
    return dataclasses.replace(
        card, title=_marked_text(request, card.title, question), summary=_marked_text(request, card.summary, question)
    )


def _marked_text(request: Request, text: Text, question: Query) -> Text:
    return Text(_html(mark(text.value, question, request.site.search.chain, language=text.lang)), text.lang)


def _html(pieces: list[Piece]) -> Markup:
    return Markup("").join(Markup("<mark>%s</mark>") % one.text if one.marked else one.text for one in pieces)


def _page(text: str) -> int:
    return min(500, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else 1
