"""A backup of a living SQLite database. PostgreSQL has pg_dump. Part of the roof."""

import sqlite3
from pathlib import Path

from ideabank.database import Database


def backup(database: Database, target: Path) -> None:
    """Copies the whole database, safe while people write. Raises FileExistsError rather than overwrite, ValueError on PostgreSQL."""
    if not database.is_sqlite or not database.url.database:
        raise ValueError("This bank is kept in PostgreSQL: use pg_dump.")
    if target.exists():
        raise FileExistsError(f"{target} is already there; choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    # SQLite's own online backup: a copy of the file alone would miss what is still in the write-ahead log.
    with sqlite3.connect(database.url.database) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    source.close()
    copy.close()
