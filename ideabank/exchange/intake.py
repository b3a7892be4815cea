"""Taking in NDJSON as `export` writes it: all lines are checked first; one bad line and nothing changes.

What is taken in is stored in short turns, so that other people can write meanwhile. If it is interrupted, taking the same file in
again goes on where it stopped: entries are known by their uuid, links by their ends.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database
from ideabank.entries import actions, links
from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry
from ideabank.entries.problem import Problem
from ideabank.errors import Refused
from ideabank.exchange.lines import Line, Row
from ideabank.exchange.nature import THIS_IS, nature, nature_of_text
from ideabank.exchange.turns import PAUSE, in_turns
from ideabank.text.plain import Json

NOT_LINES = "This is JSON, not NDJSON. Write each entry as one object {…} on a line of its own."
Progress = Callable[[int], None]
WANTED = "`import` takes NDJSON as `export` writes it."


class IntakeError(Refused):
    """The file cannot be taken in; `problems` says all that is wrong, each with the number of its line as its place."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"line {one.place}: {one.told()}" if one.place else one.told() for one in problems))
        self.problems = problems


@dataclasses.dataclass
class Taken:
    """What an intake has stored for good so far."""

    created: int = 0
    known: int = 0
    links: int = 0


def lines_of(data: bytes) -> list[str]:
    """The lines of a file. Raises IntakeError that calls a file of another type what it is."""
    kind = nature(data)
    if kind != "text":
        raise IntakeError(_wrong(f"{THIS_IS[kind]} {WANTED}"))
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(codec).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise IntakeError(_wrong(f"The file is not UTF-8 text: {error.reason} at byte {error.start}.")) from error
    kind = nature_of_text(text)
    if kind in ("csv", "html"):
        raise IntakeError(_wrong(f"{THIS_IS[kind]} {WANTED}"))
    if kind == "json" and _is_whole(text):
        raise IntakeError(_wrong(NOT_LINES))
    return text.split("\n")  # not splitlines: a text may have other ends of lines in it


def _wrong(reason: str, line: int = 0) -> Problem:
    """What an administrator reads in English: of the whole file, or of a line of it."""
    return Problem("", reason, place=str(line) if line else "")


def _is_whole(text: str) -> bool:
    """Whether the file is JSON as a whole: a list, or one object over several lines."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, list) or (len(text.split()) > 1 and "\n" in text.strip())


def understand(session: Session, lines: Iterable[str]) -> list[Row]:
    """Every line checked. Raises IntakeError with all that is wrong, by line. What belongs to a team of the other bank is left out."""
    rows: list[Row] = []
    wrong: list[Problem] = []
    for number, text in enumerate(lines, start=1):
        if bare := text.strip("\ufeff \t\r\n"):
            line = Line(bank_of(session), number)
            if (row := line.read(bare)) is not None:
                rows.append(row)
                line.wrong += _taken_code(session, row)
            wrong += line.wrong
    wrong += _twice(rows)
    if wrong:
        raise IntakeError(*sorted(wrong, key=lambda one: int(one.place)))
    return [row for row in rows if not row.kind.lifecycle.is_teams]


def count_here(session: Session, rows: list[Row]) -> int:
    """How many of these the bank has already."""
    count, uuids = 0, [row.uuid for row in rows]
    for start in range(0, len(uuids), 500):
        query = sa.select(sa.func.count()).where(col(Entry.uuid).in_(uuids[start : start + 500]))
        count += session.execute(query).scalar_one()
    return count


def take_in(session: Session, rows: list[Row]) -> Taken:
    """Makes the entries that the bank does not have (by uuid), then the links among what the file and the bank hold."""
    taking = _Taking()
    for row in rows:
        taking.entry(session, row)
    for row in rows:
        taking.links(session, row)
    return taking.now


def take_in_by_turns(
    database: Database,
    rows: list[Row],
    *,
    taken: Taken,
    progress: Progress = lambda count: None,
    pause: float = PAUSE,
) -> None:
    """The same in short transactions; `taken` tells at any moment what is stored for good. `progress` hears of two steps a row."""
    taking = _Taking()

    def done(count: int) -> None:
        taken.created, taken.known, taken.links = taking.now.created, taking.now.known, taking.now.links
        progress(count)

    in_turns(database, rows, taking.entry, done=done, pause=pause)
    in_turns(database, rows, taking.links, done=done, pause=pause)


class _Taking:
    """One intake while it goes on: what it did, and the entries by the numbers that the file gives them."""

    def __init__(self) -> None:
        self.now = Taken()
        self._by_old: dict[tuple[str, int], int] = {}

    def entry(self, session: Session, row: Row) -> None:
        known = session.execute(sa.select(Entry).where(col(Entry.uuid) == row.uuid)).scalar_one_or_none()
        if known is not None:
            self.now.known += 1
        else:
            # Somebody may have taken the code since the file was checked.
            if wrong := _taken_code(session, row):
                raise IntakeError(*wrong)
            known = actions.propose(session, row.kind, row.content)
            known.uuid, known.status = row.uuid, row.status
            self.now.created += 1
        self._by_old[row.kind.code, row.old_id] = known.id

    def links(self, session: Session, row: Row) -> None:
        for one in row.links:
            self.now.links += self._join(session, row, one)

    def _join(self, session: Session, row: Row, one: Json) -> int:
        source = session.get(Entry, self._by_old[row.kind.code, row.old_id])
        target = session.get(Entry, self._by_old.get((one["kind"], one["id"]), 0))
        anchor = one.get("anchor") or ""
        if source is None or target is None or links.find(session, source, target, one["relation"], anchor) is not None:
            return 0
        claim = links.Claim(one["fit"], one["basis"], dict(one.get("evidence") or {}), tuple(one.get("slides") or ()))
        links.suggest(session, source, target, one["relation"], claim, anchor=anchor)
        return 1


def _twice(rows: list[Row]) -> list[Problem]:
    """Lines that say what an earlier one says already: the same entry, number or code."""
    wrong = []
    seen: dict[tuple[str, object], int] = {}
    for row in rows:
        code = row.content.details.get(row.kind.code_from) if row.kind.code_from else None
        told = [("the same entry", row.uuid), (f"the same id of a {row.kind.code}", (row.kind.code, row.old_id))]
        for what, value in [*told, *([(f"the code {code}", (row.kind.code, code))] if code else [])]:
            if (first := seen.setdefault((what, value), row.number)) != row.number:
                wrong.append(_wrong(f"{what} stands on line {first}", row.number))
                break
    return wrong


def _taken_code(session: Session, row: Row) -> list[Problem]:
    """A code such as PK2-06-1 names one entry only."""
    kind, content = row.kind, row.content
    code = content.details.get(kind.code_from) if kind.code_from else None
    if not code:
        return []
    query = sa.select(col(Entry.uuid)).where(col(Entry.kind) == kind.code, col(Entry.code) == code)
    holder = session.execute(query).scalar_one_or_none()
    if holder in (None, row.uuid):
        return []
    return [_wrong(f"code: {code} belongs to another entry in the bank", row.number)]
