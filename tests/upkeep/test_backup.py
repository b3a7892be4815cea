"""A backup is whole or is not there: checked, never over something else, and it comes back."""

import errno
import os
import shutil
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import Database
from ideabank.entries import actions
from ideabank.entries.models import Entry
from ideabank.errors import Refused
from ideabank.upkeep import backup as backups
from ideabank.upkeep.backup import NotBackedUp, backup
from ideabank.upkeep.services import Services
from tests.world import BANK, Seed, World, content, open_world


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_says_what_it_holds_and_is_one_file_for_its_owner(world: World, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    copied = backup(world.database, tmp_path / "kept" / "copy.sqlite3")
    file = tmp_path / "kept" / "copy.sqlite3"
    assert (copied.entries, copied.size) == (len(world.entries), file.stat().st_size)
    assert left(tmp_path / "kept") == {"copy.sqlite3"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_restored_backup_is_the_bank(world: World, tmp_path: Path, planted: tuple[Path, Seed]) -> None:
    title = "Tarve ennen varmuuskopiota"
    with world.database.writing() as session:
        actions.propose(session, BANK.kinds["usecase"], content(title), by=world.people["aino"])
    backup(world.database, tmp_path / "copy.sqlite3")
    with world.database.writing() as session:
        session.execute(sa.delete(Entry).where(col(Entry.id) == world.entries["notices"]))
    # As the handbook says: the file in the place of the old one, without the helpers of the old one.
    place = tmp_path / "restored"
    place.mkdir()
    shutil.copy(tmp_path / "copy.sqlite3", place / "bank.sqlite3")
    again = open_world(place, f"sqlite:///{place / 'bank.sqlite3'}", planted[1])
    assert title in again.client().get("/fi/usecases").text
    assert again.client().get(again.path("notices"), follow_redirects=True).status_code == 200
    again.app.state.site.keeper(Services).close()


@pytest.mark.parametrize("there", ["file", "folder", "link to nothing"])
def test_nothing_is_ever_written_over(world: World, tmp_path: Path, there: str) -> None:
    target = tmp_path / "copy.sqlite3"
    if there == "file":
        target.touch()
    elif there == "folder":
        target.mkdir()
    else:
        target.symlink_to("nowhere")
    before = left(tmp_path)
    with pytest.raises(FileExistsError, match="already there"):
        backup(world.database, target)
    assert left(tmp_path) == before


def test_a_name_taken_while_the_copy_was_made_stays_whose_it_is(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.sqlite3"
    flush = os.fsync

    def taken(handle: int) -> None:
        target.exists() or target.write_text("mine")
        flush(handle)

    monkeypatch.setattr(os, "fsync", taken)
    before = left(tmp_path)
    with pytest.raises(FileExistsError):
        backup(world.database, target)
    assert target.read_text() == "mine"
    assert left(tmp_path) - before == {"copy.sqlite3"}


def test_the_files_that_sqlite_keeps_beside_the_bank_are_no_targets(world: World) -> None:
    world.database.close()
    for ending in ("-wal", "-shm", "-journal"):
        target = Path(f"{world.database.url.database}{ending}")
        if not target.exists():
            with pytest.raises(NotBackedUp, match="SQLite needs"):
                backup(world.database, target)


def test_a_disk_without_room_is_told_before_and_leaves_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 9, 1))
    before = left(tmp_path)
    with pytest.raises(NotBackedUp, match="the disk has 1 bytes left"):
        backup(world.database, tmp_path / "new" / "folder" / "copy.sqlite3")
    assert left(tmp_path) == before


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), sqlite3.OperationalError("database or disk is full")]
)
def test_a_disk_that_fills_up_meanwhile_leaves_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def full(handle: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", full)
    before = left(tmp_path)
    with pytest.raises(NotBackedUp, match="Nothing was backed up"):
        backup(world.database, tmp_path / "new" / "copy.sqlite3")
    assert left(tmp_path) == before


def test_a_real_full_disk_leaves_nothing(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite itself meets the limit: files of this process may not grow past a hundred kilobytes while the copy is written."""
    resource = pytest.importorskip("resource")
    monkeypatch.setattr("signal.SIGXFSZ", 25, raising=False)
    before, limits = left(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(NotBackedUp, match="Nothing was backed up"):
            backup(world.database, tmp_path / "copy.sqlite3")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert left(tmp_path) == before


def test_a_damaged_bank_gives_no_backup(world: World, tmp_path: Path) -> None:
    world.database.close()
    file = Path(world.database.url.database or "")
    with sqlite3.connect(file) as bank:
        bank.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = bank.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event'").fetchone()[0]
        size = bank.execute("PRAGMA page_size").fetchone()[0]
    bank.close()
    with file.open("r+b") as bytes_of_it:
        bytes_of_it.seek((page - 1) * size)
        bytes_of_it.write(b"\xff" * size)
    before = left(tmp_path)
    with pytest.raises(NotBackedUp, match=r"damaged|malformed"):
        backup(world.database, tmp_path / "copy.sqlite3")
    assert left(tmp_path) == before


def test_a_copy_that_lacks_an_entry_is_not_kept(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = backups._checked

    def after_a_loss(copy: Path, stands: tuple[int, str]) -> None:
        with sqlite3.connect(copy) as written:
            written.execute("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)")
        written.close()
        check(copy, stands)

    monkeypatch.setattr(backups, "_checked", after_a_loss)
    with pytest.raises(NotBackedUp, match="does not agree"):
        backup(world.database, tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()


def test_backups_made_while_people_write_are_whole(world: World, tmp_path: Path) -> None:
    ended = threading.Event()
    written: list[int] = []

    def write() -> None:
        while not ended.is_set():
            with world.database.writing() as session:
                actions.propose(
                    session, BANK.kinds["usecase"], content(f"Tarve {len(written)}"), by=world.people["aino"]
                )
            written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    counts = [backup(world.database, tmp_path / f"copy-{number}").entries for number in range(8)]
    ended.set()
    writer.join()
    assert counts == sorted(counts)
    assert written
    for number, count in enumerate(counts):
        copy = sqlite3.connect(tmp_path / f"copy-{number}")
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (count,)
        assert not copy.execute("PRAGMA foreign_key_check").fetchall()
        copy.close()


def test_a_bank_in_postgresql_is_told_what_to_do_and_nothing_is_written(tmp_path: Path) -> None:
    database = Database("postgresql+psycopg://bank:hunter2@127.0.0.1:9/bank")
    with pytest.raises(Refused, match="pg_dump") as caught:
        backup(database, tmp_path / "copy")
    assert "hunter2" not in str(caught.value)
    assert left(tmp_path) == set()
