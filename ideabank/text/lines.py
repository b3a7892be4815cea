"""What one line of a typed text is: a heading, a rule, a quote, an item of a list, a fence.

Also what editors and mail leave in lines: bullets of word processors, no-break spaces, tabs. Each question is
answered by one look at the line, or at the one after it: reading a text never costs more than its length.
"""

import re
from dataclasses import dataclass

# Those of the private area are how word processors write marks of the fonts Symbol and Wingdings.
BULLETS = "-*+•·▪◦‣●○■□➢➤⁃∙►▶▸◆◇❖⦁\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf0a8\uf0e0"
DASHES = "–—"
GLYPHS = BULLETS.lstrip("-*+")  # a mark that nobody types for another reason needs no space after it
MOST_SPELT = 999  # a larger number at the start of a line is a year more often than an item

_LEAD = re.compile(r"[ \t\xa0\u2002-\u200b\u3000\ufeff]*")
_SPACES = r"[ \t\xa0\u2002-\u200a]+"
_ITEM = re.compile(
    rf"(?:(?P<bullet>[{re.escape(BULLETS + DASHES)}]){_SPACES}|(?P<glyph>[{GLYPHS}])|(?P<letter>o)(?:\t|[ \xa0]{{3}})[ \xa0]*"
    rf"|(?P<number>\d{{1,9}})(?P<after>[.)]){_SPACES})(?=\S)"
)
_TIGHT = re.compile(r"(?:(?P<bullet>-)|(?P<number>\d{1,3})(?P<after>[.)]))(?=[^\W\d_])")
_MONTHS = "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"
_DATE = re.compile(rf"\d{{1,2}}\.\s+(?:(?:{_MONTHS})kuu|\d{{1,2}}\.(?:\s|\d|$))", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6}[ \t\xa0]+|#{2,6}(?=[^\s#]))(?=\S)")
_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)")


@dataclass(frozen=True)
class Item:
    """The mark of an item: `number` is None for a bullet, `tight` when nothing stands between the mark and the words."""

    indent: int
    number: int | None
    mark: str
    words: str
    tight: bool = False


def lines_of(source: str) -> list[str]:
    """The lines of a text; each begins with plain spaces, and a bullet alone on its line stands before its words."""
    clean = re.sub("[\x00\x02\x03]", "", source)
    lines = [with_plain_lead(line) for line in re.split("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", clean)]
    told: list[str] = []
    for line in lines:
        if told and line.strip() and told[-1].strip() and told[-1].strip() in GLYPHS and not item_of(line):
            told[-1] = f"{told[-1].rstrip()} {line.lstrip()}"
        else:
            told.append(line)
    return told


def with_plain_lead(line: str) -> str:
    """The line with spaces for whatever white it begins with; the empty first cell of a spreadsheet's row stays."""
    lead = _LEAD.match(line)
    if not lead or not lead[0] or (lead[0] == "\t" and "\t" in line[1:].rstrip() and not item_of(line[1:])):
        return line
    plain = re.sub(r"[^\t ]", " ", re.sub("[\u200b\ufeff]", "", lead[0])).expandtabs(4)
    return plain + line[lead.end() :]


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def heading_of(line: str) -> tuple[int, str] | None:
    """(level, words) of `## Words`; `#word` is a tag and no heading."""
    bare = line.strip()
    found = _HEADING.match(bare)
    if not found:
        return None
    words = bare[found.end() :]
    cut = words.rstrip("#")
    return len(found[0].rstrip()), cut.rstrip() if cut.endswith((" ", "\t")) else words


def is_rule(line: str) -> bool:
    return _RULE.fullmatch(line.strip()) is not None


def underline_of(line: str) -> int:
    """The level of the heading this line underlines; 0 when it underlines none."""
    bare = line.strip()
    return (1 if bare[0] == "=" else 2) if _UNDERLINE.fullmatch(bare) else 0


def fence_of(line: str) -> str:
    """The marks that open fenced code here; empty when none do."""
    found = _FENCE.fullmatch(line.strip())
    return found[1] if found else ""


def closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return bare.startswith(fence) and not bare.strip(fence[0])


def is_quote(line: str) -> bool:
    return line.lstrip(" ").startswith(">")


def item_of(line: str) -> Item | None:
    """The item this line begins when it stands in a list; `begins_list` knows whether it may begin one."""
    bare = line.lstrip(" ")
    if not bare or not (bare[0] in BULLETS or bare[0] in DASHES or bare[0] == "o" or bare[0].isdecimal()):
        return None
    found = _ITEM.match(bare)
    tight = None if found else _TIGHT.match(bare)
    match = found or tight
    if match is None or (_DATE.match(bare) if match["number"] else bare[0] in "-*" and is_rule(bare)):
        return None
    number = match["number"]
    mark = match["after"] if number else bare[0]
    return Item(indent_of(line), int(number) if number else None, mark, bare[match.end() :], tight is not None)


def begins_list(lines: list[str], at: int, *, after_text: bool) -> bool:
    """Whether a list begins here. A dash, a year or a number in running text needs the next item to be believed."""
    item = item_of(lines[at])
    if item is None:
        return False
    doubtful = item.mark in DASHES or item.tight
    if item.number is not None:
        doubtful = doubtful or item.number > MOST_SPELT or (after_text and item.number > 1)
    return not doubtful or _has_next(lines, at, item)


def _has_next(lines: list[str], at: int, item: Item) -> bool:
    after = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    following = item_of(after)
    if following is None:
        return False
    if item.number is None:
        return following.mark == item.mark
    return following.number == item.number + 1
