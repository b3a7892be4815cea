"""What a page tells search engines: its description, its one address, and the same in other languages. Never made from the Host header."""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ideabank.i18n import LANGUAGES, Translator
from ideabank.text.excerpts import excerpt
from ideabank.web.request import Request, asked

if TYPE_CHECKING:
    from ideabank.web.pages import Page

LONGEST, SHORTEST = 160, 70


@dataclasses.dataclass(frozen=True)
class Addresses:
    """Where a page is told in each language it is told in, and in which of them it is told here."""

    paths: Mapping[str, str]
    here: str


@dataclasses.dataclass(frozen=True)
class Head:
    """`alternates`: (language or x-default, address). Without an address that people use `canonical` and `alternates` are empty."""

    description: str
    indexed: bool
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def head_of(request: Request, page: "Page") -> Head:
    """The head of a page. One that is not of a public sort keeps out of search engines; filters and places in a list make no page of their own."""
    described = description_of(page, request.translator)
    base = request.site.settings.known_url
    if not page.public or not base:
        return Head(described, page.public and page.indexed)
    at = page.addresses or _here(request)
    alternates = [(language, base + path) for language, path in sorted(at.paths.items())]
    default = f"{base}/" if asked_plainly(request) == f"/{request.lang}/" else base + next(iter(at.paths.values()))
    return Head(described, page.indexed, base + at.paths[at.here], (*alternates, ("x-default", default)))


def description_of(page: "Page", _: Translator) -> str:
    """The page's own description in at most LONGEST letters; one that would say too little begins with the title and ends with the bank."""
    said = " ".join(page.description.split())
    if len(said) < SHORTEST:
        about = getattr(getattr(page, "heading", ""), "value", "")
        title = f"{page.title} – {about}" if about and about != page.title else page.title
        said = f"{title}: {said}" if said else f"{title}."
    if len(said) < SHORTEST:
        said += " " + _("Ideabank gathers what people need from health and social services, and what answers it.")
    return excerpt(said, LONGEST)


def asked_plainly(request: Request) -> str:
    """The path that was asked for, without its query."""
    return asked({**request.scope, "query_string": b""})


def _here(request: Request) -> Addresses:
    """A page that is told in every language of the bank: the part after the language is the same in all."""
    rest = asked_plainly(request).removeprefix(f"/{request.lang}")
    return Addresses({language: f"/{language}{rest}" for language in LANGUAGES}, request.lang)
