"""What is not translated yet, or no longer up to date."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ideabank.entries.kind import Kind
from ideabank.entries.queries import ENTRY, TEXT, Rows, Selection, cards, page_in
from ideabank.entries.visibility import visible_to
from ideabank.web.paging import Cursor

PAGE = 20
MISSING, PARTLY, STALE = "missing", "partly", "stale"


@dataclasses.dataclass(frozen=True)
class Desk:
    """What a translator looks for: a kind, the language to translate into, and how the translations stand."""

    kind: Kind
    language: str
    state: str = MISSING


def to_translate(session: Session, desk: Desk, *, shown_in: str, after: Cursor | None) -> Rows:
    """Public entries of the kind that are `missing` in this language, told in it `partly` (without what the original has in short or at
    length), or `stale`: their original changed later. The most supported first.
    """
    lacks, kind = {MISSING: _missing, PARTLY: _partly, STALE: _stale}[desk.state](desk.language), desk.kind
    query = cards(shown_in).where(visible_to(), ENTRY.c.kind == kind.code, ENTRY.c.language != desk.language, lacks)
    return page_in(session, query, Selection(kind, shown_in, cursor=after, limit=PAGE))


def _missing(language: str) -> sa.ColumnElement[bool]:
    told = TEXT.alias()
    return ~sa.exists().where(told.c.entry_id == ENTRY.c.id, told.c.language == language)


def _partly(language: str) -> sa.ColumnElement[bool]:
    told, source = TEXT.alias(), TEXT.alias()
    lacks = [sa.and_(told.c[name] == "", source.c[name] != "") for name in ("summary", "body")]
    return _beside(told, source, language).where(sa.or_(*lacks))


def _stale(language: str) -> sa.ColumnElement[bool]:
    told, source = TEXT.alias(), TEXT.alias()
    return _beside(told, source, language).where(told.c.made_from_revision < source.c.made_from_revision)


def _beside(told: sa.FromClause, source: sa.FromClause, language: str) -> sa.Exists:
    """A translation and its original."""
    return sa.exists().where(
        told.c.entry_id == ENTRY.c.id,
        told.c.language == language,
        source.c.entry_id == ENTRY.c.id,
        source.c.language == ENTRY.c.language,
    )
