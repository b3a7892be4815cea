"""From the sheets of a file to the rows of a list. What is wrong with the file as a whole is told by row and column, and then nothing is read."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from ideabank.entries.content import tidy
from ideabank.entries.problem import Problem
from ideabank.exchange.jobs import Work
from ideabank.exchange.tables import Rows, read_table
from ideabank.exchange.unread import Unread
from ideabank.exchange.worksheet import Page, letters
from ideabank.i18n import LANGUAGES, N_
from ideabank.telling.lists.rows import Row
from ideabank.visit.columns import Column, by_name, plainly
from ideabank.web.forms import Value

MOST_ROWS = 500  # all of them become entries in one transaction: about a second, less than other writers wait
MOST_COLUMNS = 100
MOST_LETTERS = 2_000_000
HEAD_WITHIN = 20  # rows from the top

NO_FILE = N_("Choose a file, or paste rows from a spreadsheet.")
NO_HEAD = N_(
    "There is no row with the names of the columns, or none of them is “%(title)s”. Take the template, or write in the first row: %(names)s."
)
TWICE_NAMED = N_("This column has the same name as column %(first)s. Leave one of them, or join what they hold.")
NAMELESS = N_("There are words below, but the column has no name. Name it, or empty it.")
TWO_HEADS = N_("These are the names of columns once more. Leave one row of names.")
WIDE = N_("There are %(count)d columns here, and at most %(most)d are read. Leave only those of the template.")
LONG = N_("There are %(count)d rows in this list, and at most %(most)d can be taken in at once. Divide it.")
MUCH = N_("There is more text in this list than can be looked through at once. Divide it.")
EMPTY = N_("There are no rows below the names of the columns.")
UNKNOWN = N_("Column %(column)s, “%(name)s”, is none of this list's. It is not taken in.")
ABOVE = N_("What stands above the names of the columns, on row %(rows)s, is not taken in.")
OTHER_SHEETS = N_("The workbook has several sheets. Only “%(name)s” was read.")
NO_OPTION = N_("“%(what)s” is none of the choices.")


@dataclasses.dataclass
class Listed:
    """What a file holds: its rows, what is wrong with it as a whole (`field` is the column, `place` the row), and what to be told about it."""

    rows: list[Row] = dataclasses.field(default_factory=list)
    problems: list[Problem] = dataclasses.field(default_factory=list)
    notes: list[Problem] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Names:
    """What a list's columns are called: for the reader (`lang`), and in which language its words are when the list does not say."""

    columns: tuple[Column, ...]
    lang: str
    language: str


def read_list(data: bytes, names: Names, work: Work) -> Listed:
    """The rows of a workbook or of CSV; `work` opens workbooks. Never raises: what cannot be read is told."""
    if not data.strip():
        return Listed(problems=[Problem("", NO_FILE)])
    try:
        pages = read_table(data, work)
    except Unread as error:
        return Listed(problems=[Problem(error.column, error.message, error.values, error.row)])
    known = by_name(names.columns)
    page = next((one for one in pages if _head(one.rows, known) is not None), pages[0])
    listed = _Reading(page, known, names).read()
    listed.notes[:0] = [Problem("", note) for note in page.notes]
    if len(pages) > 1:
        listed.notes.append(Problem("", OTHER_SHEETS, {"name": page.name}))
    return listed


def _head(rows: Rows, known: Mapping[str, Column]) -> int | None:
    """The place of the row with the names of the columns: the first that names a title."""
    for place, row in enumerate(rows[:HEAD_WITHIN]):
        if any((one := known.get(plainly(cell))) and one.name == "title" for cell in row):
            return place
    return None


class _Reading:
    """One sheet while it is read as a list."""

    def __init__(self, page: Page, known: Mapping[str, Column], names: Names) -> None:
        self._page, self._known, self._names = page, known, names
        self._listed = Listed()
        self._columns: dict[int, Column] = {}

    def read(self) -> Listed:
        place = _head(self._page.rows, self._known)
        if place is None:
            self._say(
                NO_HEAD,
                row=self._page.first,
                title=self._named("title"),
                names=", ".join(map(self._name, self._names.columns)),
            )
            return self._listed
        self._read_head(place)
        body = [(number, row) for number, row in self._below(place) if any(map(str.strip, row)) or self._faults(number)]
        self._check(place, body)
        if not self._listed.problems:
            self._listed.rows = [self._row(number, row) for number, row in body]
        return self._listed

    def _named(self, name: str) -> str:
        return next(self._name(one) for one in self._names.columns if one.name == name)

    def _name(self, column: Column) -> str:
        return column.names[self._names.lang]

    def _read_head(self, place: int) -> None:
        rows = enumerate(self._page.rows[:place], self._page.first)
        above = [str(number) for number, row in rows if any(map(str.strip, row))]
        if above:
            self._listed.notes.append(Problem("", ABOVE, {"rows": ", ".join(above)}))
        head = self._page.rows[place]
        if (count := sum(bool(cell.strip()) for cell in head)) > MOST_COLUMNS:
            self._say(WIDE, row=place + self._page.first, count=count, most=MOST_COLUMNS)
            return
        first: dict[str, str] = {}
        for number, cell in enumerate(head):
            self._read_name(number, cell, place, first)

    def _read_name(self, number: int, cell: str, place: int, first: dict[str, str]) -> None:
        column, letter = self._known.get(plainly(cell)), letters(number + 1)
        if column is None:
            if plainly(cell):
                self._listed.notes.append(Problem("", UNKNOWN, {"column": letter, "name": " ".join(cell.split())[:60]}))
            elif any(row[number : number + 1] and row[number].strip() for row in self._page.rows[place + 1 :]):
                self._say(NAMELESS, row=place + self._page.first, column=letter)
        elif column.name in first:
            self._say(TWICE_NAMED, row=place + self._page.first, column=letter, first=first[column.name])
        else:
            first[column.name] = letter
            self._columns[number] = column

    def _below(self, place: int) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows below the head by their numbers; those of which nothing could be read too."""
        rows = self._page.rows
        first = self._page.first
        last = max([len(rows), *(int(one.place) - first + 1 for one in self._page.problems)])
        yield from ((below + first, rows[below] if below < len(rows) else ()) for below in range(place + 1, last))

    def _faults(self, number: int) -> dict[str, Problem]:
        """What was not read in this row, by the field of its column."""
        at = {letters(place + 1): column.name for place, column in self._columns.items()}
        return {
            at[one.field]: dataclasses.replace(one, field=at[one.field], place="")
            for one in self._page.problems
            if one.place == str(number) and one.field in at
        }

    def _check(self, place: int, body: list[tuple[int, Sequence[str]]]) -> None:
        if body and self._is_head(body[0][1]):
            self._say(TWO_HEADS, row=body[0][0])
        if not body:
            self._say(EMPTY, row=place + self._page.first + 1)
        if len(body) > MOST_ROWS:
            self._say(LONG, row=body[MOST_ROWS][0], count=len(body), most=MOST_ROWS)
        if sum(len(cell) for _, row in body for cell in row) > MOST_LETTERS:
            self._say(MUCH)

    def _is_head(self, row: Sequence[str]) -> bool:
        told = [cell for cell in row if cell.strip()]
        return len(told) > 1 and all(plainly(cell) in self._known for cell in told)

    def _say(self, message: str, *, row: int | None = None, column: str = "", **values: object) -> None:
        self._listed.problems.append(Problem(column, message, values, str(row) if row else ""))

    def _row(self, number: int, row: Sequence[str]) -> Row:
        values: dict[str, Value] = {"language": self._names.language}
        cells = self._faults(number)
        for place, column in self._columns.items():
            cell = tidy(row[place]) if place < len(row) else ""
            if not cell and (column.name == "language" or column.name in cells):
                continue
            value, strange = understood(column, cell)
            values[column.name] = value
            if strange:
                cells.setdefault(column.name, Problem(column.name, NO_OPTION, {"what": strange[:60]}))
        return Row(number=number, values=values, cells=cells)


def understood(column: Column, cell: str) -> tuple[Value, str]:
    """What a cell says as the form's field has it, and what of it is none of the choices, which stays as it was written. Choices are known by their code and by their name
    in each language; several stand on lines or between semicolons or commas."""
    if column.options is None:
        return cell, ""
    found = _options(column)
    if not column.many:
        return (found[plainly(cell)], "") if plainly(cell) in found else (cell, cell)
    pieces = _pieces(cell, found)
    codes = [found.get(plainly(one), one) for one in pieces]
    return list(dict.fromkeys(codes)), ", ".join(one for one in pieces if plainly(one) not in found)


def _pieces(cell: str, found: Mapping[str, str]) -> list[str]:
    """The choices of a cell: a name of a choice may have commas of its own."""
    told = []
    for part in re.split(r"[;\n]", cell):
        if part.strip() and plainly(part) in found:
            told.append(part.strip())
        else:
            told += [one.strip() for one in part.split(",") if one.strip()]
    return told


def _options(column: Column) -> dict[str, str]:
    """Codes by every way to write them."""
    assert column.options is not None
    found = {"": ""}
    for code, words in column.options.items():
        for spelling in (code, *(words[language] for language in LANGUAGES)):
            found.setdefault(plainly(spelling), code)
    return found
