"""The handbook of this very product, as pages: /fi/handbook and /fi/handbook/install. Written in English."""

import functools
import re
from collections.abc import Iterator
from html import unescape

from markupsafe import Markup

from cookbook.handbook.views import HandbookPage
from ideabank import places
from ideabank.errors import NotFound
from ideabank.text.markdown import render
from ideabank.visit.visit import Visit
from ideabank.web.heading import Addresses, asked_plainly
from ideabank.web.pages import Response, show
from ideabank.web.parts import Text

FOLDER = places.content("cookbook") / "handbook"
LANGUAGE = "en"
NAME = re.compile(r"[a-z0-9-]+")
_LINK = re.compile(r'href="(?:\.\./)?((?:decisions/)?[a-z0-9-]*)(?:\.md)?(#[a-z0-9-]*)?"')


def index(visit: Visit) -> Response:
    return _page(visit, "index")


def page(visit: Visit) -> Response:
    return _page(visit, str(visit.path_params["page"]))


def decision(visit: Visit) -> Response:
    return _page(visit, str(visit.path_params["page"]), "decisions")


def names() -> Iterator[tuple[str, dict[str, str]]]:
    """(route, what its path takes) of every page."""
    yield "handbook:index", {}
    for file in sorted(FOLDER.glob("*.md")):
        if file.stem != "index":
            yield "handbook:page", {"page": file.stem}
    yield from (("handbook:decision", {"page": name}) for name, _ in _decisions())


def _page(visit: Visit, name: str, folder: str = "") -> Response:
    found = _page_of(folder, name) if NAME.fullmatch(name) else None
    if found is None:
        raise NotFound("There is nothing at this address.")
    title, html = found
    shown = _LINK.sub(lambda one: f'href="{_goal(visit, one[1], folder)}{one[2] or ""}"', html)
    is_index = name == "index" and not folder
    text = Text(Markup(shown + _contents(visit) if is_index else shown), LANGUAGE)  # noqa: S704 our own text through render
    whole = visit.translator("Handbook of the bank")
    page = HandbookPage(
        title=whole if is_index else f"{title} – {whole}",
        description=_beginning(html) if visit.lang == LANGUAGE else "",
        addresses=Addresses({LANGUAGE: asked_plainly(visit).replace(f"/{visit.lang}/", f"/{LANGUAGE}/", 1)}, LANGUAGE),
        heading=title,
        html=text,
        up="" if is_index else visit.to("handbook:index"),
    )
    return show(visit, page)


def _beginning(html: str) -> str:
    """The first paragraph, in words."""
    return unescape(re.sub(r"<[^>]+>", "", html.partition("</p>")[0]))


def _contents(visit: Visit) -> str:
    """The decisions, one a line."""
    lines = (f'<li><a href="{_goal(visit, key, "decisions")}">{told}</a></li>' for key, told in _decisions())
    return f'<h2 id="decisions">Decisions</h2><ul>{"".join(lines)}</ul>'


def _goal(visit: Visit, link: str, folder: str) -> str:
    """Where a link of one page to another leads here."""
    if link.rstrip("/") == "decisions":
        return visit.to("handbook:index") + "#decisions"
    if link.startswith("decisions/") or (folder and "/" not in link and (FOLDER / folder / f"{link}.md").is_file()):
        return visit.to("handbook:decision", page=link.removeprefix("decisions/"))
    return visit.to("handbook:page", page=link)


@functools.cache
def _page_of(folder: str, name: str) -> tuple[str, str] | None:
    """(title, HTML) of a page; its first line is the title."""
    file = FOLDER / folder / f"{name}.md"
    if not file.is_file():
        return None
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    return first.lstrip("# ").strip(), render(rest, under=1, keeps_breaks=False)


@functools.cache
def _decisions() -> tuple[tuple[str, str], ...]:
    files = sorted((FOLDER / "decisions").glob("*.md"))
    return tuple((file.stem, (_page_of("decisions", file.stem) or ("", ""))[0]) for file in files)
