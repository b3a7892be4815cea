"""Reading entries: one entry with its texts, and lists as plain columns with keyset paging."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import SQLModel, col

from ideabank.entries.card_row import CardRow
from ideabank.entries.kind import Kind, LinkFilter
from ideabank.entries.models import Entry, EntryTag, EntryText, Event, Link, Tag
from ideabank.entries.visibility import visible_to
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.text.plain import Json
from ideabank.web.paging import Cursor

ENTRY: sa.Table = Entry.__table__  # type: ignore[attr-defined]
TEXT: sa.Table = EntryText.__table__  # type: ignore[attr-defined]
SORTS = {
    "supported": (ENTRY.c.support_count, True),
    "newest": (ENTRY.c.published_at, True),
    "discussed": (ENTRY.c.comment_count, True),
    "linked": (ENTRY.c.link_count, True),
    "code": (ENTRY.c.code, False),
}
FOUND = "found"
CARD_COLUMNS = (
    "id", "kind", "code", "status", "theme", "county", "met", "support_count",
    "statement_count", "comment_count", "link_count", "published_at", "version", "review_by",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Selection:
    """What a list shows: a kind, filters by field name, a sorting and a place in it: after `cursor`, or else the page of this number.

    `only` narrows to these ids: what a search found for the word in the filter form, best first; sort `found` keeps that order.
    """

    kind: Kind
    language: str
    filters: dict[str, str] = dataclasses.field(default_factory=dict)
    sort: str = "supported"
    cursor: Cursor | None = None
    page: int = 1
    limit: int = 20
    only: tuple[int, ...] | None = None


# What is selected and what sorts is known when the statement is put together, not before.
Cards = sa.Select[Any]
Sorter = sa.ColumnElement[Any]


@dataclasses.dataclass(frozen=True)
class Rows:
    """One page of rows, and after which of them the next page begins; None when this is the last."""

    rows: tuple[CardRow, ...]
    next: Cursor | None = None


def by_id(session: Session, entry_id: int, kind: str = "") -> Entry | None:
    """The entry of this id, when it is of this kind."""
    entry = session.get(Entry, entry_id)
    return entry if entry is not None and kind in ("", entry.kind) else None


def texts_of(session: Session, entry_id: int) -> dict[str, EntryText]:
    """The entry's texts by language."""
    return texts_of_many(session, [entry_id])[entry_id]


def texts_of_many(session: Session, ids: Iterable[int | None]) -> dict[int, dict[str, EntryText]]:
    """Each entry's texts by language, in one query; an id without texts has none, but is there."""
    found: dict[int, dict[str, EntryText]] = {number: {} for number in ids if number is not None}
    if found:
        for text in session.execute(sa.select(EntryText).where(col(EntryText.entry_id).in_(found))).scalars():
            found[text.entry_id][text.language] = text
    return found


def rows_of(
    session: Session, ids: Iterable[int | None], language: str, *, to: Viewer = ANONYMOUS
) -> dict[int, sa.Row[Any]]:
    """What cards and names are made of (see `cards`), by id, in one query; only of entries that this viewer may see."""
    wanted = {number for number in ids if number is not None}
    if not wanted:
        return {}
    return {row.id: row for row in session.execute(cards(language).where(visible_to(to), ENTRY.c.id.in_(wanted)))}


def details_of(session: Session, kind: Kind, ids: Collection[int]) -> dict[int, Json]:
    """The kind's own data of these entries by id, in one query; none for a kind without."""
    if kind.detail is None or not ids:
        return {}
    table = table_of(kind.detail)
    rows = session.execute(sa.select(table).where(table.c.entry_id.in_(ids))).mappings()
    return {row["entry_id"]: {name: one for name, one in row.items() if name != "entry_id"} for row in rows}


def page_of(session: Session, selection: Selection) -> Rows:
    """The rows of one page of a list, in one query."""
    return page_in(session, narrowed(cards(selection.language, selection.kind), selection), selection)


def page_in(session: Session, query: Cards, selection: Selection) -> Rows:
    """One page of what this query over cards finds, in the order and at the place that the selection names."""
    column, falling = _sorting(selection)
    query = ordered(query, column, falling)
    if selection.cursor is not None and _fits(selection.cursor, column):
        query = query.where(beyond(column, selection.cursor, falling))
    else:
        query = query.offset((selection.page - 1) * selection.limit)
    rows = list(session.execute(query.limit(selection.limit + 1)).all())
    more, rows = len(rows) > selection.limit, rows[: selection.limit]
    return Rows(tuple(rows), place_of(rows[-1], selection) if rows and more else None)


def _sorting(selection: Selection) -> tuple[Sorter, bool]:
    """The column that sorts, and whether it falls. What a search found stands in its order."""
    if selection.sort != FOUND:
        return SORTS[selection.sort]
    places = {number: place for place, number in enumerate(selection.only or ())}
    return sa.case(places, value=ENTRY.c.id, else_=len(places)) if places else sa.literal(0), False


def cards(language: str, kind: Kind | None = None) -> Cards:
    """A select of what a card shows: counters, and the text in `language` or else the original's."""
    shown = tuple(field.name for field in kind.details if field.card) if kind else ()
    return _cards(language, table_of(kind.detail) if kind and kind.detail and shown else None, shown)


@functools.cache
def _cards(language: str, details: sa.Table | None, shown: tuple[str, ...]) -> Cards:
    """Built once per language and kind: putting the select together costs more than running it."""
    wanted, original = TEXT.alias(), TEXT.alias()
    chosen = [sa.func.coalesce(wanted.c[name], original.c[name]).label(name) for name in ("title", "summary", "slug")]
    chosen.append(sa.func.coalesce(wanted.c.language, original.c.language).label("lang"))
    query = (
        sa.select(*(ENTRY.c[name] for name in CARD_COLUMNS), *chosen)
        .outerjoin(wanted, sa.and_(wanted.c.entry_id == ENTRY.c.id, wanted.c.language == language))
        .join(original, sa.and_(original.c.entry_id == ENTRY.c.id, original.c.language == ENTRY.c.language))
    )
    if details is None:
        return query
    query = query.add_columns(*(details.c[name] for name in shown))
    return query.outerjoin(details, details.c.entry_id == ENTRY.c.id)


def table_of(model: type[SQLModel]) -> sa.Table:
    """The Core table of a model: lists read plain columns, at half the cost of mapped ones."""
    table: sa.Table = model.__table__  # type: ignore[attr-defined]
    return table


def data_version(session: Session) -> tuple[object, ...]:
    """What is another after every recorded change. With its moment: SQLite gives the number of a deleted last row again."""
    newest = sa.select(col(Event.id), col(Event.at)).order_by(col(Event.id).desc()).limit(1)
    return tuple(session.execute(newest).one_or_none() or ())


def narrowed(query: Cards, selection: Selection) -> Cards:
    """The query over entries, of what the selection asks for alone: public entries of its kind that every filter lets through."""
    kind = selection.kind
    query = query.where(visible_to(), ENTRY.c.kind == kind.code)
    if selection.only is not None:
        query = query.where(ENTRY.c.id.in_(selection.only))
    for name, value in selection.filters.items():
        field = kind.detail_field(name)
        if name in ("theme", "county", "status", "met"):
            query = query.where(ENTRY.c[name] == value)
        elif name == "language":
            query = query.where(_told_in(value))
        elif name == "tag":
            query = query.where(_tagged(value))
        elif name == "due":
            query = query.where(ENTRY.c.review_by < dt.date.today())
        elif (through := kind.link_filter(name)) is not None:
            query = query.where(_joined_to(through, value))
        elif field is not None and kind.detail is not None:
            query = query.where(_detailed(kind, name, value))
    return query


def _told_in(language: str) -> sa.ColumnElement[bool]:
    told = TEXT.alias()
    return sa.exists().where(told.c.entry_id == ENTRY.c.id, told.c.language == language)


def _tagged(name: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        col(EntryTag.entry_id) == ENTRY.c.id,
        col(EntryTag.tag_id) == col(Tag.id),
        # SQLite's lower() knows no ä: the spellings people use are asked for, which the index on the name answers.
        col(Tag.name).in_({name, name.lower(), name.upper(), name.capitalize(), name.title()}),
    )


def _joined_to(through: LinkFilter, entry_id: str) -> sa.ColumnElement[bool]:
    this, other = (Link.source_id, Link.target_id) if through.forth else (Link.target_id, Link.source_id)
    return sa.exists().where(
        col(this) == ENTRY.c.id,
        col(other) == int(entry_id),
        col(Link.relation) == through.relation,
        col(Link.state) != "withdrawn",
    )


def joined_ends(session: Session, kind: Kind, language: str) -> dict[str, list[tuple[int, str]]]:
    """For each of the kind's link filters the public entries one can choose, as (id, title), in one query each."""
    return {one.name: _ends_of(session, kind, one, language) for one in kind.link_filters}


def _ends_of(session: Session, kind: Kind, through: LinkFilter, language: str) -> list[tuple[int, str]]:
    this, other = (Link.source_id, Link.target_id) if through.forth else (Link.target_id, Link.source_id)
    mine = aliased(Entry)
    query = (
        cards(language)
        .join(Link, col(other) == ENTRY.c.id)
        .join(mine, col(mine.id) == col(this))
        .where(visible_to(), col(mine.kind) == kind.code, col(mine.is_public).is_(sa.true()))
        .where(col(Link.relation) == through.relation, col(Link.state) != "withdrawn")
    )
    rows = {row.id: row for row in session.execute(query)}.values()
    told = ((row.id, f"{row.code} {row.title}" if row.code else row.title) for row in rows)
    return sorted(told, key=lambda one: one[1].casefold())


def _detailed(kind: Kind, name: str, value: str) -> sa.ColumnElement[bool]:
    assert kind.detail is not None
    detail = table_of(kind.detail).alias()
    column = detail.c[name]
    if isinstance(column.type, sa.JSON):  # a list of codes: both databases write it with the codes in quotes
        return sa.exists().where(detail.c.entry_id == ENTRY.c.id, sa.cast(column, sa.Text).contains(f'"{value}"'))
    wanted: bool | str = value == "yes" if isinstance(column.type, sa.Boolean) else value
    return sa.exists().where(detail.c.entry_id == ENTRY.c.id, column == wanted)


def ordered(query: Cards, column: Sorter, falling: bool) -> Cards:
    """In the order of a column; equal ones by their id."""
    return query.order_by(column.desc(), ENTRY.c.id.desc()) if falling else query.order_by(column, ENTRY.c.id)


def beyond(column: Sorter, cursor: Cursor, falling: bool) -> sa.ColumnElement[bool]:
    """Whether a row comes after this place."""
    told, entry_id = cursor.values
    value = _moment(told) if column is ENTRY.c.published_at else told
    ends = sa.tuple_(column, ENTRY.c.id), sa.tuple_(sa.literal(value, column.type), sa.literal(entry_id))
    return ends[0] < ends[1] if falling else ends[0] > ends[1]


def _fits(cursor: Cursor | None, column: Sorter) -> bool:
    """Addresses are typed by people too: a cursor whose values are of another sorting is as good as none."""
    if cursor is None or not isinstance(cursor.values[1], int):
        return False
    return isinstance(cursor.values[0], int if isinstance(column.type, sa.Integer) else str)


def _moment(value: object) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(str(value)).replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def place_of(row: CardRow | Entry, selection: Selection) -> Cursor:
    """Where this row stands in the order of the list."""
    if selection.sort == FOUND:
        return Cursor(((selection.only or ()).index(row.id), row.id))
    value = getattr(row, SORTS[selection.sort][0].key)
    if isinstance(value, dt.datetime):
        value = value.isoformat()
    return Cursor(("" if value is None else value, row.id))
