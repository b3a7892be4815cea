"""The cookbook's own list: by what one wants to do, then the recipes."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import Recipe
from cookbook.recipes.views import CookbookPage, Wish
from cookbook.recipes.vocabulary import PURPOSES
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.visibility import visible_to
from ideabank.reading.lists import list_page
from ideabank.web.pages import Response, show
from ideabank.web.parts import Go
from ideabank.web.request import Request


def cookbook(request: Request, session: Session, kind: Kind) -> Response:
    """/fi/recipes: six wishes with how many recipes answer each, the filters, the list, and the cookbook's other parts."""
    common = list_page(request, session, kind)
    rows = session.execute(
        sa.select(col(Recipe.purpose)).join(Entry, col(Entry.id) == col(Recipe.entry_id)).where(visible_to())
    ).scalars()
    counts: dict[str, int] = dict.fromkeys(PURPOSES, 0)
    for purposes in rows:
        for code in set(purposes) & counts.keys():
            counts[code] += 1
    now, _ = request.arg("purpose"), request.translator
    values = common.values()
    values["title"] = _("Cookbook")
    page = CookbookPage(
        **values,
        wishes=tuple(
            Wish(
                words[request.lang],
                request.to("recipes:list", purpose="" if code == now else code),
                counts[code],
                code == now,
            )
            for code, words in PURPOSES.items()
        ),
        ways=(
            Go(request.site.bank.kinds["requirement"].many[request.lang], request.to("requirements:list")),
            Go(request.site.bank.kinds["term"].many[request.lang], request.to("terms:list")),
            Go(request.site.bank.kinds["project"].many[request.lang], request.to("projects:list")),
            Go(request.site.bank.kinds["fieldreport"].many[request.lang], request.to("fieldreports:list")),
            Go(_("Handbook of the bank"), request.to("handbook:index")),
        ),
    )
    return show(request, page)
