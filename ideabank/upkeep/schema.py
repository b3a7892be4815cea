"""Bringing a database to the newest migration. Part of the roof."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from ideabank import places
from ideabank.database import Database
from ideabank.upkeep.rerendering import rerender

NEWEST, OLDER, UNKNOWN = "newest", "older", "unknown"


def upgrade(database: Database) -> None:
    """Runs the migrations that this database has not seen, and renders anew the texts that an older edition made."""
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))  # a large bank takes the time it takes
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    rerender(database)


def standing(revision: str) -> str:
    """Whether a migration is the NEWEST, an OLDER one, or UNKNOWN here: of a newer version, or of another program."""
    scripts = ScriptDirectory.from_config(_config())
    try:
        known = scripts.get_revision(revision)
    except CommandError:
        return UNKNOWN
    # Half a name finds its migration too; the table has whole ones.
    if known is None or known.revision != revision:
        return UNKNOWN
    return NEWEST if revision == scripts.get_current_head() else OLDER


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(places.migrations()))
    config.set_main_option("path_separator", "os")
    return config
