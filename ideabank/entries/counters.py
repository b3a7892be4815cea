"""Counters that follow from links, and the one place that says when a need is met.

Met: at least one solution link, suggested or confirmed, fit full, not past its review date. Partly met: fit partial.
Contested and withdrawn links, fits none and unknown, links to what is not public and proposals do not count.
"""

import datetime as dt
import functools

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry, Link
from ideabank.entries.vocabulary import COUNTING_STATES

_ORDER = {"full": "met", "partial": "partly"}


def recount(session: Session, entry_id: int) -> None:
    """Sets link_count and met of one entry from the links as they are now."""
    session.flush()  # the link just changed must be seen by the counting queries
    entry = session.get(Entry, entry_id)
    if entry is None:
        return
    entry.link_count = count_links(session, entry_id)
    if bank_of(session).kinds[entry.kind].lifecycle.has_met:
        entry.met = met_of(session, entry_id)


def count_links(session: Session, entry_id: int) -> int:
    """How many links a reader sees on this entry: not withdrawn, other end public."""
    return int(session.execute(_links_of(), {"entry": entry_id}).scalar_one())


@functools.cache
def _links_of() -> sa.Select[int]:
    """Built once: putting the select together costs more than running it."""
    source, target, entry = aliased(Entry), aliased(Entry), sa.bindparam("entry", type_=sa.Integer)
    return (
        sa.select(sa.func.count())
        .select_from(Link)
        .join(source, col(Link.source_id) == col(source.id))
        .join(target, col(Link.target_id) == col(target.id))
        .where(col(Link.state) != "withdrawn")
        .where(
            sa.or_(
                sa.and_(col(Link.source_id) == entry, col(target.is_public).is_(sa.true())),
                sa.and_(col(Link.target_id) == entry, col(source.is_public).is_(sa.true())),
            )
        )
    )


def met_of(session: Session, entry_id: int) -> str:
    """ "met", "partly" or "unmet" for one need."""
    conditions = [
        sa.and_(col(Link.relation) == relation.code, col(Entry.kind).in_(relation.meets))
        for relation in bank_of(session).meeting_relations()
    ]
    query = (
        sa.select(col(Link.fit))
        .join(Entry, col(Entry.id) == col(Link.target_id))
        .where(col(Link.source_id) == entry_id, counts(), sa.or_(sa.false(), *conditions))
    )
    fits = set(session.execute(query).scalars())
    return next((met for fit, met in _ORDER.items() if fit in fits), "unmet")


def counts() -> ColumnElement[bool]:
    """A condition on a Link joined to its target: this link takes part in deciding whether a need is met."""
    today = dt.date.today()
    return sa.and_(
        col(Link.state).in_(COUNTING_STATES),
        col(Entry.is_public).is_(sa.true()),
        sa.or_(col(Link.review_by).is_(None), col(Link.review_by) >= today),
    )


def neighbours(session: Session, entry_id: int) -> list[int]:
    """Ids of the entries joined to this one by any link."""
    query = sa.union(
        sa.select(col(Link.target_id)).where(col(Link.source_id) == entry_id),
        sa.select(col(Link.source_id)).where(col(Link.target_id) == entry_id),
    )
    return list(session.execute(query).scalars())
