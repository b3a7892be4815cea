"""A stakeholder map as rings around a core: where each name stands, for a drawing."""

import math
from dataclasses import dataclass

from segments.sheets.schema import Type
from segments.sheets.sheet import Column, said

SIZE = 720
BREADTH = 84
LONGEST = 24


@dataclass(frozen=True, slots=True)
class RingName:
    """One party on a ring, in the drawing's units."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring of a stakeholder map, the outermost first; `label` is the height of its name."""

    name: str
    radius: float
    label: float
    names: tuple[RingName, ...]


@dataclass(frozen=True, slots=True)
class Rings:
    """A stakeholder map drawn; the lists below it say the same in words."""

    size: int
    rings: tuple[Ring, ...]


def rings_of(column: Column, kind: Type, lang: str, language: str) -> Rings:
    """One ring a row of the map, the first at the core. A name is what stands before the colon."""
    rings = []
    for number, lane in enumerate(kind.lanes):
        radius = BREADTH * (number + 1) + 8
        names = [_name(said(item.text, language)) for item in column.items(lane.code)]
        at = radius - BREADTH / 2 + 4
        places = tuple(
            RingName(
                round(SIZE / 2 + at * math.sin(_angle(place, len(names), number)), 1),
                round(SIZE / 2 - at * math.cos(_angle(place, len(names), number)), 1),
                words,
            )
            for place, words in enumerate(names)
        )
        rings.append(Ring(lane.words[lang], radius, SIZE / 2 - radius + 20, places))
    return Rings(SIZE, tuple(reversed(rings)))


def _angle(place: int, count: int, ring: int) -> float:
    """Spread over the ring, away from the top where its name stands, and turned a little from ring to ring."""
    return math.tau * (place + 0.5 + 0.18 * (ring % 2)) / max(count, 1)


def _name(words: str) -> str:
    name = words.partition(":")[0]
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip(" ,") + "…"
