"""The list of a kind and the page of one entry."""

from typing import cast

from sqlalchemy.orm import Session

from ideabank.entries.kinds import Kind
from ideabank.reading.compose import show_page
from ideabank.reading.handlers.twins import twin
from ideabank.reading.lists import list_page
from ideabank.visit.cards import entry_url
from ideabank.visit.found import told
from ideabank.web.pages import Response, moved, show
from ideabank.web.request import Request, asked


def index(request: Request, session: Session, kind: Kind) -> Response:
    """The list."""
    if kind.index is not None:
        return cast(Response, kind.index(request, session, kind))
    return show(request, list_page(request, session, kind))


def entry(request: Request, session: Session, kind: Kind) -> Response:
    """The page of one entry, or its .md or .json twin; an old slug leads to the new one."""
    ref = str(request.path_params["ref"])
    if ref.endswith((".md", ".json")):
        return twin(request, session, kind)
    it = told(request, session, kind)
    wanted = f"{it.entry.id}-{it.text.slug}" if it.text.slug else str(it.entry.id)
    if ref != wanted:
        return moved(asked(request.scope, entry_url(request, kind, it.entry.id or 0, it.text.slug)))
    return show(request, show_page(request, session, it))
