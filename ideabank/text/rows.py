"""Tables as people write them: with pipes, with or without a line of dashes, or pasted from a spreadsheet with tabs."""

import re
from xml.etree.ElementTree import Element, SubElement

_DASHES = re.compile(r"\s*:?-+:?\s*")
_CELL = re.compile(r"\\.|`[^`]*`|\|")


def begins_table(lines: list[str], at: int) -> bool:
    """Whether this line is the first row of a table; a row costs no more than reading it twice."""
    if at + 1 >= len(lines):
        return False
    first, second = lines[at].strip(), lines[at + 1].strip()
    if "|" in first:
        return _is_dashes(second) or (_is_framed(first) and _is_framed(second) and _width(first) == _width(second))
    tabs = _tabs(lines[at])
    return tabs > 0 and tabs == _tabs(lines[at + 1]) and ("\t" in first or "\t" in second)


def add_table(parent: Element, lines: list[str], at: int) -> int:
    """Adds the table that begins at this line; gives the line after it. No cell that somebody wrote is left out."""
    table = SubElement(parent, "table")
    end = at
    if "|" in lines[at]:
        _add_row(SubElement(table, "thead"), "th", cells_of(lines[at]))
        end = at + 2 if _is_dashes(lines[at + 1].strip()) else at + 1
        body = SubElement(table, "tbody")
        while end < len(lines) and "|" in lines[end]:
            _add_row(body, "td", cells_of(lines[end]))
            end += 1
        return end
    tabs = _tabs(lines[at])
    if not lines[at].split("\t")[0].rstrip().endswith(":"):
        _add_row(SubElement(table, "thead"), "th", lines[at].strip(" ").split("\t"))
        end += 1
    body = SubElement(table, "tbody")
    while end < len(lines) and _tabs(lines[end]) == tabs:
        _add_row(body, "td", lines[end].strip(" ").split("\t"))
        end += 1
    return end


def cells_of(line: str) -> list[str]:
    """The cells of a row; a pipe behind a backslash or within code parts nothing."""
    bare = line.strip()
    cells, start = [], 0
    for found in _CELL.finditer(bare):
        if found[0] == "|":
            cells.append(bare[start : found.start()])
            start = found.end()
    cells.append(bare[start:])
    if len(cells) > 1 and not cells[0].strip():
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells


def _add_row(parent: Element, tag: str, cells: list[str]) -> None:
    row = SubElement(parent, "tr")
    for cell in cells:
        SubElement(row, tag).text = cell.strip()


def _is_dashes(bare: str) -> bool:
    if "|" not in bare or bare.strip("|:- \t"):
        return False
    return all(_DASHES.fullmatch(cell) for cell in bare.removeprefix("|").removesuffix("|").split("|"))


def _is_framed(bare: str) -> bool:
    return len(bare) > 2 and bare[0] == "|" == bare[-1]


def _width(bare: str) -> int:
    width = len(cells_of(bare))
    return width if width > 1 else -1


def _tabs(line: str) -> int:
    return line.count("\t") if line.strip() else 0
