"""The texts, and the cards, of many entries at once: one function each, and nobody asks past them."""

import pathlib
import re

from ideabank import places
from ideabank.entries import actions
from ideabank.entries.queries import rows_of, texts_of, texts_of_many
from tests.entries.test_places import asked
from tests.world import BANK, World, content

OWN_SELECT = re.compile(r"EntryText\.entry_id\)\.in_\(|cards\([^)]*\)\.where\([^\n]*Entry\.id\)\.in_\((?:ids|wanted)\)")


def test_the_texts_of_many_come_by_language_in_one_query(either: World) -> None:
    ids = [either.entries["booking"], either.entries["omakanta"], 999_999]
    with either.database.reading() as session, asked(either) as seen:
        found = texts_of_many(session, [*ids, None])
        assert len(seen) == 1
        assert {number: sorted(texts) for number, texts in found.items()} == {
            ids[0]: ["en", "fi"],
            ids[1]: ["fi"],
            ids[2]: [],
        }
        assert found[ids[0]]["en"].title == "I book a time for my mother"
        assert texts_of(session, ids[0]) == found[ids[0]]
        assert texts_of(session, 999_999) == {}


def test_nothing_is_asked_for_nobody(world: World) -> None:
    with world.database.reading() as session, asked(world) as seen:
        assert texts_of_many(session, []) == {}
        assert rows_of(session, [None], "fi") == {}
    assert seen == []


def test_rows_are_in_the_readers_language_and_only_of_what_the_reader_may_see(either: World) -> None:
    aino, ids = either.people["aino"], list(either.entries.values())
    with either.database.writing() as session:
        draft = actions.propose(session, BANK.kinds["usecase"], content("Vain minulle"), by=aino)
        actions.conceal(session, draft, by=aino)
        ids.append(draft.id)
    with either.database.reading() as session, asked(either) as seen:
        rows = rows_of(session, ids, "en")
        assert len(seen) == 1
        assert rows[either.entries["booking"]].title == "I book a time for my mother"
        assert (rows[either.entries["queue"]].title, rows[either.entries["queue"]].lang) == (
            "Näen päivystyksen jonon",
            "fi",
        )
        assert ids[-1] not in rows
        assert rows_of(session, ids, "en", to=aino)[ids[-1]].title == "Vain minulle"
        assert ids[-1] not in rows_of(session, ids, "en", to=either.people["eero"])


def test_nobody_selects_the_texts_of_many_by_hand() -> None:
    root = pathlib.Path(places.__file__).parents[1]
    files = [
        file for folder in ("ideabank", "usecases", "segments", "cookbook") for file in (root / folder).rglob("*.py")
    ]
    found = [file.relative_to(root).as_posix() for file in files if OWN_SELECT.search(file.read_text())]
    assert found == ["ideabank/entries/queries.py"], "ask entries.queries.texts_of_many or rows_of"
