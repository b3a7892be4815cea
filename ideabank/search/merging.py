"""Which segments are written together: so that there are always few of them, and each document is rarely written again. Pure."""

from collections.abc import Mapping

TAIL_DOCUMENTS, TAIL_BYTES = 256, 4_000_000  # a tail larger than either becomes a segment
GROWTH = 2  # a segment is at least so many times as large as all smaller ones together
MOST_DEAD = 1 / 4  # of a segment's documents


def is_long(documents: int, size: int) -> bool:
    """Whether a tail of so many documents and bytes should become a segment."""
    return documents >= TAIL_DOCUMENTS or size >= TAIL_BYTES


def merged_with(tail: int, segments: Mapping[str, tuple[int, int]], *, most_dead: float = MOST_DEAD) -> set[str]:
    """The segments to be written together with a tail of so many living documents. `segments`: how many live in each, how many are dead.

    `most_dead`: the share of dead documents above which a segment is written anew however large it is.

    A bank of n documents keeps about log₃(n ÷ 256) segments, and writes a document as often.
    """
    chosen = {name for name, (living, dead) in segments.items() if dead > most_dead * (living + dead)}
    together = tail + sum(segments[name][0] for name in chosen)
    for name, (living, _dead) in sorted(segments.items(), key=lambda one: (one[1][0], one[0])):
        if name not in chosen and living <= GROWTH * together:
            chosen.add(name)
            together += living
    return chosen
