"""Every command says in one sentence why it cannot work where no bank is, and makes nothing there."""

import contextlib
import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer.main
from sqlalchemy.engine import URL, make_url
from typer.testing import CliRunner, Result

from ideabank.cli import app
from tests.postgres import Postgres
from tests.world import Seed

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
MAKERS = ("demo", "init", "migrate")  # these may make a bank
WITHOUT = ("analyse",)  # these need none
OTHERS = [name for name in COMMANDS if name not in (*MAKERS, *WITHOUT)]
# What a command must be given; {file} is a file that is there, {new} one that is not.
GIVEN = {"person": ["aino@example.org", "--role", "admin"], "import": ["{file}"], "backup": ["{new}"]}


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, url: str) -> Result:
    """The command in an environment that names this bank. Whatever it is given lies outside the bank's folder."""
    (folder.parent / f"{folder.name}.ndjson").touch()
    words = {"file": str(folder.parent / f"{folder.name}.ndjson"), "new": str(folder.parent / f"{folder.name}.copy")}
    monkeypatch.setenv("IDEABANK_DATABASE_URL", url)
    result = CliRunner().invoke(app, [name, *(one.format(**words) for one in GIVEN.get(name, []))])
    assert not Path(words["new"]).exists()
    return result


def refused(result: Result) -> str:
    """The one sentence on standard error."""
    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not result.stdout
    assert "Traceback" not in result.stderr
    [line] = result.stderr.strip().split("\n")
    return line


def nothing(place: Path) -> None:
    """A folder and a file that are not there."""


def folder(place: Path) -> None:
    place.mkdir(parents=True)


def empty(place: Path) -> None:
    place.parent.mkdir()
    place.touch()


def garbage(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"What lies here is not a database, but some words.\n" * 100)


def damaged(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def foreign(place: Path) -> None:
    _made(place, "CREATE TABLE recipe (id INTEGER)")


def of_alembic(place: Path) -> None:
    """Another program's, which migrates like us."""
    _made(place, "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('1a2b3c')")


def newer(place: Path) -> None:
    of_alembic(place)
    _made(place, "CREATE TABLE entry (id INTEGER)")


def older(place: Path) -> None:
    newer(place)
    _made(place, "UPDATE alembic_version SET version_num = '0001'")


def _made(place: Path, *statements: str) -> None:
    place.parent.mkdir(exist_ok=True)
    file = sqlite3.connect(place)
    for statement in statements:
        file.execute(statement)
    file.commit()
    file.close()


PLACES: dict[Callable[[Path], None], str] = {
    nothing: "There is no bank at",
    folder: "is a folder",
    empty: "There is no bank at",
    garbage: "is no SQLite database",
    damaged: "cannot be opened",
    foreign: "holds something else than a bank",
    of_alembic: "holds something else than a bank",
    newer: "made by a newer version",
    older: "Run `ideabank migrate`",
}


@pytest.mark.parametrize("make", PLACES, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", OTHERS)
def test_a_command_refuses_a_place_without_a_bank(
    name: str, make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place" / "bank.sqlite3"
    make(place)
    before = {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    sentence = refused(run(monkeypatch, tmp_path, name, f"sqlite:///{place}"))
    assert PLACES[make] in sentence
    assert str(place) in sentence
    after = {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}
    assert after == before


@pytest.mark.parametrize("make", [folder, garbage, damaged, foreign, of_alembic, newer], ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", MAKERS)
def test_a_bank_is_not_made_over_something_else(
    name: str, make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place" / "bank.sqlite3"
    make(place)
    before = place.read_bytes() if place.is_file() else b""
    assert PLACES[make] in refused(run(monkeypatch, tmp_path, name, f"sqlite:///{place}"))
    assert (place.read_bytes() if place.is_file() else b"") == before


def test_a_bank_cannot_be_made_below_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    assert "No bank can be made" in refused(run(monkeypatch, tmp_path, "migrate", f"sqlite:///{tmp_path}/file/x/bank"))


def test_an_older_bank_is_migrated_and_then_served_by_every_command(
    tmp_path: Path, planted: tuple[Path, Seed], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place" / "bank.sqlite3"
    assert run(monkeypatch, tmp_path, "migrate", f"sqlite:///{place}").exit_code == 0
    assert run(monkeypatch, tmp_path, "migrate", f"sqlite:///{place}").exit_code == 0
    assert run(monkeypatch, tmp_path, "person", f"sqlite:///{place}").exit_code == 0
    assert run(monkeypatch, tmp_path, "export", f"sqlite:///{place}").stdout == ""


@pytest.mark.parametrize("name", OTHERS)
def test_a_command_refuses_a_postgresql_that_cannot_be_reached(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql+psycopg://bank:hunter2@127.0.0.1:9/bank"
    sentence = refused(run(monkeypatch, tmp_path, name, url))
    assert "127.0.0.1:9 does not answer" in sentence
    assert "hunter2" not in sentence


def test_postgresql_without_a_bank_or_with_another_one_is_refused(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url(postgres.fresh())

    def told(at: URL = url) -> str:
        return refused(run(monkeypatch, tmp_path, "doctor", at.render_as_string(hide_password=False)))

    assert "There is no bank at" in told()
    assert "has no database nowhere" in told(url.set(database="nowhere"))
    assert "does not let nobody in" in told(url.set(username="nobody", password="hunter2"))
    assert "hunter2" not in told(url.set(username="nobody", password="hunter2"))
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        assert not sa.inspect(connection).get_table_names()
        connection.exec_driver_sql("CREATE TABLE entry (id INTEGER)")
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
    assert "something else" in told()
    for revision, words in (("0001", "ideabank migrate"), ("9999", "newer version")):
        with engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM alembic_version")
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{revision}')")
        assert words in told()
    engine.dispose()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_wrong_setting_stops_every_command_with_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDEABANK_THREADS", "many")
    given = ["palvelu"] if name == "analyse" else []
    monkeypatch.setitem(GIVEN, name, GIVEN.get(name, given))
    sentence = refused(run(monkeypatch, tmp_path, name, f"sqlite:///{tmp_path}/bank.sqlite3"))
    assert sentence == "IDEABANK_THREADS takes a whole number from 0 to 64; “many” is none."
    assert not (tmp_path / "bank.sqlite3").exists()


def test_a_setting_that_does_not_exist_is_told_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDEABANK_PUBLIC_ULR", "https://bank.example")
    result = run(monkeypatch, tmp_path, "migrate", f"sqlite:///{tmp_path}/bank.sqlite3")
    assert result.exit_code == 0
    assert "There is no setting IDEABANK_PUBLIC_ULR; is IDEABANK_PUBLIC_URL meant?" in result.stderr


@pytest.mark.parametrize(("address", "warned"), [("", True), ("https://bank.example/", False)])
def test_serve_warns_while_the_address_people_use_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, warned: bool
) -> None:
    monkeypatch.setenv("IDEABANK_PUBLIC_URL", address)
    monkeypatch.setenv("IDEABANK_DATABASE_URL", f"sqlite:///{tmp_path}/bank.sqlite3")
    assert CliRunner().invoke(app, ["migrate"]).exit_code == 0
    with socket.socket() as taken:  # so that it ends at once
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        # In a thread of its own: where browser tests run too, their loop runs in this one.
        with ThreadPoolExecutor(1) as thread:
            command = ["serve", "--port", str(taken.getsockname()[1])]
            result = thread.submit(CliRunner().invoke, app, command).result()
    assert ("IDEABANK_PUBLIC_URL is not set" in result.stderr) == warned


@contextlib.contextmanager
def without_powers() -> Iterator[None]:
    """Whoever runs the tests, if need be without the powers of root, who reads every file."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "bank.sqlite3"
    place.write_bytes(b"x")
    place.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o111)  # the way there is open, so that it is the file that is not
    monkeypatch.setenv("IDEABANK_DATABASE_URL", f"sqlite:///{place}")
    with without_powers():
        result = CliRunner().invoke(app, ["doctor"])
    assert "cannot be read: Permission denied" in refused(result)
