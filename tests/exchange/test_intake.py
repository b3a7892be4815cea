"""Import: every fault of every line is named, a file of another type is called what it is, and it goes in by turns."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.app import open_database
from ideabank.database import Database
from ideabank.entries.models import Entry, Link
from ideabank.exchange import intake
from ideabank.exchange.documents import documents
from ideabank.settings import Settings
from ideabank.support.actions import support
from ideabank.upkeep import schema as store
from tests.exchange.books import book
from tests.world import BANK, World

GOOD: dict[str, Any] = {
    "kind": "usecase",
    "uuid": "u-1",
    "id": 9,
    "language": "fi",
    "texts": {"fi": {"title": "Tarve"}},
}


def row(**changes: Any) -> str:
    return json.dumps({**GOOD, **changes}, ensure_ascii=False)


def wrong(world: World, *lines: str) -> list[tuple[int, str]]:
    with world.database.reading() as session, pytest.raises(intake.IntakeError) as caught:
        intake.understand(session, lines)
    return [(int(one.place), one.told()) for one in caught.value.problems]


def test_all_that_is_wrong_with_a_line_is_named_with_the_choices(world: World) -> None:
    link = {
        "direction": "forth",
        "kind": "solution",
        "id": "x",
        "relation": "addressed-by",
        "fit": "good",
        "basis": "source",
    }
    told = "\n".join(
        reason
        for number, reason in wrong(
            world,
            row(uuid="u-0"),
            row(id="one", theme="nonsense", county=7, status="new?", tags="a", details={"channels": ["pigeon"], "x": 1}, links=[link]),
        )
        if number == 2
    )  # fmt: skip
    for part in (
        "id: one",
        "theme: 'nonsense' is not one of booking, ",
        "county: must be text, not 7",
        "status: 'new?' is not one of ",
    ):
        assert part in told
    for part in ("tags: must be a list", "details: x is not", "channels: ", "digital", "fit 'good' is not one of full, partial", "'x' is not the number"):  # fmt: skip
        assert part in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"texts": {"fi": {"title": ["a"]}}}, "texts: fi: title: must be text"),
        ({"texts": {"fi": {"title": "a", "body": {"b": 1}}}}, "texts: fi: body: must be text"),
        ({"texts": [["fi"]]}, "texts: must be a map"),
        ({"kind": ["usecase"]}, "kind: must be text"),
        ({"language": {"fi": 1}}, "language: must be text"),
        ({"uuid": 7}, "uuid: must be text"),
        ({"id": True}, "id: True is not a whole number"),
        ({"id": 1.0}, "id: 1.0 is not a whole number"),
        ({"links": {"a": 1}}, "links: must be a list"),
        ({"links": [{"direction": "forth", "kind": ["x"], "relation": ["y"], "fit": {}, "basis": [], "id": []}]}, "links: "),
        ({"details": {"channels": [["digital"]]}}, "channels"),
        ({"details": {"abilities": [{}]}}, "abilities"),
        ({"kind": "proposal", "details": {"slide": 10**12}}, "slide"),
        ({"kind": "proposal", "details": {"slide": True}}, "slide"),
        ({"kind": "path", "details": {"state": "now", "sheet": {"columns": [{"key": "a", "name": {"fi": "A"}, "cells": {"channel": [["x"], {}], "does": [{"text": {"fi": "b"}, "level": ["c"]}], "feeling": {"value": [1]}}}]}}}, "sheet (a, channel)"),
        ({"kind": "recipe", "details": {"plan": {"tasks": [{"key": [], "name": "x", "after": [[]]}]}}}, "plan"),
        ({"sources": [[]]}, "sources"),
        ({"sources": [{"url": ["https://a.fi"]}]}, "sources"),
    ],
    ids=lambda one: str(one)[:40],
)  # fmt: skip
def test_a_thing_of_another_type_is_a_fault_and_never_a_crash(world: World, change: dict[str, Any], told: str) -> None:
    assert any(told in reason for _, reason in wrong(world, row(**change)))


@pytest.mark.parametrize(
    "line",
    [
        '{"id": ' + "9" * 5_000 + "}",
        '{"id": 1e999}',
        '{"id": NaN}',
        '{"id": -Infinity}',
        '{"id": 1, "id": 2}',
        '{"a": "\\ud800"}',
        '{"\\udfff": 1}',
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": ' + '{"b":' * 60 + "1" + "}" * 60 + "}",
        "{",
        "nonsense",
        "[1]",
    ],
    ids=lambda one: one[:24],
)
def test_a_line_that_no_bank_could_hold_is_named(world: World, line: str) -> None:
    assert {number for number, _ in wrong(world, row(), line)} == {2}


def test_the_same_entry_number_or_code_twice_is_named(world: World) -> None:
    twice = [
        row(kind="proposal", uuid=f"u-{n}", id=n, details={"code": "PK9-01-1", "main_area": "PK3"}) for n in (1, 2)
    ]
    assert any("the code PK9-01-1 stands on line 1" in reason for _, reason in wrong(world, *twice))
    assert any(
        "the same id of a usecase stands on line 1" in reason for _, reason in wrong(world, row(), row(uuid="u-2"))
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_mark_at_the_start_ends_of_lines_and_empty_lines_change_nothing(
    world: World, codec: str, newline: str
) -> None:
    text = newline.join(["", row(texts={"fi": {"title": "Äiti\u2028"}}), "  ", row(uuid="u-2", id=10), "", ""])
    with world.database.reading() as session:
        rows = intake.understand(session, intake.lines_of(text.encode(codec)))
    assert [one.number for one in rows] == [2, 4]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id;state\n1;done\n", "This is CSV"),
        (book(["a"]), "This is an Excel workbook"),
        (json.dumps([GOOD, GOOD]).encode(), "This is JSON, not NDJSON"),
        (json.dumps([GOOD], indent=2).encode(), "This is JSON, not NDJSON"),
        (json.dumps(GOOD, indent=2).encode(), "This is JSON, not NDJSON"),
        (b"%PDF-1.4", "This is a PDF"),
        (b"<!DOCTYPE html>", "This is a web page"),
        ("ä".encode("latin-1"), "not UTF-8"),
    ],
    ids=lambda one: str(one)[:20],
)
def test_a_file_of_another_type_is_called_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(intake.IntakeError) as caught:
        intake.lines_of(data)
    assert told in str(caught.value)


def test_a_single_line_is_a_file(world: World) -> None:
    with world.database.reading() as session:
        assert len(intake.understand(session, intake.lines_of(row().encode()))) == 1


# --- by turns ---------------------------------------------------------------------------------------------------------------


def many(count: int) -> list[str]:
    """Needs that are linked in a row."""
    link = {"direction": "forth", "kind": "usecase", "relation": "related", "fit": "full", "basis": "test"}
    return [
        row(uuid=f"m-{n}", id=1_000 + n, texts={"fi": {"title": f"Tarve {n}", "body": "Kertomus. " * 50}}, links=[{**link, "id": 1_001 + n}] if n + 1 < count else [])
        for n in range(count)
    ]  # fmt: skip


def test_others_write_between_the_turns_of_an_import(either: World) -> None:
    with either.database.reading() as session:
        rows = intake.understand(session, many(60))
    taken = intake.Taken()
    seen: list[tuple[int, int]] = []

    def write_too(count: int) -> None:
        with either.database.writing() as session:  # it would wait in vain if the import still held the lock
            entry = session.get_one(Entry, either.entries["queue"])
            support(session, entry, by=either.people["aino"], wanted=len(seen) % 2 == 0)
        seen.append((taken.created, taken.links))

    intake.take_in_by_turns(either.database, rows, taken=taken, progress=write_too, pause=0)
    assert (taken.created, taken.known, taken.links) == (60, 0, 59)
    assert len(seen) >= 6
    assert [one for one in seen if one[0] < 60]


def test_an_import_that_is_interrupted_goes_on_where_it_stopped(either: World) -> None:
    lines = many(40)

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    taken = intake.Taken()
    with either.database.reading() as session:
        rows = intake.understand(session, lines)
    with pytest.raises(KeyboardInterrupt):
        intake.take_in_by_turns(either.database, rows, taken=taken, progress=stop, pause=0)
    assert 0 < taken.created < 40
    again = intake.Taken()
    with either.database.reading() as session:
        rows = intake.understand(session, lines)
    intake.take_in_by_turns(either.database, rows, taken=again, pause=0)
    assert (again.created, again.known, again.links) == (40 - taken.created, taken.created, 39)


@pytest.fixture
def command(tmp_path: Path) -> tuple[dict[str, str], Database]:
    """The environment of a command in a bank of its own, and the bank."""
    url = f"sqlite:///{tmp_path / 'bank.sqlite3'}"
    database = open_database(Settings(database_url=url), BANK)
    store.upgrade(database)
    return {**os.environ, "IDEABANK_DATABASE_URL": url, "COLUMNS": "200"}, database


def run(file: Path, around: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ideabank", "import", str(file)], env=around, stderr=subprocess.PIPE, text=True
    )


MANY = 500  # so many lines take a second at least: whoever looks every now and then sees some of them taken


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_killed_import_says_what_was_taken_and_the_same_command_takes_the_rest(
    command: tuple[dict[str, str], Database], tmp_path: Path, how: signal.Signals
) -> None:
    around, database = command
    file = tmp_path / "a.ndjson"
    file.write_text("\n".join(many(MANY)), encoding="utf-8")
    count = sa.select(sa.func.count()).select_from(Entry)
    process = run(file, around)
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with database.reading() as session:
            if session.execute(count).scalar_one() > 0:
                break
        time.sleep(0.05)
    process.send_signal(how)
    told = process.communicate(timeout=60)[1]
    with database.reading() as session:
        stored = session.execute(count).scalar_one()
    assert 0 < stored < MANY
    if how != signal.SIGKILL:
        assert f"Stopped. {stored} new entries" in told
        assert process.returncode != 0
    again = run(file, around)
    told = again.communicate(timeout=120)[1]
    assert again.returncode == 0, told
    assert f"Imported: {MANY - stored} new entries, {MANY - 1} links; {stored} entries were here already." in told
    with database.reading() as session:
        assert session.execute(count).scalar_one() == MANY
        assert session.execute(sa.select(sa.func.count(col(Link.id)))).scalar_one() == MANY - 1
        assert len({one["uuid"] for one in documents(session)}) == MANY
    database.close()


def test_a_bad_file_says_all_and_nothing_is_imported(command: tuple[dict[str, str], Database], tmp_path: Path) -> None:
    around, database = command
    file = tmp_path / "a.ndjson"
    file.write_text("\n".join([row(), row(uuid="u-2", id="x", theme="[bold]"), "{"]), encoding="utf-8")
    process = run(file, around)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    for part in (
        "Nothing was imported.",
        "line 2: id: x is not",
        "line 2: theme: '[bold]' is not one of",
        "line 3: not JSON",
    ):
        assert part in told
    out = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(out)
    process = run(out, around)
    assert "This is an Excel workbook" in process.communicate(timeout=60)[1]
    with database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Entry)).scalar_one() == 0
    database.close()


def test_contact_details_in_a_file_are_asked_about_before_a_line_is_taken_in(
    command: tuple[dict[str, str], Database], tmp_path: Path
) -> None:
    around, database = command
    file = tmp_path / "a.ndjson"
    lines = [json.loads(line) for line in many(2)]
    lines[1]["texts"]["fi"]["body"] = "Soita 040 123 4567"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    count = sa.select(sa.func.count()).select_from(Entry)
    asked = subprocess.run(
        [sys.executable, "-m", "ideabank", "import", str(file)], env=around, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 1
    assert "line 2: fi body: This looks like a phone number (040 123 4567)." in asked.stdout + asked.stderr
    with database.reading() as session:
        assert session.execute(count).scalar_one() == 0
    subprocess.run(
        [sys.executable, "-m", "ideabank", "import", "--confirmed", str(file)],
        env=around,
        capture_output=True,
        check=True,
    )
    with database.reading() as session:
        assert session.execute(count).scalar_one() == 2
