"""Banks of before, which migrations bring up to date."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command

from ideabank.app import open_database
from ideabank.database import Database
from ideabank.settings import Settings
from tests.upkeep.migrating import move
from tests.world import BANK


@pytest.fixture(params=["sqlite", "postgresql"])
def bank_of(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Opens an empty bank as a revision made it, once on each database."""
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").fresh()
    database = open_database(Settings(database_url=url), BANK)

    def at(revision: str) -> Database:
        move(database, lambda config: command.upgrade(config, revision))
        return database

    yield at
    database.close()
