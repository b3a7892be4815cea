"""`ideabank import --kind`: a list taken in by an administrator, all rows or none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col
from typer.testing import CliRunner, Result

from ideabank.cli import app
from ideabank.entries.models import Entry, Link
from tests.telling.lists import HEAD, NEW, Visitor, entries, events, indexed, needs
from tests.world import World

LIKE = ("Varaan ajan äitini puolesta", "Omaishoitaja", "Varata ajan")
Command = Callable[..., Result]


@pytest.fixture
def bring(either: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command on the bank of this test, with a file of these bytes."""
    monkeypatch.setenv("IDEABANK_DATABASE_URL", either.settings.database_url)
    monkeypatch.setenv("IDEABANK_INDEX_DIR", str(either.settings.index_dir))
    indexed(either)

    def command(data: bytes | str, *words: str, kind: str = "usecase") -> Result:
        file = tmp_path / "list.file"
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        kinds = ["--kind", kind] if kind else []
        return CliRunner().invoke(app, ["import", str(file), *kinds, *words])

    return command


def count(world: World) -> int:
    return len(entries(world))


def test_a_list_is_taken_in_and_the_same_list_again_adds_nothing(either: World, bring: Command) -> None:
    data = needs(("Kirjastoauto tulee pihaan", "Kylän väki", ""), LIKE)
    before = count(either)
    done = bring(data)
    assert done.exit_code == 0, done.output
    assert "row 3: has the title of U-" in done.output
    assert "Imported: 1 new entries of 2 rows; 1 were left out." in " ".join(done.output.split())
    made = entries(either)
    assert count(either) == before + 1
    assert events(either, made["Kirjastoauto tulee pihaan"]) == ["listed"]
    again = bring(data)
    assert "row 2: was taken in before, as U-" in again.output
    assert count(either) == before + 1
    assert Visitor(either).bring(data).states()[2] == "known"


def test_a_dry_run_tells_and_takes_nothing(either: World, bring: Command) -> None:
    before = count(either)
    told = bring(needs(("Kirjastoauto tulee pihaan", "Kylän väki", "")), "--dry-run", "--alike", "link")
    assert "Nothing was imported. It would be: 1 new entries of 1 rows." in " ".join(told.output.split())
    assert (told.exit_code, count(either)) == (0, before)


def test_what_looks_like_an_entry_is_linked_when_asked_for(either: World, bring: Command) -> None:
    assert bring(needs((LIKE[0], "Omaishoitaja kaukana", "")), "--alike", "link").exit_code == 0
    with either.database.reading() as session:
        [link] = session.execute(sa.select(Link).where(col(Link.relation) == "related")).scalars()
        assert link.target_id == either.entries["booking"]


def test_one_bad_row_and_nothing_is_taken_in(either: World, bring: Command) -> None:
    before = count(either)
    for data, *told in (
        (needs(NEW, ("", "Joku", "")), "row 3: title:"),
        (needs(NEW, ("Soita 040 123 4567", "Joku", "")), "row 3: title:", "--confirmed"),
        (needs(NEW, ("Tunnus 131052-308T", "Joku", "")), "row 3: title:"),
        (needs(NEW, head=(*HEAD[:2], HEAD[0])), "row 1, column C:"),
    ):
        done = bring(data)
        assert done.exit_code == 1
        assert "Nothing was imported." in done.output
        assert [one for one in told if one not in done.output] == []
        assert "131052-308T" not in done.output
    assert count(either) == before
    assert bring(needs(NEW, ("Soita 040 123 4567", "Joku", "")), "--confirmed", "--alike", "link").exit_code == 0
    assert count(either) == before + 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [(("--language", "no"), "usecase"), (("--alike", "maybe"), "usecase"), ((), "segment"), ((), "need")],
)
def test_an_option_that_is_none_is_said_before_anything_begins(
    bring: Command, words: tuple[str, ...], kind: str
) -> None:
    done = bring(needs(NEW), *words, kind=kind)
    assert done.exit_code == 2
    assert " is one of " in done.output


def test_lines_without_ids_are_known_by_their_words_when_they_come_again(either: World, bring: Command) -> None:
    lines = [{"kind": "usecase", "language": "fi", "texts": {"fi": {"title": f"Tarve {one}"}}} for one in "ab"]
    data = "\n".join(map(json.dumps, lines))
    before = count(either)
    dry = bring(data, "--dry-run", kind="")
    assert "It would be: 2 new entries; 0 entries are here already." in " ".join(dry.output.split())
    assert count(either) == before
    assert bring(data, kind="").exit_code == 0
    assert "2 entries were here already" in " ".join(bring(data, kind="").output.split())
    assert count(either) == before + 2
    with either.database.reading() as session:
        assert session.execute(sa.select(sa.func.count(sa.distinct(col(Entry.uuid))))).scalar_one() >= count(either)
