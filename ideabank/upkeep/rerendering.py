"""Rendering saved texts anew when the edition of `text.markdown` has moved on. Part of the roof.

The words are in `body`, so `body_html` can always be derived. A text is rendered outside the transaction that writes
it, a few hundred at a time, and left alone when somebody saved it meanwhile: that save rendered it already.
"""

import sqlalchemy as sa
from sqlmodel import SQLModel

from ideabank.database import Database
from ideabank.discussion.models import Comment
from ideabank.entries.models import EntryText
from ideabank.people.models import Fact
from ideabank.text.markdown import EDITION, render

FACT = "rendering"
BATCH = 200
TABLES: tuple[type[SQLModel], ...] = (EntryText, Comment)


def is_newest(database: Database) -> bool:
    """Whether every saved text looks as this edition shows it."""
    with database.reading() as session:
        fact = session.get(Fact, FACT)
    return fact is not None and fact.value == str(EDITION)


def rerender(database: Database) -> int:
    """Renders all texts anew unless that was done; gives how many look different now. Safe to stop and to begin again."""
    if is_newest(database):
        return 0
    changed = sum(_renew(database, SQLModel.metadata.tables[str(model.__tablename__)]) for model in TABLES)
    with database.writing() as session:
        session.merge(Fact(name=FACT, value=str(EDITION)))
    return changed


def _renew(database: Database, table: sa.Table) -> int:
    key = tuple(table.primary_key.columns)
    last: tuple[object, ...] | None = None
    changed = 0
    while True:
        query = sa.select(*key, table.c.body, table.c.body_html).where(table.c.body != "").order_by(*key).limit(BATCH)
        if last is not None:
            query = query.where(sa.tuple_(*key) > sa.tuple_(*(sa.literal(value) for value in last)))
        with database.reading() as session:
            rows = [tuple(row) for row in session.execute(query)]
        if not rows:
            return changed
        last = rows[-1][: len(key)]
        new = [(row, html) for row in rows if (html := render(row[-2])) != row[-1]]
        changed += len(new)
        if new:
            _write(database, table, new)


def _write(database: Database, table: sa.Table, new: list[tuple[tuple[object, ...], str]]) -> None:
    key = tuple(table.primary_key.columns)
    with database.writing() as session:
        for row, html in new:
            same = [column == value for column, value in zip((*key, table.c.body), row, strict=False)]
            session.execute(sa.update(table).where(sa.and_(*same)).values(body_html=html))
