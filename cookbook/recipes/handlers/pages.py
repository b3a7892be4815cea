"""The cookbook's own list: by what one wants to do, then the recipes."""

from cookbook.recipes.queries import purposes
from cookbook.recipes.views import CookbookPage, Wish
from cookbook.recipes.vocabulary import PURPOSES
from ideabank.entries.kind import Kind
from ideabank.reading.lists import list_page
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, show
from ideabank.web.parts import Go


def cookbook(visit: Visit, kind: Kind) -> Response:
    """/fi/recipes: six wishes with how many recipes answer each, the filters, the list, and the cookbook's other parts."""
    common = list_page(visit, kind)
    counts = purposes(visit.session)
    now, _ = visit.arg("purpose"), visit.translator
    values = common.values()
    values["title"] = _("Cookbook")
    page = CookbookPage(
        **values,
        wishes=tuple(
            Wish(
                words[visit.lang],
                visit.to("recipes:list", purpose="" if code == now else code),
                counts[code],
                code == now,
            )
            for code, words in PURPOSES.items()
        ),
        ways=(
            Go(visit.bank.kinds["requirement"].many[visit.lang], visit.to("requirements:list")),
            Go(visit.bank.kinds["term"].many[visit.lang], visit.to("terms:list")),
            Go(visit.bank.kinds["project"].many[visit.lang], visit.to("projects:list")),
            Go(visit.bank.kinds["fieldreport"].many[visit.lang], visit.to("fieldreports:list")),
            Go(_("Handbook of the bank"), visit.to("handbook:index")),
        ),
    )
    return show(visit, page)
