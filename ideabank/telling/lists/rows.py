"""A row of a list that is being looked through: what it holds, what is wrong with it, what it looks like, what shall become of it."""

import dataclasses
from collections.abc import Mapping

from ideabank.entries.problem import Problem
from ideabank.text.plain import Json
from ideabank.web.forms import Form, Value

# What may become of a row, and which of it is possible in which state; the first is what becomes of it when nobody chooses.
CHOICES = {
    "new": ("own", "draft", "leave"),
    "alike": ("draft", "leave", "own"),
    "same": ("leave", "draft", "own"),
    "fault": ("mend", "draft", "leave"),
    "asks": ("mend", "draft", "leave"),
    "known": ("leave",),
    "twice": ("leave",),
}
# In which order groups of rows are shown: first what somebody must look at.
STATES = ("fault", "asks", "alike", "same", "new", "known", "twice")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One row. `values` as the kind's form has them, without what may not be kept; `cells` says what is wrong with cells as they were read, by
    field; `problems` and `asks` what is wrong with, and to be asked about, all of it as it now stands.

    `uuid` is that of the entry it becomes, made from the words as they came. `is_fine`: what looks like contact details may be public.
    `alike`: entries it looks like; `is_titled`: the first of them has the very same title.
    """

    number: int
    values: Mapping[str, Value]
    uuid: str = ""
    cells: Mapping[str, Problem] = dataclasses.field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    asks: tuple[Problem, ...] = ()
    is_fine: bool = False
    alike: tuple[int, ...] = ()
    is_titled: bool = False
    choice: str = ""

    @property
    def form(self) -> Form:
        return Form.of(self.values)

    @property
    def title(self) -> str:
        return self.form.value("title")

    @property
    def language(self) -> str:
        return self.form.value("language")

    def wrong(self) -> dict[str, Problem]:
        """What must be mended, by field."""
        found: dict[str, Problem] = {}
        for one in (*self.cells.values(), *self.problems, *(() if self.is_fine else self.asks)):
            found.setdefault(one.field, one)
        return found


@dataclasses.dataclass(frozen=True)
class Standing:
    """How a row stands before the bank as it is now: its state, and what it is the same as: an entry, or an earlier row."""

    row: Row
    state: str
    entry_id: int = 0
    first: int = 0

    @property
    def choice(self) -> str:
        """What shall become of it: what was chosen, if that is still possible."""
        possible = CHOICES[self.state]
        return self.row.choice if self.row.choice in possible else possible[0]


def standing(rows: tuple[Row, ...], known: Mapping[str, int]) -> tuple[Standing, ...]:
    """How each row stands; `known`: entries (or 0 for drafts of one's own) by the uuids of rows that came before."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        earlier = first.setdefault(row.uuid, row.number)
        if row.uuid in known:
            found.append(Standing(row, "known", known[row.uuid]))
        elif earlier != row.number:
            found.append(Standing(row, "twice", first=earlier))
        else:
            found.append(Standing(row, _state(row), row.alike[0] if row.alike else 0))
    return tuple(found)


def _state(row: Row) -> str:
    if row.cells or row.problems:
        return "fault"
    if row.asks and not row.is_fine:
        return "asks"
    if row.alike:
        return "same" if row.is_titled else "alike"
    return "new"


def plain(row: Row) -> Json:
    """The row as it is kept."""
    return dataclasses.asdict(row)


def row_of(data: Json) -> Row:
    """The row that was kept so."""
    told = {
        "cells": {name: Problem(**one) for name, one in data["cells"].items()},
        "problems": tuple(Problem(**one) for one in data["problems"]),
        "asks": tuple(Problem(**one) for one in data["asks"]),
        "alike": tuple(data["alike"]),
    }
    return Row(**{**data, **told})
