"""What changed between two texts, word by word.

The search is Myers's (1986) shortest edit script, under a fixed effort: first over paragraphs, then over
the words of the changed ones. Where the effort runs out, a passage is told as wholly replaced, so that any
two texts answer quickly.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "added", "removed"]
WORDS = re.compile(r"\w+|\s+|[^\w\s]")
PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")
EFFORT = 400_000
Match = tuple[int, int, int]


@dataclass(frozen=True)
class Piece:
    """A run of text. Same and removed pieces joined give the old text, same and added the new one."""

    kind: Kind
    text: str


@dataclass
class _Effort:
    left: int

    def spend(self, amount: int) -> bool:
        self.left -= amount
        return self.left >= 0


def compare(old: str, new: str) -> list[Piece]:
    """The pieces that lead from the old text to the new one, in reading order, neighbours differ in kind."""
    effort = _Effort(EFFORT)
    pieces: list[Piece] = []
    for same, removed, added in _runs(PARAGRAPHS.findall(old), PARAGRAPHS.findall(new), effort):
        pieces += _words_changed(removed, added, effort)
        pieces.append(Piece("same", same))
    return _joined(pieces)


def _words_changed(removed: str, added: str, effort: _Effort) -> Iterator[Piece]:
    if not removed or not added:
        yield from (Piece("removed", removed), Piece("added", added))
        return
    for same, out, into in _runs(WORDS.findall(removed), WORDS.findall(added), effort):
        yield from (Piece("removed", out), Piece("added", into), Piece("same", same))


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in filter(lambda piece: piece.text, pieces):
        if joined and joined[-1].kind == piece.kind:
            piece = Piece(piece.kind, joined.pop().text + piece.text)
        joined.append(piece)
    return joined


def _runs(old: Sequence[str], new: Sequence[str], effort: _Effort) -> Iterator[tuple[str, str, str]]:
    """For each stretch that stays: its text, and what was removed and added just before it."""
    i = j = 0
    for start, other, size in [*_matches(old, new, effort), (len(old), len(new), 0)]:
        yield "".join(old[start : start + size]), "".join(old[i:start]), "".join(new[j:other])
        i, j = start + size, other + size


def _matches(old: Sequence[str], new: Sequence[str], effort: _Effort) -> list[Match]:
    """The stretches (place in old, place in new, length) that both share, in order."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    middle = _snakes(old[head : len(old) - tail], new[head : len(new) - tail], effort)
    inner = [(i + head, j + head, size) for i, j, size in middle]
    return [(0, 0, head), *inner, (len(old) - tail, len(new) - tail, tail)]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens from the start are equal."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _snakes(old: Sequence[str], new: Sequence[str], effort: _Effort) -> list[Match]:
    """Myers's forward search; an empty list when nothing is shared or the effort is spent."""
    if not old or not new or set(old).isdisjoint(new):
        return []
    trail: list[dict[int, int]] = []
    reach = {1: 0}
    for steps in range(len(old) + len(new) + 1):
        if not effort.spend(steps + 1):
            return []
        trail.append(dict(reach))
        if _advance(old, new, reach, steps):
            return _walk_back(trail, len(old), len(new))
    return []


def _advance(old: Sequence[str], new: Sequence[str], reach: dict[int, int], steps: int) -> bool:
    """Go one edit further on every diagonal; true when the end of both texts is reached."""
    for diagonal in range(-steps, steps + 1, 2):
        i = _furthest(reach, diagonal, steps)
        while i < len(old) and 0 <= i - diagonal < len(new) and old[i] == new[i - diagonal]:
            i += 1
        reach[diagonal] = i
        if i >= len(old) and i - diagonal >= len(new):
            return True
    return False


def _furthest(reach: dict[int, int], diagonal: int, steps: int) -> int:
    """Where an edit number `steps` arrives on this diagonal, before it slides along equal tokens."""
    return reach[diagonal + 1] if _adds(reach, diagonal, steps) else reach[diagonal - 1] + 1


def _adds(reach: dict[int, int], diagonal: int, steps: int) -> bool:
    return diagonal == -steps or (diagonal != steps and reach[diagonal - 1] < reach[diagonal + 1])


def _walk_back(trail: list[dict[int, int]], i: int, j: int) -> list[Match]:
    matches: list[Match] = []
    for steps in range(len(trail) - 1, -1, -1):
        diagonal = i - j
        start = _furthest(trail[steps], diagonal, steps)
        if i > start:
            matches.append((start, start - diagonal, i - start))
        adds = _adds(trail[steps], diagonal, steps)
        i, j = (start, start - diagonal - 1) if adds else (start - 1, start - diagonal)
    return matches[::-1]
