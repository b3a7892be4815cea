"""Migrations forth and back in tests."""

from collections.abc import Callable

from alembic.config import Config

from ideabank.database import Database
from ideabank.upkeep import schema as store

MOMENT = "2026-01-01 00:00:00+00:00"


def move(database: Database, run: Callable[[Config], None]) -> None:
    """Runs a command of Alembic, such as an upgrade to a revision."""
    with database.engine.begin() as connection:
        config = store._config()
        config.attributes["connection"] = connection
        run(config)
