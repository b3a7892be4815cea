"""The structure of a typed text as a tree: paragraphs, headings, lists, quotes, tables, code.

Each reader takes the lines it understands and moves on, so a text costs its length times its nesting, and nesting
ends at `MOST_NESTED`. Nothing needs an empty line before it, two spaces nest, and a line break is kept unless the
paragraph was filled to a width. What stands within a line is left as typed for `text.inline`.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from ideabank.text.lines import (
    Item,
    begins_list,
    closes,
    fence_of,
    heading_of,
    indent_of,
    is_quote,
    is_rule,
    item_of,
    lines_of,
    underline_of,
    with_plain_lead,
)
from ideabank.text.rows import add_table, begins_table

MOST_NESTED = 8
NESTS = 2  # spaces by which a line belongs to the item above it
NARROWEST, WIDEST = 56, 132  # between these widths mail programs and editors break lines by themselves
LONGEST_TITLE = 80  # letters of a line that a row of dashes may make a heading
HARD = "  \n"


@dataclass
class Reader:
    """Lines of one container and the place that is read next; `depth` says how deep the container lies."""

    lines: list[str]
    depth: int
    keeps_breaks: bool
    at: int = 0

    @property
    def line(self) -> str:
        return self.lines[self.at]

    @property
    def is_left(self) -> bool:
        return self.at < len(self.lines)

    def within(self, lines: list[str]) -> "Reader":
        """A reader of lines that lie one container deeper."""
        return Reader(lines, self.depth + 1, self.keeps_breaks)


def tree_of(source: str, *, keeps_breaks: bool = True) -> Element:
    """A `div` with the blocks of the source; the text of each but code is still to be read by `text.inline`."""
    root = Element("div")
    _fill(root, Reader(lines_of(source), 0, keeps_breaks))
    return root


def _fill(parent: Element, reader: Reader) -> None:
    while reader.is_left:
        if not reader.line.strip():
            reader.at += 1
            continue
        read = _reader_of(reader, reader.at, after_text=False) or _paragraph
        read(parent, reader)


def _reader_of(reader: Reader, at: int, *, after_text: bool) -> Callable[[Element, Reader], None] | None:
    """What reads the block that begins at this line; None for plain text."""
    lines, line = reader.lines, reader.lines[at]
    first = line.lstrip(" ")[:1]
    if first == "#" and heading_of(line):
        return _heading
    if first in "`~" and fence_of(line):
        return _code
    if first in "-*_" and is_rule(line):
        return _rule
    if reader.depth < MOST_NESTED and first == ">":
        return _quote
    if reader.depth < MOST_NESTED and begins_list(lines, at, after_text=after_text):
        return _list
    return _table if ("|" in line or "\t" in line) and begins_table(lines, at) else None


def _heading(parent: Element, reader: Reader) -> None:
    level, words = heading_of(reader.line) or (1, "")
    SubElement(parent, f"h{level}").text = words
    reader.at += 1


def _rule(parent: Element, reader: Reader) -> None:
    SubElement(parent, "hr")
    reader.at += 1


def _table(parent: Element, reader: Reader) -> None:
    reader.at = add_table(parent, reader.lines, reader.at)


def _code(parent: Element, reader: Reader) -> None:
    """Fenced lines as they stand; to the end of the container when nobody closed them."""
    fence, indent = fence_of(reader.line), indent_of(reader.line)
    reader.at += 1
    told: list[str] = []
    while reader.is_left and not closes(reader.line, fence):
        told.append(reader.line[min(indent, indent_of(reader.line)) :])
        reader.at += 1
    reader.at += 1
    SubElement(SubElement(parent, "pre"), "code").text = "\n".join(told) + "\n"


def _quote(parent: Element, reader: Reader) -> None:
    told: list[str] = []
    while reader.is_left and is_quote(reader.line):
        told.append(with_plain_lead(reader.line.lstrip(" ")[1:].removeprefix(" ")))
        reader.at += 1
    _fill(SubElement(parent, "blockquote"), reader.within(told))


def _list(parent: Element, reader: Reader) -> None:
    """Items as long as they are of one sort; a number that does not follow is shown as it was written."""
    first = item_of(reader.line)
    if first is None:
        return
    element = SubElement(parent, "ul" if first.number is None else "ol")
    if first.number not in (None, 1):
        element.set("start", str(first.number))
    item: Item | None = first
    expected = first.number
    while item is not None:
        entry = SubElement(element, "li")
        if item.number is not None and expected is not None:
            if item.number > expected:
                entry.set("value", str(item.number))
                expected = item.number
            expected += 1
        _fill_item(entry, item, reader)
        item = _sibling(reader, first)


def _sibling(reader: Reader, first: Item) -> Item | None:
    """The next item of the same list, behind empty lines too."""
    at = reader.at
    while at < len(reader.lines) and not reader.lines[at].strip():
        at += 1
    item = item_of(reader.lines[at]) if at < len(reader.lines) else None
    if item is None or (item.number is None) != (first.number is None) or (item.tight and not first.tight):
        return None
    reader.at = at
    return item


def _fill_item(entry: Element, item: Item, reader: Reader) -> None:
    """The words of an item with all lines that belong to it: its words alone, or with blocks of their own."""
    reader.at += 1
    lines = [_ticked(item.words)]
    while reader.is_left and _belongs(reader, item, lines[-1]):
        lines.append(reader.line)
        reader.at += 1
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    if len(lines) == 1 and _reader_of(reader.within(lines), 0, after_text=False) is None:
        entry.text = lines[0].rstrip()
        return
    indents = [indent_of(line) for line in lines[1:] if line.strip()]
    least = min(indents, default=0)
    _fill(entry, reader.within([lines[0], *(line[least:] for line in lines[1:])]))
    if sum(child.tag == "p" for child in entry) == 1 and entry[0].tag == "p":
        entry.text = entry[0].text
        entry.remove(entry[0])


def _belongs(reader: Reader, item: Item, before: str) -> bool:
    """Whether this line is part of the item: indented, or the unindented rest of a sentence."""
    line = reader.line
    if not line.strip():
        after = next((one for one in reader.lines[reader.at + 1 : reader.at + 4] if one.strip()), "")
        return indent_of(after) >= item.indent + NESTS
    if indent_of(line) >= item.indent + NESTS:
        return True
    if not before.strip() or item_of(line) or _reader_of(reader, reader.at, after_text=True):
        return False
    return len(before) >= NARROWEST or line.strip()[0].islower()


def _ticked(words: str) -> str:
    """The words of a task with its box as one letter."""
    for typed, box in (("[ ] ", "☐ "), ("[] ", "☐ "), ("[x] ", "☑ "), ("[X] ", "☑ ")):
        if words.startswith(typed):
            return box + words[len(typed) :]
    return words


def _paragraph(parent: Element, reader: Reader) -> None:
    told = [reader.line.lstrip(" ")]
    reader.at += 1
    while reader.is_left and reader.line.strip():
        level = underline_of(reader.line)
        if level == 1 or (level == 2 and len(told) == 1 and _is_title(told[0].rstrip())):
            reader.at += 1
            title = told.pop()
            _add_paragraph(parent, told, reader.keeps_breaks)
            SubElement(parent, f"h{level}").text = title.strip()
            return
        if _reader_of(reader, reader.at, after_text=True):
            break
        told.append(reader.line.lstrip(" "))
        reader.at += 1
    _add_paragraph(parent, told, reader.keeps_breaks)


def _is_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and line[-1] not in ".,;:!?"


def _add_paragraph(parent: Element, lines: list[str], keeps_breaks: bool) -> None:
    if not lines:
        return
    hard = keeps_breaks and not _is_filled([line.rstrip() for line in lines])
    joints = ("" if line.endswith("\\") else HARD if hard or line.endswith("  ") else "\n" for line in lines[:-1])
    told = (line.rstrip() + (joint or "\n") for line, joint in zip(lines, (*joints, ""), strict=True))
    SubElement(parent, "p").text = "".join(told).rstrip()


def _is_filled(lines: list[str]) -> bool:
    """Whether each break is where a program breaks lines: the next word would not have fitted. Else people meant it."""
    width = max(len(line) for line in lines)
    if len(lines) == 1 or not NARROWEST <= width <= WIDEST or any("\t" in line for line in lines):
        return False
    if len(lines) == 2 and lines[0][-1] in ".!?:":  # two sentences, each on a line of its own
        return False
    needed = (len(line) + 1 + len(after.split(maxsplit=1)[0]) for line, after in itertools.pairwise(lines))
    return all(letters > width for letters in needed) and not any(_stands_alone(line) for line in lines[1:])


def _stands_alone(line: str) -> bool:
    """Whether a line begins as a point of its own does: `a) …`, `§ 3`, `☐ …`, `– …`."""
    return not (line[0].isalnum() or line[0] in "([\"'”’»*_`<") or line[1:2] == ")"
