"""What the command `import --kind` does with a list from a spreadsheet: every row is looked at before one is stored, then all or none. Part of the roof."""

import dataclasses
from pathlib import Path

from ideabank import sections
from ideabank.database import Database
from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.exchange.jobs import here
from ideabank.finding.finder import Finder
from ideabank.i18n import LANGUAGES, Catalogues
from ideabank.people.viewer import ANONYMOUS
from ideabank.settings import Settings
from ideabank.telling.lists.actions import take_rows
from ideabank.telling.lists.judging import Judge, judged, known_by, titled, without_secrets
from ideabank.telling.lists.queries import came_before
from ideabank.telling.lists.reading import Names, read_list
from ideabank.telling.lists.rows import Row, Standing, standing
from ideabank.upkeep.console import NOT_BEGUN, counted_bar, say, stop
from ideabank.visit.columns import columns_of

MOST_TOLD = 200
ALIKE = {"leave": "leave", "link": "own"}


@dataclasses.dataclass(frozen=True)
class Wanted:
    """What was asked for: the kind of each row, the language of those that do not say it, what becomes of rows that look like an entry."""

    kind: str
    language: str
    alike: str
    dry_run: bool = False
    confirmed: bool = False


def bring_list(database: Database, settings: Settings, file: Path, wanted: Wanted) -> None:
    """Takes in the rows of the list and says what became of each that is not simply new. Nobody is their owner, and nobody supports them."""
    kind = _kind(wanted)
    whole = sections.whole()
    names = Names(columns_of(kind, whole.faces[kind.code].telling, Catalogues(whole.messages)), "en", wanted.language)
    listed = read_list(file.read_bytes(), names, here)
    if listed.problems:
        _stop([_place(one) for one in listed.problems])
    for note in listed.notes:
        say(f"Note: {note.told()}")
    finder = Finder(settings, database)
    judge = Judge(kind, whole.faces[kind.code].telling, finder)
    try:
        rows = _looked_at(database, judge, listed.rows)
        _take(database, judge, _stand(database, rows, wanted), wanted)
    finally:
        finder.close()


def _kind(wanted: Wanted) -> Kind:
    known = {code: kind for code, kind in sections.bank().kinds.items() if kind.exchange.lists is not None}
    if wanted.kind not in known:
        stop(f"--kind is one of {', '.join(known)}.", code=NOT_BEGUN)
    if wanted.language not in LANGUAGES:
        stop(f"--language is one of {', '.join(LANGUAGES)}.", code=NOT_BEGUN)
    if wanted.alike not in ALIKE:
        stop(f"--alike is one of {', '.join(ALIKE)}.", code=NOT_BEGUN)
    return known[wanted.kind]


def _looked_at(database: Database, judge: Judge, rows: list[Row]) -> list[Row]:
    with database.reading() as session:
        rows = known_by(session, judge.kind, [without_secrets(row)[0] for row in rows])
    if not judge.search.is_ready:
        say(
            "Note: there is no search index yet, so what these rows look like was not looked up. `ideabank reindex` makes one."
        )
    with counted_bar("Looking at the rows", len(rows)) as step:
        rows = judged(rows, judge, step)
    with database.reading() as session:
        return titled(session, rows)


def _stand(database: Database, rows: list[Row], wanted: Wanted) -> tuple[Standing, ...]:
    """How the rows stand, with what was asked for of those that look like an entry."""
    if wanted.confirmed:
        rows = [dataclasses.replace(row, is_fine=True) for row in rows]
    rows = [dataclasses.replace(row, choice=ALIKE[wanted.alike] if row.alike else "") for row in rows]
    with database.reading() as session:
        found = standing(tuple(rows), came_before(session, {row.uuid for row in rows}, ANONYMOUS))
    if wrong := [
        f"row {one.row.number}: {problem.field}: {problem.told()}" for one in found for problem in _wrong(one)
    ]:
        told = (
            []
            if any(one.state == "fault" for one in found)
            else ["If all of it may be public, run the command again with --confirmed."]
        )
        _stop(wrong, *told)
    return found


def _wrong(one: Standing) -> list[Problem]:
    return list(one.row.wrong().values()) if one.state in ("fault", "asks") else []


def _take(database: Database, judge: Judge, rows: tuple[Standing, ...], wanted: Wanted) -> None:
    for one in rows:
        if one.state in ("alike", "same", "known", "twice"):
            say(_said(judge.kind, one))
    coming = [(one, judge.read(one.row).content if one.choice == "own" else None) for one in rows]
    new = sum(content is not None for _, content in coming)
    if wanted.dry_run:
        say(f"Nothing was imported. It would be: {new} new entries of {len(rows)} rows.")
        return
    with counted_bar("Taking in the rows", len(rows)) as step, database.writing() as session:
        taken = take_rows(session, judge.kind, coming, by=ANONYMOUS, step=step)
    say(f"Imported: {len(taken.entries)} new entries of {len(rows)} rows; {len(taken.left)} were left out.")


def _said(kind: Kind, one: Standing) -> str:
    what = {
        "known": f"was taken in before, as {kind.prefix}-{one.entry_id}",
        "twice": f"says the same as row {one.first}",
        "same": f"has the title of {kind.prefix}-{one.entry_id}",
        "alike": f"looks like {kind.prefix}-{one.entry_id}",
    }[one.state]
    return f"row {one.row.number}: {what}: {'linked' if one.choice == 'own' else 'left out'}"


def _place(problem: Problem) -> str:
    where = [f"row {problem.place}"] if problem.place else []
    where += [f"column {problem.field}"] if problem.field else []
    return ", ".join(where) + (": " if where else "") + problem.told()


def _stop(told: list[str], *more: str) -> None:
    say("Nothing was imported.")
    for line in told[:MOST_TOLD]:
        say(line)
    if len(told) > MOST_TOLD:
        say(f"… and {len(told) - MOST_TOLD} more.")
    for line in more:
        say(line)
    raise SystemExit(1)
