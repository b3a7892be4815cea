"""Reading entries: one entry with its texts, and lists as plain columns with keyset paging."""

import dataclasses
import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry, EntryTag, EntryText, Event, Tag
from ideabank.entries.visibility import visible_to
from ideabank.web.paging import Cursor

SORTS = {
    "supported": (Entry.support_count, True),
    "newest": (Entry.published_at, True),
    "discussed": (Entry.comment_count, True),
    "linked": (Entry.link_count, True),
    "code": (Entry.code, False),
}
CARD_COLUMNS: tuple[Any, ...] = (
    Entry.id, Entry.kind, Entry.code, Entry.status, Entry.theme, Entry.county, Entry.met, Entry.support_count,
    Entry.statement_count, Entry.comment_count, Entry.link_count, Entry.published_at, Entry.version,
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Selection:
    """What a list shows: a kind, filters by field name, a sorting and a place in it."""

    kind: Kind
    language: str
    filters: dict[str, str] = dataclasses.field(default_factory=dict)
    sort: str = "supported"
    cursor: Cursor | None = None
    limit: int = 20


@dataclasses.dataclass(frozen=True)
class Rows:
    """One page of rows and the cursors of its neighbours."""

    rows: tuple[Any, ...]
    previous: Cursor | None = None
    next: Cursor | None = None


def by_id(session: Session, entry_id: int, kind: str = "") -> Entry | None:
    """The entry of this id, when it is of this kind."""
    entry = session.get(Entry, entry_id)
    return entry if entry is not None and kind in ("", entry.kind) else None


def texts_of(session: Session, entry_id: int) -> dict[str, EntryText]:
    """The entry's texts by language."""
    query = sa.select(EntryText).where(col(EntryText.entry_id) == entry_id)
    return {text.language: text for text in session.execute(query).scalars()}


def page_of(session: Session, selection: Selection) -> Rows:
    """The rows of one page of a list, in one query."""
    column, falling = SORTS[selection.sort]
    cursor = selection.cursor if _fits(selection.cursor, column) else None
    back = cursor is not None and cursor.back
    query = _ordered(_filtered(cards(selection.language, selection.kind), selection), column, falling != back)
    if cursor is not None:
        query = query.where(_beyond(column, cursor, falling != back))
    rows = list(session.execute(query.limit(selection.limit + 1)).all())
    more, rows = len(rows) > selection.limit, rows[: selection.limit]
    if back:
        rows.reverse()
    has_next, has_previous = (True, more) if back else (more, cursor is not None)
    return Rows(
        tuple(rows),
        _cursor(rows[0], selection.sort, back=True) if rows and has_previous else None,
        _cursor(rows[-1], selection.sort) if rows and has_next else None,
    )


def count_of(session: Session, selection: Selection) -> int:
    """How many rows the whole list has. Costs a walk of the index: callers keep the answer by the data's version."""
    query = _filtered(sa.select(sa.func.count()).select_from(Entry), selection, joined=False)
    count: int = session.execute(query).scalar_one()
    return count


def cards(language: str, kind: Kind | None = None) -> sa.Select[Any]:
    """A select of what a card shows: counters, and the text in `language` or else the original's."""
    wanted, original = aliased(EntryText), aliased(EntryText)
    title = sa.func.coalesce(wanted.title, original.title).label("title")
    summary = sa.func.coalesce(wanted.summary, original.summary).label("summary")
    lang = sa.func.coalesce(wanted.language, original.language).label("lang")
    slug = sa.func.coalesce(wanted.slug, original.slug).label("slug")
    query: sa.Select[Any] = (
        sa.select(*CARD_COLUMNS, title, summary, lang, slug)
        .outerjoin(wanted, sa.and_(col(wanted.entry_id) == col(Entry.id), col(wanted.language) == language))
        .join(original, sa.and_(col(original.entry_id) == col(Entry.id), col(original.language) == col(Entry.language)))
    )
    shown = [field.name for field in kind.details if field.card] if kind else []
    if kind is None or kind.detail is None or not shown:
        return query
    query = query.add_columns(*(getattr(kind.detail, name) for name in shown))
    return query.outerjoin(kind.detail, kind.detail.entry_id == col(Entry.id))  # type: ignore[attr-defined]


def data_version(session: Session) -> int:
    """A number that rises with every recorded change: the key for what is kept between requests."""
    return session.execute(sa.select(sa.func.max(col(Event.id)))).scalar() or 0


def _filtered(query: sa.Select[Any], selection: Selection, *, joined: bool = True) -> sa.Select[Any]:
    kind = selection.kind
    query = query.where(visible_to(), col(Entry.kind) == kind.code)
    for name, value in selection.filters.items():
        field = kind.detail_field(name)
        if name in ("theme", "county", "status", "met"):
            query = query.where(getattr(Entry, name) == value)
        elif name == "language":
            query = query.where(_told_in(value))
        elif name == "tag":
            query = query.where(_tagged(value))
        elif field is not None and kind.detail is not None:
            query = query.where(_detailed(kind, name, value))
    return query


def _told_in(language: str) -> Any:
    told = aliased(EntryText)
    return sa.exists().where(col(told.entry_id) == col(Entry.id), col(told.language) == language)


def _tagged(name: str) -> Any:
    return sa.exists().where(
        col(EntryTag.entry_id) == col(Entry.id),
        col(EntryTag.tag_id) == col(Tag.id),
        sa.func.lower(Tag.name) == name.lower(),
    )


def _detailed(kind: Kind, name: str, value: str) -> Any:
    detail: Any = aliased(kind.detail)  # type: ignore[arg-type]
    column = getattr(detail, name)
    wanted: Any = value == "yes" if isinstance(column.type, sa.Boolean) else value
    return sa.exists().where(detail.entry_id == col(Entry.id), column == wanted)


def _ordered(query: sa.Select[Any], column: Any, falling: bool) -> sa.Select[Any]:
    return query.order_by(column.desc(), col(Entry.id).desc()) if falling else query.order_by(column, col(Entry.id))


def _beyond(column: Any, cursor: Cursor, falling: bool) -> Any:
    value, entry_id = cursor.values
    if column is Entry.published_at:
        value = _moment(value)
    ends = sa.tuple_(column, Entry.id), sa.tuple_(sa.literal(value, column.type), sa.literal(entry_id))
    return ends[0] < ends[1] if falling else ends[0] > ends[1]


def _fits(cursor: Cursor | None, column: Any) -> bool:
    """Addresses are typed by people too: a cursor whose values are of another sorting is as good as none."""
    if cursor is None or not isinstance(cursor.values[1], int):
        return False
    return isinstance(cursor.values[0], int if isinstance(column.type, sa.Integer) else str)


def _moment(value: Any) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(str(value)).replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _cursor(row: Any, sort: str, *, back: bool = False) -> Cursor:
    value = getattr(row, SORTS[sort][0].key)  # type: ignore[union-attr]
    return Cursor((value.isoformat() if isinstance(value, dt.datetime) else value or "", row.id), back)
