"""What the command `import` does: the whole file is checked before a line is stored, then short turns with a bar. Part of the roof."""

import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from ideabank.database import Database
from ideabank.entries.content import asked_about, asked_about_all
from ideabank.exchange import intake
from ideabank.exchange.lines import Row
from ideabank.upkeep.console import console, counted_bar, say

MOST_TOLD = 200


def bring_in(database: Database, file: Path, *, confirmed: bool = False, dry_run: bool = False) -> None:
    """Takes in the entries of an NDJSON file, and says what was taken in, also when it is interrupted.

    What may be personal data is asked about first: nothing is taken in until it is `confirmed` that it may be public. `dry_run` ends
    where storing would begin.
    """
    rows = _understood(database, file)
    if not confirmed:
        _ask(rows)
    if dry_run:
        _tell_what_would_come(database, rows)
        return
    taken = intake.Taken()
    try:
        with _ended_by_signal(), counted_bar("Taking in entries, then links", 2 * len(rows)) as step:
            intake.take_in_by_turns(database, rows, taken=taken, progress=step)
    except intake.IntakeError as error:
        console.print(f"[bold red]{_so_far(taken, rows)}[/bold red]", soft_wrap=True)
        console.print(str(error), markup=False, soft_wrap=True)
        raise SystemExit(1) from error
    except BaseException:
        console.print(f"[bold red]{_so_far(taken, rows)}[/bold red]", soft_wrap=True)
        raise
    console.print(
        f"Imported: {taken.created} new entries, {taken.links} links; {taken.known} entries were here already."
    )


def _tell_what_would_come(database: Database, rows: list[Row]) -> None:
    with database.reading() as session:
        known = intake.count_here(session, rows)
    say(f"Nothing was imported. It would be: {len(rows) - known} new entries; {known} entries are here already.")


def _understood(database: Database, file: Path) -> list[Row]:
    try:
        with database.reading() as session:
            return intake.understand(session, intake.lines_of(file.read_bytes()))
    except intake.IntakeError as error:
        told = str(error).split("\n")
        console.print("[bold red]Nothing was imported.[/bold red]")
        console.print("\n".join(told[:MOST_TOLD]), markup=False, soft_wrap=True)
        if len(told) > MOST_TOLD:
            console.print(f"… and {len(told) - MOST_TOLD} more.")
        raise SystemExit(1) from error


def _ask(rows: list[Row]) -> None:
    asked = [(row.number, one) for row in rows for one in (*asked_about_all(row.content), *asked_about(_grounds(row)))]
    if not asked:
        return
    console.print("[bold red]Nothing was imported: is this somebody's personal data?[/bold red]")
    for number, one in asked[:MOST_TOLD]:
        console.print(f"line {number}: {one.field}: {one.told()}", markup=False, soft_wrap=True)
    if len(asked) > MOST_TOLD:
        console.print(f"… and {len(asked) - MOST_TOLD} more.")
    console.print("If all of it may be public, run the command again with --confirmed.")
    raise SystemExit(1)


def _grounds(row: Row) -> dict[str, str]:
    return {"links": "\n".join(words for link in row.links for words in (link.get("evidence") or {}).values())}


def _so_far(taken: intake.Taken, rows: list[Row]) -> str:
    return (
        f"Stopped. {taken.created} new entries and {taken.links} links of {len(rows)} lines are in the bank. "
        "Run the same command again to take in the rest."
    )


@contextlib.contextmanager
def _ended_by_signal() -> Iterator[None]:
    """A polite request to end (SIGTERM) stops between two steps, so that what was taken can be told."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: object) -> NoReturn:
    sys.exit(128 + number)
