"""Addresses of the cookbook that belong to no kind: the handbook."""

from starlette.routing import BaseRoute

from cookbook.handbook import handlers as handbook
from ideabank.web.routing import compiled, get


def routes() -> list[BaseRoute]:
    lines = [
        get("", handbook.index, name="handbook:index"),
        get("/decisions/{page}", handbook.decision, name="handbook:decision"),
        get("/{page}", handbook.page, name="handbook:page"),
    ]
    return compiled(lines, "/handbook")
