"""The migration that makes one list of channels runs with data in it, on both databases, and back."""

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from alembic import command

from ideabank.database import Database
from tests.upkeep.migrating import MOMENT, move
from tests.world import is_current

BEFORE = "0009"
STORED = {1: ["sms"], 2: ["digital", "sms", "phone"], 3: ["phone"], 4: [], 5: ["sms", "text-message"]}
AFTER = {1: ["text-message"], 2: ["digital", "text-message", "phone"], 3: ["phone"], 4: [], 5: ["text-message"]}


@pytest.fixture
def old(bank_of: Callable[[str], Database]) -> Database:
    """A bank from before, with five needs that all need text messages of the device."""
    database = bank_of(BEFORE)
    with database.engine.begin() as connection:
        for number, channels in STORED.items():
            connection.execute(
                sa.text(
                    "INSERT INTO entry (id, uuid, kind, content_hash, language, status, theme, county, sources, created_at, updated_at, version,"
                    " revision, support_count, statement_count, comment_count, link_count, met)"
                    f" VALUES ({number}, 'e{number}', 'usecase', '', 'fi', 'new', '', '', '[]', '{MOMENT}', '{MOMENT}', 1, 1, 0, 0, 0, 0, '')"
                )
            )
            told = {"id": number, "channels": json.dumps(channels)}
            connection.execute(
                sa.text("""INSERT INTO usecase (entry_id, abilities, channels) VALUES (:id, '["sms"]', :channels)"""),
                told,
            )
    return database


def stored(database: Database, name: str) -> dict[int, list[str]]:
    table = sa.table("usecase", sa.column("entry_id", sa.Integer), sa.column(name, sa.JSON))
    with database.engine.connect() as connection:
        return {row.entry_id: row[1] for row in connection.execute(sa.select(table))}


def test_text_messages_have_one_name_and_what_the_device_needs_keeps_its_own(old: Database) -> None:
    move(old, lambda config: command.upgrade(config, "0010"))
    assert stored(old, "channels") == AFTER
    assert set(map(str, stored(old, "abilities").values())) == {"['sms']"}
    move(old, lambda config: command.upgrade(config, "head"))
    assert is_current(old)
    move(old, lambda config: command.downgrade(config, BEFORE))
    assert stored(old, "channels") == {**STORED, 5: ["sms"]}
