"""The front page: what this is, what is most supported, newest and unmet, and how much of the need is met."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.kept import Kept
from ideabank.entries.models import Entry
from ideabank.entries.queries import Selection, page_of
from ideabank.entries.visibility import visible_to
from ideabank.overview.views import FrontPage, Share
from ideabank.visit.cards import card
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit

SHOWN = 4


@dataclasses.dataclass(frozen=True)
class Counts:
    """Entries by kind, needs by how well they are met, and links."""

    kinds: dict[str, int]
    met: dict[str, int]
    links: int


class Figures:
    """How many entries there are of each kind and how well needs are met; counted again when something has changed."""

    def __init__(self) -> None:
        self._kept = Kept[Counts](1)

    def fresh(self, session: Session) -> Counts:
        return self._kept.of(session, "all", lambda: _counted(session))


def _counted(session: Session) -> Counts:
    query = sa.select(col(Entry.kind), col(Entry.met), sa.func.count()).where(visible_to())
    rows = session.execute(query.group_by(col(Entry.kind), col(Entry.met))).all()
    # Each link is counted at both its ends, and only where everybody sees the other.
    both = session.execute(sa.select(sa.func.sum(col(Entry.link_count))).where(visible_to())).scalar()
    return Counts(
        kinds={kind: sum(row[2] for row in rows if row[0] == kind) for kind in {row[0] for row in rows}},
        met={row[1]: row[2] for row in rows if row[1]},
        links=int(both or 0) // 2,
    )


def front_page(visit: Visit) -> FrontPage:
    """/fi/"""
    _, lang, bank = visit.translator, visit.lang, visit.bank
    figures = visit.site.keeper(Figures).fresh(visit.session)
    needs = bank.kinds["usecase"]
    return FrontPage(
        title=_("Ideas for better public health and social services"),
        description=_(
            "An open bank of needs in health and social services, and of the proposals and solutions that answer them."
        ),
        tell=visit.to("usecases:new"),
        numbers=tuple(
            (
                code,
                figures.kinds.get(code, 0),
                bank.kinds[code].many[lang],
                visit.to(f"{bank.kinds[code].folder}:list"),
            )
            for code in ("usecase", "proposal", "solution", "recipe")
        ),
        links=figures.links,
        share=Share(figures.met.get("met", 0), figures.met.get("partly", 0), figures.met.get("unmet", 0)),
        supported=_cards(visit, Selection(needs, lang, {}, "supported", limit=SHOWN)),
        newest=_cards(visit, Selection(needs, lang, {}, "newest", limit=SHOWN)),
        unmet=_cards(visit, Selection(needs, lang, {"met": "unmet"}, "supported", limit=SHOWN)),
        unmet_url=visit.to("usecases:list", met="unmet"),
        supported_url=visit.to("usecases:list", sort="supported"),
        newest_url=visit.to("usecases:list", sort="newest"),
    )


def _cards(visit: Visit, selection: Selection) -> tuple[Card, ...]:
    return tuple(card(visit, visit.bank, row) for row in page_of(visit.session, selection).rows)
