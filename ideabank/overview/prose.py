"""Prose pages: one Markdown file a page and language in `ideabank/overview/prose/`."""

import dataclasses
import functools
import re
from pathlib import Path

from ideabank.text.frontmatter import parse
from ideabank.text.markdown import render
from ideabank.text.plain import Json

FOLDER = Path(__file__).parent / "prose"


def prose(name: str, language: str, *, contact: str) -> tuple[str, str, str]:
    """(title, HTML, its first paragraph in words) of a page.

    {contact} becomes the page's sentence with the address an administrator has set, or the one without.
    """
    meta, body = _read(name, language)
    told = str(meta.get("contact", "%s")) % contact if contact else str(meta.get("without_contact", ""))
    beginning = re.sub(r"[*_`]|\{contact\}", "", body.strip().partition("\n\n")[0]).strip()
    return str(meta["title"]), render(body.replace("{contact}", told), under=1, keeps_breaks=False), beginning


@dataclasses.dataclass(frozen=True)
class Beginnings:
    """A page in parts: what stands before the first heading, and what stands under each, as HTML."""

    title: str
    beginning: str
    intro: str
    parts: tuple[str, ...]


def beginnings(name: str, language: str) -> Beginnings:
    """A page whose headings are drawn by its template: its parts in their order."""
    meta, body = _read(name, language)
    intro, *parts = re.split(r"^## .*$", body, flags=re.MULTILINE)
    return Beginnings(str(meta["title"]), intro.strip(), render(intro), tuple(map(render, parts)))


@functools.cache
def _read(name: str, language: str) -> tuple[Json, str]:
    document = parse((FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8"), file=f"{name}.{language}.md")
    return document.meta, document.body
