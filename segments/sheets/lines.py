"""Findings written one a line in one field: which lines are which findings that stood there before."""

import dataclasses
import difflib
from collections.abc import Iterator, Sequence

from segments.sheets.sheet import Item

MOST_COMPARED = 500  # more lines than any cell may hold are refused anyway, and comparing them would take long
MOST_ALIKE = 20
ALIKE = 0.6
LETTERS = 300


def goes_by_lines(items: tuple[Item, ...], language: str) -> bool:
    """Whether one field can hold all findings, one a line: each is told in this language, and none has lines of its own."""
    return all(item.text.get(language) and "\n" not in item.text[language] for item in items)


def lines_of(words: str) -> list[str]:
    """The findings typed, one a line; empty lines are none."""
    return [tidy for line in words.splitlines() if (tidy := " ".join(line.split()))]


def relined(items: Sequence[Item], lines: Sequence[str], language: str) -> tuple[Item, ...]:
    """Findings from lines of text. A line that stays keeps its level, source and translations wherever it now stands; so does one
    that is changed where it stood, or only a little.
    """
    if len(lines) > MOST_COMPARED:
        return tuple(Item({language: line}) for line in lines)
    old = [item.text.get(language, "") for item in items]
    was: dict[int, int] = {}  # line → finding
    for pair in (*_same(old, lines), *_in_place(old, lines)):
        if pair[0] not in was and pair[1] not in was.values():
            was[pair[0]] = pair[1]
    was |= _alike(old, lines, was)
    found = (items[was[number]] if number in was else Item({}) for number in range(len(lines)))
    return tuple(
        dataclasses.replace(item, text={**item.text, language: line}) for item, line in zip(found, lines, strict=True)
    )


def _same(old: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(line, finding) with the same words; of several like ones in their order."""
    places: dict[str, list[int]] = {}
    for place, words in enumerate(old):
        places.setdefault(words, []).append(place)
    for number, line in enumerate(lines):
        if places.get(line):
            yield number, places[line].pop(0)


def _in_place(old: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(line, finding) where one stands in the place of the other."""
    matcher = difflib.SequenceMatcher(a=list(old), b=list(lines), autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        if what == "replace":
            yield from zip(range(first, last), range(start, end), strict=False)


def _alike(old: Sequence[str], lines: Sequence[str], was: dict[int, int]) -> dict[int, int]:
    """Line → finding for those that are left, when only a little of the words has changed."""
    new = [number for number in range(len(lines)) if number not in was][:MOST_ALIKE]
    left = [place for place in range(len(old)) if place not in was.values()][:MOST_ALIKE]
    found = {}
    for number in new:
        matcher = difflib.SequenceMatcher(b=lines[number][:LETTERS], autojunk=False)
        for place in left:
            matcher.set_seq1(old[place][:LETTERS])
            if matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE:
                found[number] = place
                left.remove(place)
                break
    return found
