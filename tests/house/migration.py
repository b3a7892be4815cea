"""Writes the next migration from what the models say and the migrations do not. `make migration NAME="licences of solutions"` runs this file."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate.rewriter import Rewriter
from alembic.config import Config
from alembic.operations import ops
from alembic.script import ScriptDirectory

from ideabank import places
from ideabank.app import open_database
from ideabank.settings import Settings
from ideabank.upkeep import schema

writer = Rewriter()
# What stands in a new column of the rows that are there already.
DEFAULTS: tuple[tuple[type[Any], str], ...] = ((sa.JSON, "[]"), (sa.Boolean, "0"), (sa.Integer, "0"), (sa.String, ""))


@writer.rewrites(ops.AddColumnOp)
def with_default(_context: Any, _revision: Any, added: ops.AddColumnOp) -> ops.AddColumnOp:
    """A column that must have a value gives one to the rows that are there already."""
    column = added.column
    if not column.nullable and column.server_default is None:
        default = next((value for sort, value in DEFAULTS if isinstance(_plain(column.type), sort)), None)
        column.server_default = sa.DefaultClause(default) if default is not None else None
    return added


def _plain(sort: Any) -> Any:
    """SQLModel wraps its strings."""
    return getattr(sort, "impl", sort)


def write(name: str) -> Path:
    """The file of the next migration, to be read over before it is committed."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Settings(database_url=f"sqlite:///{Path(folder) / 'bank.sqlite3'}"))
        schema.upgrade(database)
        config = Config()
        config.set_main_option("script_location", str(places.migrations()))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        newest = ScriptDirectory.from_config(config).get_current_head() or "0000"
        config.attributes["directives"] = writer
        with database.engine.connect() as connection:
            config.attributes["connection"] = connection
            made: Any = command.revision(config, name, autogenerate=True, rev_id=f"{int(newest) + 1:04}")
        database.close()
    return Path(made.path)


if __name__ == "__main__":
    sys.stdout.write(f"{write(' '.join(sys.argv[1:]) or 'what has changed')}\n")
