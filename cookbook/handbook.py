"""The handbook of this very product, as pages: /fi/handbook and /fi/handbook/install. Written in English."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import ClassVar

from markupsafe import Markup
from sqlalchemy.orm import Session

from ideabank import places
from ideabank.errors import NotFound
from ideabank.text.markdown import render
from ideabank.web.heading import Addresses, asked_plainly
from ideabank.web.pages import Page, Response, show
from ideabank.web.parts import Text
from ideabank.web.request import Request

FOLDER = places.content("cookbook") / "handbook"
LANGUAGE = "en"
NAME = re.compile(r"[a-z0-9-]+")
_LINK = re.compile(r'href="(?:\.\./)?((?:decisions/)?[a-z0-9-]*)(?:\.md)?(#[a-z0-9-]*)?"')


@dataclass(frozen=True, kw_only=True)
class HandbookPage(Page):
    """One page of the handbook; `up` leads to its contents, and is empty on those."""

    template: ClassVar[str] = "pages/handbook.html"
    public: ClassVar[bool] = True
    kind: str = "recipe"
    heading: str
    html: Text
    up: str = ""


def index(request: Request, session: Session) -> Response:
    return _page(request, "index")


def page(request: Request, session: Session) -> Response:
    return _page(request, str(request.path_params["page"]))


def decision(request: Request, session: Session) -> Response:
    return _page(request, str(request.path_params["page"]), "decisions")


def names() -> Iterator[tuple[str, dict[str, str]]]:
    """(route, what its path takes) of every page."""
    yield "handbook:index", {}
    for file in sorted(FOLDER.glob("*.md")):
        if file.stem != "index":
            yield "handbook:page", {"page": file.stem}
    yield from (("handbook:decision", {"page": name}) for name, _ in _decisions())


def _page(request: Request, name: str, folder: str = "") -> Response:
    found = _told(folder, name) if NAME.fullmatch(name) else None
    if found is None:
        raise NotFound("There is nothing at this address.")
    title, html = found
    shown = _LINK.sub(lambda one: f'href="{_goal(request, one[1], folder)}{one[2] or ""}"', html)
    is_index = name == "index" and not folder
    text = Text(Markup(shown + _contents(request) if is_index else shown), LANGUAGE)  # noqa: S704 our own text through render
    whole = request.translator("Handbook of the bank")
    page = HandbookPage(
        title=whole if is_index else f"{title} – {whole}",
        description=_beginning(html) if request.lang == LANGUAGE else "",
        addresses=Addresses(
            {LANGUAGE: asked_plainly(request).replace(f"/{request.lang}/", f"/{LANGUAGE}/", 1)}, LANGUAGE
        ),
        heading=title,
        html=text,
        up="" if is_index else request.to("handbook:index"),
    )
    return show(request, page)


def _beginning(html: str) -> str:
    """The first paragraph, in words."""
    return unescape(re.sub(r"<[^>]+>", "", html.partition("</p>")[0]))


def _contents(request: Request) -> str:
    """The decisions, one a line."""
    lines = (f'<li><a href="{_goal(request, key, "decisions")}">{told}</a></li>' for key, told in _decisions())
    return f'<h2 id="decisions">Decisions</h2><ul>{"".join(lines)}</ul>'


def _goal(request: Request, link: str, folder: str) -> str:
    """Where a link of one page to another leads here."""
    if link.rstrip("/") == "decisions":
        return request.to("handbook:index") + "#decisions"
    if link.startswith("decisions/") or (folder and "/" not in link and (FOLDER / folder / f"{link}.md").is_file()):
        return request.to("handbook:decision", page=link.removeprefix("decisions/"))
    return request.to("handbook:page", page=link)


@functools.cache
def _told(folder: str, name: str) -> tuple[str, str] | None:
    """(title, HTML) of a page; its first line is the title."""
    file = FOLDER / folder / f"{name}.md"
    if not file.is_file():
        return None
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    return first.lstrip("# ").strip(), render(rest, under=1, keeps_breaks=False)


@functools.cache
def _decisions() -> tuple[tuple[str, str], ...]:
    files = sorted((FOLDER / "decisions").glob("*.md"))
    return tuple((file.stem, (_told("decisions", file.stem) or ("", ""))[0]) for file in files)
