"""Migrations, the doctor, export and import, backup, on both databases."""

import json
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel, col
from typer.testing import CliRunner

from ideabank import models
from ideabank.app import open_database
from ideabank.cli import app
from ideabank.database import Database, now
from ideabank.discussion.actions import Remark, comment
from ideabank.discussion.models import Comment
from ideabank.entries import actions
from ideabank.entries.models import Entry, EntryText
from ideabank.exchange import intake
from ideabank.exchange.documents import documents
from ideabank.finding.finder import Finder
from ideabank.people.models import Fact
from ideabank.search.models import SearchChange, SearchWord
from ideabank.settings import Settings
from ideabank.support.actions import support
from ideabank.upkeep import schema as store
from ideabank.upkeep.backup import backup
from ideabank.upkeep.doctor import examine, examine_index
from tests import postgres as postgresql
from tests.world import BANK, World, content, is_current


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database with nothing in it, not even tables."""
    if request.param == "sqlite":
        return open_database(Settings(database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}"), BANK)
    server: postgresql.Postgres = request.getfixturevalue("postgres")
    return open_database(Settings(database_url=server.fresh()), BANK)


def test_migrations_lead_from_nothing_to_exactly_the_models(empty: Database) -> None:
    assert models.__all__
    assert not is_current(empty)
    store.upgrade(empty)
    assert is_current(empty)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [one for one in compare_metadata(context, SQLModel.metadata) if "is_public" not in str(one)]
    empty.close()
    assert differences == []


def test_the_doctor_finds_drift_and_mends_it(either: World) -> None:
    with either.database.reading() as session:
        assert list(examine(either.database, session)) == []
    with either.database.writing() as session:
        session.execute(sa.update(Entry).values(support_count=7, met="met"))
    with either.database.reading() as session:
        findings = list(examine(either.database, session))
    assert len(findings) > 5
    for finding in findings:
        assert finding.repair is not None
        finding.repair()
    with either.database.reading() as session:
        assert list(examine(either.database, session)) == []


def test_the_doctor_makes_nobody_wait_while_it_looks_and_mends_what_is_true_then(either: World) -> None:
    number, aino = either.entries["booking"], either.people["aino"]
    with either.database.writing() as session:
        session.get_one(Entry, number).support_count = 7
    with either.database.reading() as session:
        # In the midst of the examination somebody else writes; what they write counts.
        looking = examine(either.database, session)
        finding = next(looking)
        with either.database.to_write(wait=1) as other, other.begin():
            support(other, other.get_one(Entry, number), by=aino, wanted=True)
        assert finding.what == f"Entry {number}: support_count says 7, counted 0."
        assert finding.repair is not None
        finding.repair()
    assert either.entry("booking").support_count == 1


def test_the_doctor_waits_for_no_writer_when_there_is_nothing_to_mend(
    either: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.app.state.site.search.drain_all()
    monkeypatch.setenv("IDEABANK_DATABASE_URL", either.settings.database_url)
    monkeypatch.setenv("IDEABANK_INDEX_DIR", either.settings.index_dir)
    with either.database.writing() as session:
        session.get_one(Entry, either.entries["booking"]).support_count += 1
        session.flush()  # the writer holds the lock; nobody sees yet what it writes
        result = CliRunner().invoke(app, ["doctor", "--repair"])
    assert (result.exit_code, "Everything agrees." in result.output) == (0, True), result.output


def test_what_is_exported_comes_in_elsewhere_with_its_links(either: World, empty: Database) -> None:
    with either.database.reading() as session:
        lines = [json.dumps(one, ensure_ascii=False) for one in documents(session)]
    store.upgrade(empty)
    with empty.writing() as session:
        taken = intake.take_in(session, intake.understand(session, lines))
    with empty.writing() as session:
        again = intake.take_in(session, intake.understand(session, lines))
    with empty.reading() as session:
        back = {one["uuid"]: one for one in documents(session)}
    empty.close()
    assert (taken.created, taken.links, again.created) == (5, 2, 0)
    for line in lines:
        sent = json.loads(line)
        assert back[sent["uuid"]]["texts"] == sent["texts"]
        assert back[sent["uuid"]]["details"] == sent["details"]
        assert back[sent["uuid"]]["met"] == sent["met"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "line 2"),
        ('{"kind": "usecase"}', "is missing"),
        ('{"kind": "nonsense", "uuid": "x", "id": 1, "language": "fi", "texts": {}}', "unknown kind"),
        (
            '{"kind": "usecase", "uuid": "x", "id": 1, "language": "fi", "texts": {"fi": {"title": "A"}}, "theme": "x"}',
            "theme",
        ),
        (
            '{"kind": "usecase", "uuid": "x", "id": 1, "language": "fi", "texts": {"fi": {"title": "131052-308T"}}}',
            "identity code",
        ),
        ('{"kind": "usecase", "uuid": "x", "id": "one", "language": "fi", "texts": {"fi": {"title": "A"}}}', "line 2"),
    ],
)
def test_one_bad_row_is_named_and_nothing_is_imported(world: World, line: str, reason: str) -> None:
    good = '{"kind": "usecase", "uuid": "u-1", "id": 9, "language": "fi", "texts": {"fi": {"title": "Uusi tarve"}}}'
    with world.database.reading() as session, pytest.raises(intake.IntakeError) as caught:
        intake.understand(session, [good, line])
    assert caught.value.problems[0].place == "2"
    assert reason in str(caught.value)


def test_a_backup_of_a_living_bank_opens_and_is_never_written_over(world: World, tmp_path: Path) -> None:
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries["booking"])
        assert entry is not None
        support(session, entry, by=world.people["aino"], wanted=True)
    backup(world.database, tmp_path / "copy.sqlite3")
    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    assert copy.execute("SELECT count(*) FROM vote").fetchone() == (1,)
    copy.close()
    with pytest.raises(FileExistsError):
        backup(world.database, tmp_path / "copy.sqlite3")


def test_the_doctor_compares_the_search_index_with_the_bank(either: World) -> None:
    finder = either.app.state.site.search

    def told() -> list[str]:
        with either.database.reading() as session:
            return [finding.what for finding in examine_index(session, finder)]

    assert "no search index" in told()[0]
    finder.drain_all()
    assert told() == []
    # A change that waits to be read is no difference; one that the log has lost is.
    with either.database.writing() as session:
        actions.propose(session, BANK.kinds["usecase"], content("Uusi tarve"), by=either.people["aino"])
    assert told() == []
    with either.database.writing() as session:
        session.execute(sa.delete(SearchChange))
        session.execute(sa.update(Entry).where(col(Entry.id) == either.entries["queue"]).values(hidden_at=now()))
    assert told() == ["The search index lacks 1 entries and has 1 that nobody may see."]
    with either.database.reading() as session:
        findings = list(examine_index(session, finder))
    for finding in findings:
        assert finding.repair is not None
        finding.repair()
    assert told() == []


def test_words_are_analysed_once_kept_and_forgotten_when_no_public_text_has_them(either: World) -> None:
    def kept() -> set[str]:
        with either.database.reading() as session:
            return set(session.execute(sa.select(col(SearchWord.word))).scalars())

    finder = either.app.state.site.search
    with either.database.writing() as session:
        entry = actions.propose(
            session, BANK.kinds["usecase"], content("Ajanvarauspalveluiden xyzzy"), by=either.people["aino"]
        )
        number = entry.id
    finder.drain_all()
    assert {"ajanvarauspalveluiden", "xyzzy"} <= kept()
    # Words of questions are nobody's business.
    either.client().get("/fi/search?q=salaisuuteni")
    either.client().get("/fi/usecases?q=salaisuuteni")
    finder.drain_all()
    assert "salaisuuteni" not in kept()
    # Another process takes them over without analysing.
    other = Finder(either.settings, either.database)
    assert ("fi", "ajanvarauspalveluiden") in other.chain.vocabulary()
    other.close()
    with either.database.writing() as session:
        gone = session.get(Entry, number)
        assert gone is not None
        actions.withdraw(session, gone, by=either.people["aino"])
    finder.drain_all()
    finder.forget()
    assert "xyzzy" not in kept()
    assert ("fi", "xyzzy") not in finder.chain.vocabulary()
    files = [one for one in either.settings.index_folder.rglob("*") if one.is_file()]
    assert bool(files) == either.database.is_sqlite
    assert not any(b"xyzzy" in one.read_bytes() for one in files)
    assert "ajan" in kept() or "varaan" in kept()


def test_texts_saved_by_an_older_edition_look_as_the_newest_shows_them(either: World) -> None:
    with either.database.writing() as session:
        entry = actions.propose(
            session, BANK.kinds["usecase"], content("Luettelo", body="- a\n  - b"), by=either.people["aino"]
        )
        talk = comment(session, entry, Remark("1) eka\n2) toka"), by=either.people["aino"])
        ids = entry.id, talk.id
    with either.database.writing() as session:
        session.execute(sa.update(EntryText).values(body_html="<p>vanha</p>"))
        session.execute(sa.update(Comment).values(body_html="<p>vanha</p>"))
        session.execute(sa.delete(Fact).where(col(Fact.name) == "rendering"))
    with either.database.reading() as session:
        assert any("ideabank migrate" in finding.what for finding in examine(either.database, session))
    store.upgrade(either.database)
    with either.database.reading() as session:
        assert "<ul>\n<li>b</li>" in (session.get_one(EntryText, (ids[0], "fi"))).body_html
        assert "<ol>" in session.get_one(Comment, ids[1]).body_html
        assert not session.execute(
            sa.select(EntryText).where(col(EntryText.body_html) == "<p>vanha</p>", col(EntryText.body) != "")
        ).all()
        assert not any("migrate" in finding.what for finding in examine(either.database, session))
