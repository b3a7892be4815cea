"""Markdown as people write it, made into HTML that is safe to show.

Raw HTML is shown as it was typed, pictures become links to them, and `[[U-123]]` stays text for others to
resolve. Python-Markdown takes quadratic time on some inputs and recurses on others, so the source is
rendered in small parts, each part's nesting is capped, and a part too knotty to be prose is shown as plain
text. HTML is rendered once, on save.
"""

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor

TAGS = set("a p br hr h3 h4 h5 h6 strong em del code pre blockquote ul ol li table thead tbody tr th td".split())
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
HIGHEST_HEADING = 3  # the page's own title is h1 and its sections are h2

PART = 1_500  # characters after which a part ends at the next good place
PART_HARD = 12_000  # and at which it ends anywhere between two lines
MOST_NESTED = 6
MOST_COLUMNS = 40
KNOTS_IN_PART = 300
KNOTTINESS = 400_000  # length of a part times its knots
KNOTTINESS_OF_ALL = 12_000_000

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
KNOT = re.compile(r"[\[`<\\*_!&]|^[ >]*(?:[=-]+|[#*_][ #*_]*.*) *$", re.MULTILINE)
MARKERS = re.compile(rf"(?:\s{{0,24}}(?:>|(?:[-*+]|\d{{1,9}}\.)(?=\s))){{{MOST_NESTED}}}\s?")
EXCESS = re.compile(r"(?:\s*(?:>|(?:[-*+]|\d{1,9}\.)(?=\s|$)))+")
WIDE = re.compile(r"\s{41,}")
DEEP_ITEM = re.compile(r"\s{25,}(?=(?:[-*+]|\d+\.)\s|>)")
ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)[ \t]+\S")
ADDRESS = r"(?<![\w/=\"'])https?://[^\s<>\"'`\]]{1,2000}[^\s<>\"'`\].,;:!?)]"


def render(source: str) -> str:
    """The source as sanitised HTML; answers any input, a hundred kilobytes of it within a second or so."""
    renderer = _renderer()
    budget = KNOTTINESS_OF_ALL
    rendered: list[str] = []
    for kind, text in _parts(source):
        cost = len(text) * sum(1 for _ in KNOT.finditer(text))
        budget -= cost
        rendered.append(_code(text) if kind == "code" else _prose(renderer, text, cost, budget))
    return nh3.clean(
        "\n".join(rendered),
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


def _parts(source: str) -> Iterator[tuple[str, str]]:
    """The source cut into ("prose", text) and ("code", text); only fenced code is taken out of the prose."""
    part: list[str] = []
    size = 0
    lines = iter(re.sub("[\x00\x02\x03]", "", source).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for line in lines:
        fence = FENCE.match(line)
        if fence or _ends(size, part, line):
            yield "prose", "\n".join(part)
            part, size = [], 0
        if fence:
            yield "code", "\n".join(_until(lines, fence[1]))
        else:
            part.extend(_tamed(line, part))
            size += len(line) + 1
    yield "prose", "\n".join(part)


def _ends(size: int, part: list[str], line: str) -> bool:
    """Whether a new part may begin with this line: after an empty line, at text that continues nothing."""
    if size > PART_HARD:
        return True
    starts = bool(part) and not part[-1].strip() and line[:1] not in " \t" and not ITEM.match(line)
    return size > PART and (starts or line.startswith("#"))


def _until(lines: Iterator[str], fence: str) -> Iterator[str]:
    """The lines up to the closing fence, or to the end when nobody closed it."""
    for line in lines:
        bare = line.strip()
        if bare.startswith(fence) and not bare.strip(fence[0]):
            return
        yield line


def _tamed(line: str, before: list[str]) -> list[str]:
    """The line with its nesting capped; a list right under text gets the empty line it needs."""
    line = DEEP_ITEM.sub(" " * 24, WIDE.sub(" " * 40, line))
    markers = MARKERS.match(line)
    if markers and len(set(line)) > 2:
        line = markers[0] + EXCESS.sub("", line[markers.end() :], count=1)
    elif markers:
        line = line[: markers.end()]
    last = before[-1] if before else ""
    under_text = bool(last.strip()) and last[:1] not in " \t>" and not ITEM.match(last)
    return ["", line] if under_text and ITEM.match(line) else [line]


def _code(text: str) -> str:
    return f"<pre><code>{html.escape(text)}\n</code></pre>"


def _prose(renderer: markdown.Markdown, text: str, cost: int, budget: int) -> str:
    if not text.strip():
        return ""
    knots = cost // max(len(text), 1)
    columns = max(line.count("|") for line in text.split("\n"))
    if knots > KNOTS_IN_PART or cost > KNOTTINESS or budget < 0 or columns > MOST_COLUMNS:
        return _as_typed(text)
    try:
        return renderer.reset().convert(text)
    except RecursionError:
        return _as_typed(text)


def _as_typed(text: str) -> str:
    paragraphs = (html.escape(part) for part in re.split(r"\n\s*\n", text) if part.strip())
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _renderer() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", "sane_lists", _House()])


class _House(Extension):
    """Our dialect: no raw HTML, no pictures, no references, no indented code; bare addresses become links."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 the name Markdown calls
        md.preprocessors.deregister("html_block")
        for block in ("code", "reference"):
            md.parser.blockprocessors.deregister(block)
        for name in (
            "html",
            "automail",
            "reference",
            "short_reference",
            "image_reference",
            "short_image_ref",
        ):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(LinkInlineProcessor(r"\!\[", md), "image_link", 165)
        md.inlinePatterns.register(_Address(ADDRESS, md), "address", 90)
        md.treeprocessors.register(_Outline(md), "outline", 5)


class _Address(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 the name Markdown calls
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        link = Element("a", {"href": match[0]})
        link.text = markdown.util.AtomicString(match[0])
        return link, match.start(0), match.end(0)


class _Outline(Treeprocessor):
    """Headings below the page's own; links without words say where they lead."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch(r"h[1-6]", element.tag):
                element.tag = f"h{min(int(element.tag[1]) + HIGHEST_HEADING - 1, 6)}"
            elif element.tag == "a" and not "".join(element.itertext()).strip():
                element.text = element.get("href")
