"""A stakeholder map as rings around a core: a dot for each party, and its name at the side, for a drawing.

Names stand in two columns beside the rings, each in a place of its own, so none lies over another however many and long
they are. The drawing grows with them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from segments.sheets.schema import Type
from segments.sheets.sheet import Column, in_language
from segments.sheets.wrapping import CHARACTER, wrapped

BREADTH = 58
CORE = 14  # by which the innermost ring is wider, for its name
SIDE = 232  # width of a column of names
GAP = 26
LINE, BETWEEN = 19, 9
LETTERS, MOST_LINES = 25, 3
FREE = math.radians(38)  # to both sides of the top, where the rings have their names
CROWD = 10  # parties on a ring from which on they stand alternately nearer and farther


@dataclass(frozen=True, slots=True)
class Party:
    """A dot on a ring and its name: `lines` from `top` on, at `edge`, on the left or the right."""

    x: float
    y: float
    lines: tuple[str, ...]
    is_left: bool
    edge: float
    top: float

    @property
    def middle(self) -> float:
        """The height of the middle of its name, where the line from the dot ends."""
        return self.top + LINE * len(self.lines) / 2

    @property
    def placed(self) -> tuple[tuple[float, str], ...]:
        """Each line of the name with the height it stands on."""
        return tuple((self.top + LINE * (number + 0.78), words) for number, words in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring of a stakeholder map, the outermost first; `label` is the height of its name."""

    name: str
    radius: float
    label: float


@dataclass(frozen=True, slots=True)
class Rings:
    """A stakeholder map drawn; the lists below it say the same in words."""

    width: int
    height: int
    rings: tuple[Ring, ...]
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class _Dot:
    x: float
    y: float
    words: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(wrapped(self.words, LETTERS * CHARACTER, MOST_LINES))

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + BETWEEN


def rings_of(column: Column, kind: Type, lang: str, language: str) -> Rings:
    """One ring a row of the map, the first at the core. A name is what stands before the colon."""
    outermost = CORE + BREADTH * len(kind.lanes)
    dots = [
        dot
        for number, lane in enumerate(kind.lanes)
        for dot in _around(_names(column, lane.code, language), CORE / 2 + BREADTH * (number + 0.5), number)
    ]
    left, right = [dot for dot in dots if dot.x < 0], [dot for dot in dots if dot.x >= 0]
    height = max(2 * (outermost + BETWEEN), *(sum(dot.height for dot in side) + 2 * BETWEEN for side in (left, right)))
    x, y = SIDE + GAP + outermost, height / 2
    parties = (
        *_beside(left, x, y, edge=SIDE, is_left=True),
        *_beside(right, x, y, edge=2 * x - SIDE, is_left=False),
    )
    rings = [
        Ring(lane.words[lang], radius := CORE + BREADTH * (number + 1), y - radius + 22)
        for number, lane in enumerate(kind.lanes)
    ]
    return Rings(2 * x, round(height), tuple(reversed(rings)), parties)


def _names(column: Column, lane: str, language: str) -> list[str]:
    told = (in_language(item.text, language) for item in column.items(lane))
    return [name for words in told if (name := words.partition("\n")[0].partition(":")[0].strip())]


def _around(names: Sequence[str], radius: float, ring: int) -> list[_Dot]:
    """Dots spread over a ring as seen from its middle, away from the top and turned a little from ring to ring."""
    dots = []
    for number, name in enumerate(names):
        turned = (number + 0.5 + 0.12 * (ring % 2)) / len(names)
        angle = FREE + min(turned, 0.97) * (math.tau - 2 * FREE)
        at = radius + (0 if len(names) < CROWD else (-0.22, 0.22)[number % 2] * BREADTH)
        dots.append(_Dot(round(at * math.sin(angle), 1), round(-at * math.cos(angle), 1), name))
    return dots


def _beside(dots: Sequence[_Dot], x: float, y: float, *, edge: float, is_left: bool) -> list[Party]:
    """The dots with their names in one column: as near to their heights as the others leave room."""
    ordered = sorted(dots, key=lambda dot: (dot.y, abs(dot.x)))
    tops: list[float] = []
    floor: float = BETWEEN
    for dot in ordered:
        tops.append(max(floor, y + dot.y - dot.height / 2))
        floor = tops[-1] + dot.height
    ceiling = 2 * y - BETWEEN / 2
    for number in range(len(ordered) - 1, -1, -1):
        tops[number] = min(tops[number], ceiling - ordered[number].height)
        ceiling = tops[number]
    return [
        Party(round(x + dot.x, 1), round(y + dot.y, 1), dot.lines, is_left, edge, round(top, 1))
        for dot, top in zip(ordered, tops, strict=True)
    ]
