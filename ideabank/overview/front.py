"""The front page: what this is, how needs are met and what is missing, who comes in by which door, and what happens now."""

from ideabank.entries.card_row import CardRow
from ideabank.entries.queries import Selection, page_of, rows_of
from ideabank.overview.coverage import coverage_of
from ideabank.overview.doors import doors
from ideabank.overview.drawn import Paths, drawn_path
from ideabank.overview.figures import Counts, Figures
from ideabank.overview.news import Happened, newest, news
from ideabank.overview.queries import NEED
from ideabank.overview.views import ChainLink, FrontPage
from ideabank.visit.cards import card
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit

CHAIN = ("segment", NEED, "proposal", "solution", "recipe")
CARDS, NEWS = 3, 5


def front_page(visit: Visit) -> FrontPage:
    """/fi/. No entry stands on it twice: what is supported, then what waits, the path, and last what happens to others."""
    _, figures = visit.translator, visit.site.keeper(Figures)
    counts, path = figures.fresh(visit.session), visit.site.keeper(Paths).drawn(visit.session, visit.bank.kinds["path"])
    supported = _needs(visit)[:CARDS]
    waiting = [row for row in _needs(visit, met="unmet") if row not in supported][:CARDS]
    shown = {row.id for row in (*supported, *waiting)} | ({path.entry_id} if path else set())
    happened = newest(visit, but=shown, most=NEWS)
    others = _others(visit, happened, path.entry_id if path else None)
    return FrontPage(
        title=_("Ideas for better public health and social services"),
        description=_(
            "An open bank of needs in health and social services, and of the proposals and solutions that answer them."
        ),
        tell=visit.to("usecases:new"),
        begin=visit.to("pages:begin"),
        coverage=coverage_of(visit, counts),
        doors=doors(visit),
        chain=_chain(visit, counts, figures.joined(visit.session)),
        supported=_cards(visit, supported),
        supported_url=visit.to("usecases:list", sort="supported"),
        waiting=_cards(visit, waiting),
        waiting_url=visit.to("usecases:list", met="unmet"),
        unmet=counts.met.get("unmet", 0),
        news=news(visit, happened, others),
        path=drawn_path(visit, path, others[path.entry_id]) if path and path.entry_id in others else None,
    )


def _needs(visit: Visit, **narrowed: str) -> tuple[CardRow, ...]:
    """As many as could be left when those shown already are taken away."""
    selection = Selection(visit.bank.kinds[NEED], visit.lang, narrowed, "supported", limit=2 * CARDS)
    return page_of(visit.session, selection).rows


def _cards(visit: Visit, rows: list[CardRow] | tuple[CardRow, ...]) -> tuple[Card, ...]:
    return tuple(card(visit, visit.bank, row) for row in rows)


def _others(visit: Visit, happened: tuple[Happened, ...], path: int | None) -> dict[int, Card]:
    """Cards of the path and of what happens, with the organisations that did it, in one query."""
    ids = {path, *(one.entry_id for one in happened), *(one.organisation_id for one in happened)}
    return {number: card(visit, visit.bank, row) for number, row in rows_of(visit.session, ids, visit.lang).items()}


def _chain(visit: Visit, counts: Counts, joined: dict[str, int]) -> tuple[ChainLink, ...]:
    kinds = visit.bank.kinds
    return tuple(
        ChainLink(
            code,
            counts.kinds.get(code, 0),
            kinds[code].many[visit.lang],
            visit.to(f"{kinds[code].folder}:list"),
            0 if code == NEED else joined.get(code, 0),
        )
        for code in CHAIN
    )
