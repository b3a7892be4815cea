"""Prose pages: one Markdown file a page and language in `ideabank/overview/prose/`."""

import functools
import re
from pathlib import Path

from ideabank.text.frontmatter import parse
from ideabank.text.markdown import render

FOLDER = Path(__file__).parent / "prose"


def prose(name: str, language: str, *, contact: str) -> tuple[str, str, str]:
    """(title, HTML, its first paragraph in words) of a page; {contact} in the text becomes the address an administrator has set."""
    title, body = _read(name, language)
    beginning = re.sub(r"[*_`]|\{contact\}", "", body.strip().partition("\n\n")[0])
    return title, render(body.replace("{contact}", contact or "–"), under=1, keeps_breaks=False), beginning


@functools.cache
def _read(name: str, language: str) -> tuple[str, str]:
    document = parse((FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8"), file=f"{name}.{language}.md")
    return str(document.meta["title"]), document.body
