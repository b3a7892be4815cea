"""Reading the register: each requirement with what calls for it and what fulfils it."""

import dataclasses
from typing import Protocol, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.card_row import CardRow
from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry, Link
from ideabank.entries.queries import Selection, cards, page_of, texts_of_many
from ideabank.entries.visibility import visible_to
from ideabank.entries.vocabulary import COUNTING_STATES
from ideabank.i18n import choose
from ideabank.text.plain import Json

MOST = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """One requirement of the register. `texts` in the language chosen; ends as (id, code, title)."""

    id: int
    code: str
    scope: str
    level: str
    language: str
    title: str
    summary: str
    fields: dict[str, str]
    slug: str
    slides: tuple[int, ...]
    needs: tuple[tuple[int, str, str], ...] = ()
    recipes: tuple[tuple[int, str, str], ...] = ()


class RequirementRow(CardRow, Protocol):
    """A row of the list, with the details that its cards show."""

    scope: str
    level: str


def register_of(session: Session, selection: Selection) -> list[Listed]:
    """The requirements that a selection asks for, by code, in four queries whatever their number."""
    found_rows = page_of(session, dataclasses.replace(selection, sort="code", cursor=None, limit=MOST)).rows
    rows = cast(tuple[RequirementRow, ...], found_rows)
    ids = [row.id for row in rows]
    texts = texts_of_many(session, ids)
    found_sources = session.execute(sa.select(col(Entry.id), col(Entry.sources)).where(col(Entry.id).in_(ids))).all()
    sources: dict[int, list[Json]] = dict(found_sources)
    ends = _ends(session, ids, selection.language)
    found = []
    for row in rows:
        language, text = choose(texts[row.id], selection.language, row.lang) or (row.lang, texts[row.id][row.lang])
        slides = tuple(slide for source in sources.get(row.id) or () for slide in source.get("slides") or ())
        found.append(
            Listed(
                row.id,
                row.code or f"R-{row.id}",
                row.scope or "general",
                row.level or "should",
                language,
                text.title,
                text.summary,
                text.fields,
                text.slug,
                slides,
                tuple(ends.get((row.id, "called-for-by"), ())),
                tuple(ends.get((row.id, "fulfils"), ())),
            )
        )
    return sorted(found, key=lambda one: (one.code.startswith("R-"), one.code, one.id))  # those without a code last


def _ends(session: Session, ids: list[int], language: str) -> dict[tuple[int, str], list[tuple[int, str, str]]]:
    """(requirement, relation) → the other ends."""
    found: dict[tuple[int, str], list[tuple[int, str, str]]] = {}
    kinds = bank_of(session).kinds
    for relation, mine, other in (
        ("called-for-by", Link.source_id, Link.target_id),
        ("fulfils", Link.target_id, Link.source_id),
    ):
        query = (
            cards(language)
            .add_columns(col(mine).label("mine"))
            .join(Link, col(other) == col(Entry.id))
            .where(visible_to(), col(mine).in_(ids), col(Link.relation) == relation)
            .where(col(Link.state).in_(COUNTING_STATES))
            .order_by(col(Link.id))
        )
        for row in session.execute(query) if ids else ():
            found.setdefault((row.mine, relation), []).append(
                (row.id, row.code or f"{kinds[row.kind].prefix}-{row.id}", row.title)
            )
    return found
