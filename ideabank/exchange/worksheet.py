"""One sheet of a workbook while it is read in a stream: only cells with words are kept, as the text that they show."""

import dataclasses
import re

from ideabank.entries.problem import Problem
from ideabank.exchange.shown import Shown
from ideabank.exchange.unread import Unread
from ideabank.i18n import N_

MOST_CELL = 33_000  # Excel itself holds 32,767 letters
MOST_CELLS = 200_000
MOST_ROW, MOST_COLUMN = 20_000, 1_000
MOST_MERGED = 5_000

NOT_XLSX = N_("This is not an Excel workbook (.xlsx) that can be opened. Save it again as .xlsx and try once more.")
TOO_LARGE = N_("There is more in this file than this page can take. Divide it, or leave out what does not belong here.")
LONG_CELL = N_("There is too much text in one cell. Divide it.")
FAR_CELL = N_("There is something in a cell far from the others. Empty it, or move it closer.")
FORMULA = N_("There is a formula here. Copy the cells and paste them as values.")
ERROR = N_("A formula here ends in the error %(name)s. Mend it, or write the value.")
VALUES = N_("The workbook has formulas. They were read as the values that they show.")
HIDDEN = N_("The workbook has hidden rows or columns. They were read too.")

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclasses.dataclass(slots=True)
class Page:
    """One visible sheet: its name, its cells as text, what was not read in it (`field` is the column, `place` the row), and what to be told about it.

    `first`: which row of the file the first of `rows` is, so that people are told the row they see.
    """

    name: str
    rows: list[list[str]] = dataclasses.field(default_factory=list)
    problems: list[Problem] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    first: int = 1


class Sheet:
    """One sheet while it is read: only cells with words are kept."""

    def __init__(self, strings: list[str], shown: Shown) -> None:
        self._strings, self._shown = strings, shown
        self._rows: dict[int, dict[int, str]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._problems: list[Problem] = []
        self._notes: set[str] = set()
        self._row = self._column = self._count = self._length = 0
        self._type = self._style = self._reading = ""
        self._value: list[str] = []
        self._words: list[str] = []
        self._has_formula = self._is_aloud = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "c":
            self._begin_cell(given)
        elif tag == "row":
            self._row = int(given["r"]) if "r" in given else self._row + 1
            self._column = 0
            self._note_hidden(given)
        elif tag in ("v", "t"):
            self._reading = "" if self._is_aloud else tag
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._is_aloud = True
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))
        elif tag == "col":
            self._note_hidden(given)

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._column += 1
        if "r" in given:
            self._row, self._column = _place(given["r"])
        self._type, self._style = given.get("t", "n"), given.get("s", "0")
        self._has_formula, self._length = False, 0
        if self._value:
            self._value = []
        if self._words:
            self._words = []

    def _note_hidden(self, given: dict[str, str]) -> None:
        if given.get("hidden") in ("1", "true"):
            self._notes.add(HIDDEN)

    def _merge(self, ref: str) -> None:
        if len(self._merged) >= MOST_MERGED:
            raise Unread(TOO_LARGE)
        first, _, last = ref.partition(":")
        self._merged.append((*_place(first), *_place(last or first)))

    def text(self, words: str) -> None:
        if not self._reading:
            return
        self._length += len(words)
        if self._length > MOST_CELL:
            raise Unread(LONG_CELL, row=str(self._row), column=letters(self._column))
        (self._value if self._reading == "v" else self._words).append(words)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._reading = ""
        elif tag == "rPh":
            self._is_aloud = False
        elif tag == "c" and (self._value or self._words or self._has_formula):
            self._end_cell()

    def _end_cell(self) -> None:
        """Keeps what the cell shows, or says why it cannot be told: a formula never reckoned, or one that ends in an error."""
        value, words = "".join(self._value), unescaped("".join(self._words))
        if self._has_formula and not value:
            if self._type != "str":  # a formula that gives an empty text has an empty value, and says so
                self._fault(FORMULA)
            return
        if self._has_formula:
            self._notes.add(VALUES)
        if self._type == "e":
            self._fault(ERROR, name=value[:20])
            return
        said = self._said(value, words)
        if said.strip():
            self._keep(said)

    def _said(self, value: str, words: str) -> str:
        if self._type == "s":
            number = int(value)
            if number < 0:
                raise Unread(NOT_XLSX)
            return self._strings[number]
        if self._type == "inlineStr":
            return words
        if self._type == "str":
            return unescaped(value)
        return self._shown.said(value, self._type, self._style)

    def _keep(self, said: str) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise Unread(TOO_LARGE)
        if self._row > MOST_ROW or self._column > MOST_COLUMN:
            raise Unread(FAR_CELL, row=str(self._row), column=letters(self._column))
        self._rows.setdefault(self._row, {})[self._column] = said

    def _fault(self, message: str, **values: object) -> None:
        if len(self._problems) < 200:
            self._problems.append(Problem(letters(self._column), message, values, str(self._row)))

    def page(self, name: str) -> Page:
        """What was read, as rows of equal width."""
        height = max(self._rows, default=0)
        width = max((max(row) for row in self._rows.values()), default=0)
        if height * width > 10 * MOST_CELLS:
            raise Unread(TOO_LARGE)
        self._spread(height, width)
        rows = [[self._rows.get(row, {}).get(column, "") for column in range(1, width + 1)] for row in range(1, height + 1)]  # fmt: skip
        return Page(name, rows, self._problems, sorted(self._notes) if rows else [])

    def _spread(self, height: int, width: int) -> None:
        """All cells of a merged one show the same; beyond the last words nothing is shown."""
        for top, left, bottom, right in self._merged:
            said = self._rows.get(top, {}).get(left, "")
            for row in range(top, min(bottom, height) + 1):
                for column in range(left, min(right, width) + 1):
                    self._rows.setdefault(row, {})[column] = said


def _place(ref: str) -> tuple[int, int]:
    """(row, column) from 1 of a place such as D6."""
    found = _PLACE.fullmatch(ref.replace("$", ""))
    if found is None:
        raise Unread(NOT_XLSX)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def letters(column: int) -> str:
    """The name of a column: A for 1, AA for 27."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def unescaped(words: str) -> str:
    """Text as it is meant: _x000D_ stands for a character that XML cannot hold, and ends of lines are alike."""
    if "_x" in words:
        words = _ESCAPED.sub(_meant, words)
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _meant(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\t\n\r" else ""
