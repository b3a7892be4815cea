"""Addresses within a text: where one that was typed bare ends, and where a link leads."""

import re
from typing import NamedTuple

LONGEST = 2_000
MOST_PARENTHESES = 8

_ADDRESS = re.compile(r"(?i:https?://|www\.)[^\s<>\[\]\"`|\\^{}“”„«»‹›]{1,2000}")
_FINAL = ".,;:!?…'’‘*_~)–—"
_CASE = re.compile(
    r":(?:i?n|[st]?t?[aä]|s[st][aä]|l[lt][aä]|lle|ksi|n[aä]|aan|ään|een|iin|hun|s)$"
)  # "thl.fi:n", "x.fi:ssä"
_MARKS = re.compile(r"[()\n\\]")
_GOAL = re.compile(r"\(\s{0,9}(?:<([^<>\n]{0,2000})>\s{0,9})?")
_TITLE = re.compile(r"""\s(?:"([^"\n]*)"|'([^'\n]*)')\s*""")


class Goal(NamedTuple):
    """Where a link leads; `end` is the place behind it."""

    href: str
    title: str
    end: int


def address_at(text: str, start: int) -> str:
    """The bare address that begins here, without the punctuation that ends the sentence; empty when it is none."""
    found = _ADDRESS.match(text, start)
    if found is None:
        return ""
    address = found[0]
    unclosed = address.count(")") - address.count("(")
    end = len(address)
    while end and address[end - 1] in _FINAL:
        if address[end - 1] == ")":
            if unclosed <= 0:
                break
            unclosed -= 1
        end -= 1
    address = _CASE.sub("", address[:end])
    has_scheme = address[0] in "hH"
    rest = address.partition("://")[2] if has_scheme else address[len("www.") :]
    return address if rest and (has_scheme or "." in rest) else ""


def goal_at(text: str, start: int) -> Goal | None:
    """The goal of a link in parentheses: `(address)`, `(<address>)`, `(address "title")`; parentheses may nest in it."""
    head = _GOAL.match(text, start)
    if head is None:
        return None
    end = _closing(text, head.end())
    if end is None:
        return None
    inner = text[head.end() : end]
    title, href = "", head[1]
    quoted = inner.rfind(' "') if inner.rstrip().endswith('"') else inner.rfind(" '")
    for place in {inner.find(' "'), inner.find(" '"), quoted} - {-1}:
        if found := _TITLE.fullmatch(inner, place):
            title, inner = found[1] or found[2] or "", inner[:place]
            break
    if href is not None:
        return Goal(href.strip(), title, end + 1) if not inner.strip() else None
    return Goal(re.sub(r"\\(?=[()\\])", "", inner.strip()), title, end + 1)


def _closing(text: str, start: int) -> int | None:
    """The place of the parenthesis that closes the goal, on the same line and within reason."""
    depth = skip = 0
    for found in _MARKS.finditer(text, start, start + LONGEST):
        if found.start() < skip:
            continue
        if found[0] == "\n":
            return None
        if found[0] == "\\":
            skip = found.end() + 1
        elif found[0] == "(":
            depth += 1
            if depth > MOST_PARENTHESES:
                return None
        elif depth == 0:
            return found.start()
        else:
            depth -= 1
    return None
