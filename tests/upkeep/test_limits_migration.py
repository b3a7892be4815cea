"""The migration that brings limits runs with data in it, on both databases."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from ideabank.database import Database
from ideabank.upkeep import schema as store
from tests.upkeep.migrating import MOMENT
from tests.world import is_current


@pytest.fixture
def old(bank_of: Callable[[str], Database]) -> Database:
    """A bank from before, with three projects, a link to join and a draft."""
    database = bank_of("0005")
    with database.engine.begin() as connection:
        for row in rows():
            connection.execute(sa.text(row))
    return database


def rows() -> list[str]:
    """Person 1 is erased. Project 1 has others in its team, project 2 nobody, project 3 its living founder."""
    people = [f"INSERT INTO person (id, uuid, name, language, created_at, erased_at) VALUES ({n}, 'p{n}', '', 'fi', '{MOMENT}', {gone})" for n, gone in ((1, f"'{MOMENT}'"), (2, "NULL"), (3, "NULL"))]  # fmt: skip
    entries = [
        "INSERT INTO entry (id, uuid, kind, content_hash, language, status, theme, county, owner_id, sources, created_at, updated_at, version, revision,"
        f" support_count, statement_count, comment_count, link_count, met) VALUES ({n}, 'e{n}', 'project', '', 'fi', 'new', '', '', {owner}, '[]', '{MOMENT}', '{MOMENT}', 1, 1, 0, 0, 0, 0, '')"
        for n, owner in ((1, 1), (2, 1), (3, 2))
    ]
    teams = [f"INSERT INTO team_member (person_id, entry_id, since) VALUES ({who}, {what}, '2026-0{month}-01 00:00:00+00:00')" for who, what, month in ((3, 1, 2), (2, 1, 3), (2, 3, 1))]  # fmt: skip
    links = [f"INSERT INTO project_invitation (project_id, token_hash, created_at) VALUES (3, 'x', '{MOMENT}')"]
    draft = f"INSERT INTO draft (token, kind, base_revision, \"values\", created_at, updated_at) VALUES ('{'A' * 43}', 'usecase', 0, '{{\"title\": \"Oma\"}}', '{MOMENT}', '{MOMENT}')"  # fmt: skip
    return [*people, *entries, *teams, *links, draft]


def test_what_was_there_before_has_an_heir_a_size_and_a_maker(old: Database) -> None:
    store.upgrade(old)
    assert is_current(old)
    with old.engine.connect() as connection:
        owners = {row.id: row.owner_id for row in connection.execute(sa.text("SELECT id, owner_id FROM entry"))}
        assert owners == {1: 3, 2: None, 3: 2}
        assert connection.execute(sa.text("SELECT made_by_id FROM project_invitation")).scalar() == 2
        assert connection.execute(sa.text("SELECT network, size FROM draft")).one() == ("", len('{"title": "Oma"}'))
