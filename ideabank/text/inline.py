"""What stands within a paragraph: emphasis, links, addresses, code; as pieces in one pass over the letters.

Linear by construction: each mark is met once, closers look only at openers that can still match, and what a link may
hold is bounded. Bare addresses become links without the punctuation that follows them.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from ideabank.text.hyperlinks import address_at, goal_at

_SPECIAL = re.compile(
    r"\\|`+|!?\[|\]|\*+|_+|~~+|<(?:https?://[^\s<>]{1,2000}>|br ?/?>)|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?<![\w/=])(?i:https?://|www\.)(?=\w)|\n"
)
_ESCAPED = frozenset("\\`*_{}[]()>#+-.!|~<&\"'$%,/:;=?@^")
MOST_MARKS = 3  # a longer run of stars or lines is a drawing, not emphasis


class Open(NamedTuple):
    tag: str
    href: str = ""
    title: str = ""


class Close(NamedTuple):
    tag: str


class Leaf(NamedTuple):
    """An element without others in it: `br`, `code`."""

    tag: str
    text: str = ""


Piece = str | Open | Close | Leaf


@dataclass
class _Run:
    """A run of emphasis marks: `left` of them are still text."""

    mark: str
    left: int
    opens: bool
    closes: bool
    before: list[Close] = field(default_factory=list)
    after: list[Open] = field(default_factory=list)

    @property
    def sort(self) -> tuple[str, bool, int]:
        return self.mark, self.opens, self.left % 3


def pieces_of(text: str) -> list[Piece]:
    """The text as letters and the elements that open and close between them, always well nested."""
    if _SPECIAL.search(text) is None:
        return [text]
    reader = _Reader(text)
    reader.read()
    return reader.pieces()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.told: list[Piece | _Run] = []
        self.brackets: list[int] = []  # places in `told` of brackets that are not closed yet
        self.ticks: dict[int, list[int]] = {}
        for found in re.finditer("`+", text):
            self.ticks.setdefault(len(found[0]), []).append(found.start())

    def read(self) -> None:
        text, told, size = self.text, self.told, len(self.text)
        while self.at < size:
            found = _SPECIAL.search(text, self.at)
            if found is None:
                told.append(text[self.at :])
                break
            if found.start() > self.at:
                told.append(text[self.at : found.start()])
            self.at = found.end()
            self._take(found[0], found.start())
        _pair(self.told, 0)

    def pieces(self) -> list[Piece]:
        flat: list[Piece] = []
        for piece in self.told:
            if isinstance(piece, _Run):
                flat += [*piece.before, piece.mark * piece.left, *reversed(piece.after)]
            else:
                flat.append(piece)
        return flat

    def _take(self, mark: str, start: int) -> None:
        first = mark[0]
        if first in "*_~":
            self.told.append(self._run(mark, start))
        elif mark in ("[", "!["):
            self.brackets.append(len(self.told))
            self.told.append(mark)
        elif first == "]":
            self._close_link()
        elif first == "`":
            self._code(mark)
        elif first == "\\":
            self._escape()
        elif first == "&":
            self.told.append(html.unescape(mark))
        elif first == "<":
            self.told += [Leaf("br")] if mark[1] == "b" else _link_to(mark[1:-1])
        elif first in "hHwW":
            self._address(start)
        else:
            self._break(start)

    def _run(self, mark: str, start: int) -> _Run | str:
        size = len(mark)
        if size > MOST_MARKS or (mark[0] == "~" and size != 2):
            return mark
        before, after = self.text[start - 1 : start] if start else " ", self.text[self.at : self.at + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if mark[0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        elif mark == "*" and before.isdigit() and after.isdigit():
            return mark
        return _Run(mark[0], size, opens, closes) if opens or closes else mark

    def _close_link(self) -> None:
        """A link when a goal follows; what stands in it is paired on its own, and holds no other link."""
        if not self.brackets:
            self.told.append("]")
            return
        place = self.brackets.pop()
        goal = goal_at(self.text, self.at)
        if goal is None:
            self.told.append("]")
            return
        _pair(self.told, place)
        inner = [
            piece for piece in self.told[place + 1 :] if not (isinstance(piece, Open | Close) and piece.tag == "a")
        ]
        self.told[place:] = [Open("a", goal.href, goal.title), *inner, Close("a")]
        self.brackets.clear()
        self.at = goal.end

    def _code(self, mark: str) -> None:
        places = self.ticks[len(mark)]
        following = bisect_left(places, self.at)
        if following == len(places):
            self.told.append(mark)
            return
        self.told.append(Leaf("code", re.sub(r"(?<! ) *\n *", " ", self.text[self.at : places[following]].strip())))
        self.at = places[following] + len(mark)

    def _escape(self) -> None:
        following = self.text[self.at : self.at + 1]
        if following == "\n":
            self.told.append(Leaf("br"))
            self.at += 1
        elif following and following in _ESCAPED:
            self.told.append(following)
            self.at += 1
            if following == "`":  # the rest of the run of ticks is text too
                rest = re.compile("`*").match(self.text, self.at)
                self.told.append(rest[0] if rest else "")
                self.at = rest.end() if rest else self.at
        else:
            self.told.append("\\")

    def _address(self, start: int) -> None:
        address = address_at(self.text, start)
        self.at = max(start + len(address), self.at)
        self.told += _link_to(address) if address else [self.text[start : self.at]]

    def _break(self, start: int) -> None:
        """Two spaces at the end of a line keep the break."""
        before = self.told[-1] if self.told else ""
        if isinstance(before, str):
            self.told[-1:] = [before.rstrip(" ")]
        self.told.append(Leaf("br") if self.text.endswith("  ", 0, start) else "\n")


def _link_to(address: str) -> list[Piece]:
    href = address if address[0] in "hH" else f"https://{address}"
    return [Open("a", href), address, Close("a")]


def _pair(told: list[Piece | _Run], start: int) -> None:
    """Pairs the runs from this place on; each becomes what it opens and closes, and text for what is left."""
    openers: list[tuple[int, _Run]] = []  # with their places, which only grow
    tried: dict[tuple[str, bool, int], int] = {}  # the place up to which this sort of closer found no opener
    for place in range(start, len(told)):
        run = told[place]
        if not isinstance(run, _Run):
            continue
        while run.closes and run.left:
            found = _opener(openers, run, tried.get(run.sort, -1))
            if found is None:
                tried[run.sort] = place - 1
                break
            del openers[found + 1 :]
            _join(openers[found][1], run)
            if not openers[found][1].left:
                openers.pop()
        if run.opens and run.left:
            openers.append((place, run))
    for place in range(start, len(told)):  # a pair never crosses the edge of a link
        run = told[place]
        if isinstance(run, _Run):
            run.opens = run.closes = False


def _opener(openers: list[tuple[int, _Run]], closer: _Run, after: int) -> int | None:
    """The nearest opener behind that place which this closer fits."""
    for number in range(len(openers) - 1, -1, -1):
        place, opener = openers[number]
        if place <= after:
            return None
        if _fit(opener, closer):
            return number
    return None


def _fit(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    both = (opener.closes and opener.opens) or (closer.opens and closer.closes)
    return not both or (opener.left + closer.left) % 3 != 0 or opener.left % 3 == 0


def _join(opener: _Run, closer: _Run) -> None:
    size = 2 if opener.left >= 2 and closer.left >= 2 else 1
    tag = "del" if opener.mark == "~" else "strong" if size == 2 else "em"
    opener.left -= size
    closer.left -= size
    opener.after.append(Open(tag))
    closer.before.append(Close(tag))
