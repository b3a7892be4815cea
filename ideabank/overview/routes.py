"""Addresses that look over the whole bank."""

from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.routing import BaseRoute

from ideabank.overview.finding import search_page
from ideabank.overview.front import front_page
from ideabank.overview.prose import prose
from ideabank.overview.titles import titles
from ideabank.overview.views import TextPage
from ideabank.web.pages import Response, show
from ideabank.web.parts import Text
from ideabank.web.request import Request
from ideabank.web.routing import compiled, get


def front(request: Request, session: Session) -> Response:
    return show(request, front_page(request, session))


def search(request: Request, session: Session) -> Response:
    return show(request, search_page(request, session))


def about(request: Request, session: Session) -> Response:
    return _prose(request, "about")


def privacy(request: Request, session: Session) -> Response:
    return _prose(request, "privacy")


def accessibility(request: Request, session: Session) -> Response:
    return _prose(request, "accessibility")


def _prose(request: Request, name: str) -> Response:
    title, html = prose(name, request.lang, contact=request.site.settings.contact)
    return show(request, TextPage(title=title, html=Text(Markup(html), request.lang)))  # noqa: S704 our own text through render


def routes() -> list[BaseRoute]:
    lines = [
        get("/", front, name="front"),
        get("/search", search, name="search"),
        get("/search/titles", titles, name="search:titles"),
        get("/about", about, name="pages:about"),
        get("/privacy", privacy, name="pages:privacy"),
        get("/accessibility", accessibility, name="pages:accessibility"),
    ]
    return compiled(lines)
