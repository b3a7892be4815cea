"""Addresses that look over the whole bank."""

from starlette.routing import BaseRoute

from ideabank.finding.handlers.titles import titles
from ideabank.overview.handlers.crawlers import robots, security, sitemap, sitemap_part
from ideabank.overview.handlers.pages import about, accessibility, begin, front, keys, privacy, search
from ideabank.web.routing import compiled, get


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
        get("/begin", begin, name="pages:begin"),
        get("/about", about, name="pages:about"),
        get("/privacy", privacy, name="pages:privacy"),
        get("/keys", keys, name="pages:keys"),
        get("/accessibility", accessibility, name="pages:accessibility"),
    ]
    return compiled(lines)
