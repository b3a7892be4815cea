"""Reads a page as a careful person would: its headings, names, labels and links, and what is wrong with them."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from ideabank.i18n import LANGUAGES
from tests.world import BANK

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NAMED_BY_THEMSELVES = frozenset({"hidden", "submit", "button", "image", "reset"})
SAYING_NOTHING = frozenset(
    {"here", "click here", "read more", "more", "tästä", "täältä", "lue lisää", "här", "läs mer"}
)
# A label and nothing after it, empty brackets: but ":-." and "f()" are what people write.
GAP = re.compile(r":\s+[–-]?\s*[.,;](?:\s|$)|:\s[–-]\.|(?<!\w)\(\s*\)|“”|””")
KINDS = frozenset(words[lang] for kind in BANK.kinds.values() for words in (kind.one, kind.many) for lang in LANGUAGES)
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")


class Node:
    """An element: its name, attributes, what it lies in, and the words in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Node | None") -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.words = ""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @property
    def name(self) -> str:
        """What it is called when it is read out."""
        return " ".join((self.get("aria-label") or self.words).split())

    def inside(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.inside(tag))

    def __str__(self) -> str:
        kept = " ".join(f'{name}="{value[:60]}"' for name, value in self.attributes.items() if name != "class")
        return f"<{self.tag} {kept}>"


class Reading(HTMLParser):
    """All elements of a page in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.nodes: list[Node] = []
        self._open: list[Node] = []
        self.unclosed: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None)
        self.nodes.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        for node in self._open:
            node.words += data

    def all(self, *tags: str) -> list[Node]:
        return [node for node in self.nodes if node.tag in tags]

    @property
    def ids(self) -> list[str]:
        return [node.get("id") for node in self.nodes if "id" in node]

    @property
    def title(self) -> str:
        return next((node.words.strip() for node in self.all("title") if not node.inside("svg")), "")

    def links(self) -> Iterator[str]:
        """Every address the page leads to or is made of."""
        for node in self.nodes:
            yield from (node.get(name) for name in ("href", "src") if name in node)
            if node.tag == "form" and node.get("method") != "post":
                yield node.get("action")

    def actions(self) -> set[str]:
        """Where its forms are posted."""
        return {node.get("action") for node in self.all("form") if node.get("method") == "post"}


def faults(page: Reading, html: str, lang: str) -> Iterator[str]:
    """Each house rule the page breaks, in words."""
    if (count := len(page.all("h1"))) != 1:
        yield f"has {count} h1 headings; a page has exactly one"
    if not page.title.partition("–")[0].strip():
        yield "has no title of its own"
    if (found := page.all("html")[0].get("lang")) != lang:
        yield f"says lang={found!r} at an address in {lang}"
    yield from (f"uses the id {name!r} twice" for name, times in Counter(page.ids).items() if times > 1)
    yield from (f"does not close {tag}" for tag in page.unclosed)
    yield from _head(page)
    yield from _references(page)
    yield from _controls(page)
    yield from _levels(page)
    yield from _gaps(page)
    yield from _acts(page)
    yield from _markup(page)
    told = re.sub(r"<(code|pre)\b.*?</\1>", "", html, flags=re.DOTALL)  # the handbook shows code on purpose
    if re.search(r"\{\{|\{%|\}\}|%\(\w+\)[sd]|\bNone\b|Undefined|<Markup|&lt;(p|a|span|strong)\b", told):
        yield "shows code that should have been filled in"


def _head(page: Reading) -> Iterator[str]:
    """What a search engine and a phone read first."""
    named = [(node.get("name"), node.get("content")) for node in page.all("meta")]
    told = [content for name, content in named if name == "description"]
    if len(told) != 1 or not 40 <= len(told[0]) <= 160:
        yield f"describes itself with {told}; a page has one description of 40 to 160 letters"
    if ("viewport", "width=device-width, initial-scale=1") not in named:
        yield "does not fit itself to a phone"
    links = [
        node for node in page.all("link") if node.get("rel") in ("canonical", "alternate") and not node.get("type")
    ]
    if len([one for one in links if one.get("rel") == "canonical"]) > 1:
        yield "has more than one canonical address"
    yield from (
        f"{one} is not a whole address" for one in links if not one.get("href").startswith(("http://", "https://"))
    )
    for node in page.all("a"):
        if " ".join(node.words.lower().split()) in SAYING_NOTHING:
            yield f"{node} does not say where it leads"


def _references(page: Reading) -> Iterator[str]:
    ids = set(page.ids)
    for node in page.nodes:
        for name in REFERENCES:
            if name in node and (lost := [one for one in node.get(name).split() if one not in ids]):
                yield f"{node} points at {lost}, which is not on the page"
        if node.get("href").startswith("#") and node.tag == "a" and node.get("href")[1:] not in ids:
            yield f"{node} leads nowhere on the page"


def _controls(page: Reading) -> Iterator[str]:
    labelled = {node.get("for") for node in page.all("label") if node.words.strip()}
    for node in page.all("input", "select", "textarea"):
        by_itself = node.tag == "input" and node.get("type") in NAMED_BY_THEMSELVES
        named = node.get("aria-label") or node.get("aria-labelledby") or node.get("id") in labelled
        if not (by_itself or named or node.inside("label")):
            yield f"{node} has no label"
    for node in page.all("a", "button", "summary", "legend", "label", "th", "h1", "h2", "h3", "h4"):
        if not (node.words.strip() or node.get("aria-label")):
            yield f"{node} has no words"


def _levels(page: Reading) -> Iterator[str]:
    before = 0
    for node in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(node.tag[1])
        if level > before + 1:
            yield f"goes from h{before} to h{level} at “{node.words.strip()[:50]}”"
        before = level


def _gaps(page: Reading) -> Iterator[str]:
    """Sentences with a place for a value that was empty."""
    for node in page.all("p", "li", "dd", "dt", "td", "h1", "h2", "h3", "h4", "a", "button", "label", "caption"):
        if not node.inside("code") and GAP.search(node.words):
            yield f"says “{node.words.strip()[:60]}”, where something is missing"


def _acts(page: Reading) -> Iterator[str]:
    """What one presses says what it does: never a kind alone, and never the same words for two places."""
    places: dict[str, set[str]] = {}
    for node in page.all("a", "button"):
        goal = _leads_to(node) if node.tag == "a" else _posts_to(node)
        if goal:
            places.setdefault(node.name, set()).add(goal)
        is_act = node.tag == "button" or re.search(r"/(?:new|edit|start)(?:$|[?/])", goal)
        if is_act and node.name in KINDS:
            yield f"{node} says only {node.name!r}: say the act"
    for name, goals in places.items():
        if len(goals) > 1:
            yield f"says {name!r} for {len(goals)} places, such as {sorted(goals)[:2]}"


def _leads_to(link: Node) -> str:
    """The address without the place on its page; signing in is one act, wherever one comes back to."""
    address = link.get("href").partition("#")[0]
    return address.partition("?")[0] if "/sign-in" in address else address


def _posts_to(button: Node) -> str:
    form = button.parent
    while form is not None and form.tag != "form":
        form = form.parent
    return button.get("formaction") or (form.get("action") if form else "")


def _markup(page: Reading) -> Iterator[str]:
    for node in page.nodes:
        if node.tag == "style" or (node.tag == "script" and "src" not in node):
            yield f"{node} is written into the page"
        if any(name == "style" or name.startswith(("on", "hx-")) for name in node.attributes):
            yield f"{node} carries style or behaviour"
        if node.tag == "img" and "alt" not in node:
            yield f"{node} has no alt"
        if node.tag in ("a", "link") and not node.get("href").strip():
            yield f"{node} leads nowhere"
