"""What machines ask for at the root of a site: robots.txt, the sitemap, security.txt. Addresses are made from the settings, never from the Host header."""

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from cookbook.handbook.handlers import names as handbook_pages
from ideabank.database import now
from ideabank.errors import NotFound
from ideabank.i18n import LANGUAGES
from ideabank.overview.queries import in_part, parts
from ideabank.visit.cards import reference
from ideabank.visit.visit import Visit
from ideabank.web.pages import PlainResponse, Response
from ideabank.web.request import whole

SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
VALID = dt.timedelta(days=180)


def robots(visit: Visit) -> Response:
    """/robots.txt"""
    lines = ["User-agent: *", "Disallow: /*/account", "Disallow: /*/drafts/"]
    if base := visit.settings.known_url:
        lines += ["", f"Sitemap: {base}/sitemap.xml"]
    return _text(lines)


def security(visit: Visit) -> Response:
    """/.well-known/security.txt (RFC 9116), when the settings name whom to tell."""
    settings = visit.settings
    if not settings.contact:
        raise NotFound("There is nothing at this address.")
    expires = (now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{quote(settings.contact, safe='@+')}",
        f"Expires: {_moment(expires)}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
    ]
    if settings.known_url:
        lines.append(f"Canonical: {settings.known_url}/.well-known/security.txt")
    return _text(lines)


def sitemap(visit: Visit) -> Response:
    """/sitemap.xml: the parts, each with the time of its newest change."""
    base = _base(visit)
    lines = [f"<sitemap><loc>{base}/sitemaps/pages.xml</loc></sitemap>"]
    for part, newest in parts(visit.session):
        lines.append(f"<sitemap><loc>{base}/sitemaps/{part}.xml</loc><lastmod>{_moment(newest)}</lastmod></sitemap>")
    return _xml(f"<sitemapindex {SCHEMA}>", lines, "</sitemapindex>")


def sitemap_part(visit: Visit) -> Response:
    """/sitemaps/pages.xml, and /sitemaps/0.xml with the entries up to number PART."""
    base, part = _base(visit), str(visit.path_params["part"])
    if part == "pages":
        urls = [url for paths in _pages(visit) for url in _urls(base, paths)]
    elif part.isascii() and part.isdigit() and str(whole(part)) == part:
        urls = [url for paths, at in _entries(visit, whole(part)) for url in _urls(base, paths, at)]
    else:
        urls = []
    if not urls:
        raise NotFound("There is nothing at this address.")
    return _xml(f"<urlset {SCHEMA} {XHTML}>", urls, "</urlset>")


def _pages(visit: Visit) -> Iterator[dict[str, str]]:
    """The bank's own pages and its lists, by language."""
    names = ["front", *(f"{kind.folder}:list" for kind in visit.bank.kinds.values())]
    for name in (*names, "pages:begin", "pages:about", "pages:privacy", "pages:accessibility"):
        yield {language: visit.url_in(language, name) for language in LANGUAGES}
    for name, params in handbook_pages():
        yield {"en": visit.url_in("en", name, **params)}


def _entries(visit: Visit, part: int) -> Iterator[tuple[dict[str, str], dt.datetime]]:
    """Each public entry of this part: its address in each language it is told in, and when it was changed."""
    for one in in_part(visit.session, part, visit.bank.kinds):
        name = f"{visit.bank.kinds[one.kind].folder}:show"
        yield (
            {
                language: visit.url_in(language, name, ref=reference(one.id, one.slugs[language]))
                for language in LANGUAGES
                if language in one.slugs
            },
            one.at,
        )


def _urls(base: str, paths: dict[str, str], at: dt.datetime | None = None) -> Iterator[str]:
    """One page in its languages; each address names all of them, as pages do themselves."""
    links = [(language, base + path) for language, path in paths.items()]
    links.append(("x-default", f"{base}/" if paths.get("fi") == "/fi/" else links[0][1]))
    others = "".join(f'<xhtml:link rel="alternate" hreflang="{one}" href={quoteattr(goal)}/>' for one, goal in links)
    told = f"<lastmod>{_moment(at)}</lastmod>" if at else ""
    for path in paths.values():
        yield f"<url><loc>{escape(base + path)}</loc>{told}{others}</url>"


def _base(visit: Visit) -> str:
    base: str = visit.settings.known_url
    if not base:
        raise NotFound("There is nothing at this address.")
    return base


def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def _text(lines: Iterable[str]) -> Response:
    return PlainResponse("\n".join(lines) + "\n", media_type="text/plain")


def _xml(begin: str, lines: Iterable[str], end: str) -> Response:
    body = "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', begin, *lines, end, ""))
    return PlainResponse(body, media_type="application/xml")
