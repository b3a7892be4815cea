"""Addresses that look over the whole bank."""

from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.routing import BaseRoute

from ideabank.finding.handlers.search import search_page
from ideabank.finding.handlers.titles import titles
from ideabank.overview.crawlers import robots, security, sitemap, sitemap_part
from ideabank.overview.front import front_page
from ideabank.overview.prose import prose
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
    title, html, beginning = prose(name, request.lang, contact=request.site.settings.contact)
    page = TextPage(title=title, description=beginning, html=Text(Markup(html), request.lang))  # noqa: S704 our own text through render
    return show(request, page)


def root_routes() -> list[BaseRoute]:
    """Addresses without a language, which machines ask for."""
    lines = [
        get("/robots.txt", robots, name="robots"),
        get("/.well-known/security.txt", security, name="security"),
        get("/sitemap.xml", sitemap, name="sitemap"),
        get("/sitemaps/{part}.xml", sitemap_part, name="sitemap:part"),
    ]
    return compiled(lines)


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
