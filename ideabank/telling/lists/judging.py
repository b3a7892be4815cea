"""What is to be said of each row before anybody decides: what is wrong with it, whether it may be personal data, what it looks like.

Slow, for it searches once a row: never asked while one writes.
"""

import dataclasses
import json
import uuid
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.orm import Session

from ideabank.entries.content import refused
from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.entries.queries import rows_of
from ideabank.i18n import LANGUAGES
from ideabank.people.keys import keyed
from ideabank.telling.alike import held_alike
from ideabank.telling.forms import ReadForm, understood
from ideabank.telling.lists.rows import Row
from ideabank.visit.columns import plainly
from ideabank.visit.face import Telling
from ideabank.visit.site import Search
from ideabank.web.forms import Value


@dataclasses.dataclass(frozen=True)
class Judge:
    """Looks at rows of one kind, which is told so."""

    kind: Kind
    telling: Telling
    search: Search

    def looked_at(self, row: Row) -> Row:
        """The row with all that is to be said of it. What may not be kept must have left it before."""
        reading = self.read(row)
        problems = tuple(one for one in reading.problems if one.field not in row.cells)
        alike = tuple(held_alike(self.search, self.kind, row.form)) if row.title else ()
        return dataclasses.replace(row, problems=problems, asks=reading.asks, alike=alike)

    def read(self, row: Row) -> ReadForm:
        """What the row asks for, as its form would."""
        return understood(self.telling, self.kind, row.form)


def known_by(session: Session, kind: Kind, rows: list[Row]) -> list[Row]:
    """The rows, each with the uuid that the same words always get in this bank: by it a row is known when it comes again."""
    return [dataclasses.replace(row, uuid=_uuid(session, kind, row)) for row in rows]


def _uuid(session: Session, kind: Kind, row: Row) -> str:
    """Keyed: from a uuid, which everybody sees, nobody can guess what words were mended away."""
    words = [plainly(row.form.value(name)) for name in ("language", *kind.text_names)]
    return str(uuid.UUID(hex=keyed(session, f"row of {kind.code}", json.dumps(words))[:32], version=4))


def titled(session: Session, rows: list[Row]) -> list[Row]:
    """The rows, each with whether what it looks like has the very same title; without what nobody may see any longer."""
    titles = {
        language: {
            number: plainly(one.title) for number, one in rows_of(session, _alike(rows, language), language).items()
        }
        for language in LANGUAGES
    }
    return [_titled(row, titles.get(row.language, {})) for row in rows]


def _alike(rows: list[Row], language: str) -> set[int]:
    return {row.alike[0] for row in rows if row.alike and row.language == language}


def _titled(row: Row, titles: Mapping[int, str]) -> Row:
    if not row.alike:
        return row
    if row.alike[0] not in titles:
        return dataclasses.replace(row, alike=(), is_titled=False)
    return dataclasses.replace(row, is_titled=titles[row.alike[0]] == plainly(row.title))


def without_secrets(row: Row) -> tuple[Row, dict[str, str]]:
    """The row without what may not be kept, and the words that were taken out, by field: they are shown once more and then gone."""
    taken = {name: problem for name, problem in _secrets(row.values) if name not in row.cells}
    if not taken:
        return row, {}
    values = {name: value for name, value in row.values.items() if name not in taken}
    return dataclasses.replace(row, values=values, cells={**row.cells, **taken}), {n: row.form.value(n) for n in taken}


def _secrets(values: Mapping[str, Value]) -> Iterator[tuple[str, Problem]]:
    for name, value in values.items():
        for problem in refused(name, value if isinstance(value, str) else ", ".join(value))[:1]:
            yield name, problem


def judged(rows: list[Row], judge: Judge, step: Callable[[int], object] = lambda count: None) -> list[Row]:
    """Each row looked at; `step` hears of each."""
    found = []
    for row in rows:
        found.append(judge.looked_at(row))
        step(1)
    return found


def changed(row: Row, typed: Mapping[str, Value]) -> Row:
    """The row with what somebody has mended in it; a cell that was sent back as it came is as wrong as before."""
    cells = {name: one for name, one in row.cells.items() if name not in typed or typed[name] == row.values.get(name)}
    return dataclasses.replace(row, values={**row.values, **typed}, cells=cells)
