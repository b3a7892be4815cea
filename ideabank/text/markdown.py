"""Markdown as people write it, made into HTML that is safe to show.

Raw HTML is shown as it was typed, pictures become links to them, and `[[U-123]]` stays text for others to
resolve. Python-Markdown's own readers take quadratic time on some inputs and guess otherwise than people mean, so
its extension here reads with `text.blocks` and `text.inline`, whose cost is the length of the text. HTML is
rendered once, on save; `EDITION` grows with each change of what it looks like, so that saved texts follow.
"""

import html
import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, ElementTree, SubElement

import markdown
import nh3
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ideabank.text.blocks import tree_of
from ideabank.text.inline import Close, Leaf, Open, Piece, pieces_of

EDITION = 2
TAGS = set("a p br hr h2 h3 h4 h5 h6 strong em del code pre blockquote ul ol li table thead tbody tr th td".split())
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}
MOST_NESTED = 12  # emphasis and links within one another

_HEADING = re.compile(r"h[1-6]")


def render(source: str, *, under: int = 2, keeps_breaks: bool = True) -> str:
    """The source as sanitised HTML. Its headings stand below level `under` and skip no level.

    Line breaks are kept as the writer meant them; files of the house, whose lines end anywhere, keep none.
    """
    return nh3.clean(
        markdown.Markdown(extensions=[_House(under, keeps_breaks)]).convert(source),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
        clean_content_tags=set(),
    )


def plain(source: str) -> str:
    """The words of the source without any marks, a line for each paragraph, item, row or heading."""
    apart = re.sub(r"</(?:p|h\d|li|tr|pre|blockquote)>|<br>", "\n", render(source))
    text = html.unescape(nh3.clean(re.sub(r"</t[dh]>\n?", " ", apart), tags=set(), link_rel=None))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class _House(Extension):
    """Our dialect: our readers of blocks and of lines in the place of the library's; headings below the page's own."""

    def __init__(self, under: int, keeps_breaks: bool) -> None:
        super().__init__()
        self.under, self.keeps_breaks = under, keeps_breaks

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 the name Markdown calls
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        md.parser = _Blocks(md, self.keeps_breaks)
        md.treeprocessors.deregister("inline")
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Outline(md, self.under), "outline", 15)


class _Blocks(BlockParser):
    def __init__(self, md: markdown.Markdown, keeps_breaks: bool) -> None:
        super().__init__(md)
        self.keeps_breaks = keeps_breaks

    def parseDocument(self, lines: Iterable[str]) -> "ElementTree[Element | None]":  # noqa: N802 the name Markdown calls
        self.root = tree_of("\n".join(lines), keeps_breaks=self.keeps_breaks)
        return ElementTree(self.root)


class _Inline(Treeprocessor):
    """Makes the text of each block the letters and elements it means."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.text and element.tag == "code":
                element.text = _escaped(element.text)
            elif element.text and element.text.strip():
                text, element.text = element.text, None
                _grow(element, pieces_of(text))


def _grow(parent: Element, pieces: Sequence[Piece]) -> None:
    """Puts the pieces before the children of the parent; what nests deeper than anybody reads is left flat."""
    if len(pieces) == 1 and isinstance(pieces[0], str):
        parent.text = _escaped(pieces[0])
        return
    new = Element("div")
    path, deeper = [new], 0
    for piece in pieces:
        here = path[-1]
        if isinstance(piece, str):
            _say(here, piece)
        elif isinstance(piece, Leaf):
            SubElement(here, piece.tag).text = _escaped(piece.text) or None
        elif isinstance(piece, Open):
            if len(path) > MOST_NESTED:
                deeper += 1
            else:
                path.append(_opened(here, piece))
        elif isinstance(piece, Close):
            if deeper:
                deeper -= 1
            else:
                path.pop()
    parent.text = new.text
    for place, child in enumerate(list(new)):
        parent.insert(place, child)


def _opened(parent: Element, piece: Open) -> Element:
    element = SubElement(parent, piece.tag)
    if piece.tag == "a":
        element.set("href", _escaped(piece.href))
    if piece.title:
        element.set("title", _escaped(piece.title))
    return element


def _say(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + _escaped(words)
    else:
        element.text = (element.text or "") + _escaped(words)


def _escaped(words: str) -> str:
    """The words so that the library's writer takes nothing in them for an entity."""
    return words.replace("&", "&amp;")


class _Outline(Treeprocessor):
    """Headings below the page's own, each at most one level below the one before; links without words say where they lead."""

    def __init__(self, md: markdown.Markdown, under: int) -> None:
        super().__init__(md)
        self.under = under

    def run(self, root: Element) -> None:
        above: list[str] = []
        for element in root.iter():
            if _HEADING.fullmatch(element.tag):
                above = [level for level in above if level < element.tag] + [element.tag]
                element.tag = f"h{min(self.under + len(above), 6)}"
            elif element.tag == "a" and not "".join(element.itertext()).strip():
                element.text = element.get("href")
