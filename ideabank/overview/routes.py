"""Addresses that look over the whole bank."""

from markupsafe import Markup
from starlette.routing import BaseRoute

from ideabank.finding.handlers.search import search_page
from ideabank.finding.handlers.titles import titles
from ideabank.overview.front import front_page
from ideabank.overview.handlers.crawlers import robots, security, sitemap, sitemap_part
from ideabank.overview.prose import prose
from ideabank.overview.views import TextPage
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, show
from ideabank.web.parts import Text
from ideabank.web.routing import compiled, get


def front(visit: Visit) -> Response:
    return show(visit, front_page(visit))


def search(visit: Visit) -> Response:
    return show(visit, search_page(visit))


def about(visit: Visit) -> Response:
    return _prose(visit, "about")


def privacy(visit: Visit) -> Response:
    return _prose(visit, "privacy")


def accessibility(visit: Visit) -> Response:
    return _prose(visit, "accessibility")


def _prose(visit: Visit, name: str) -> Response:
    title, html, beginning = prose(name, visit.lang, contact=visit.settings.contact)
    page = TextPage(title=title, description=beginning, html=Text(Markup(html), visit.lang))  # noqa: S704 our own text through render
    return show(visit, page)


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
