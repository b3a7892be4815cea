"""Lists that were brought, and what of their rows came before."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft, Entry
from ideabank.people.viewer import Viewer
from ideabank.telling.lists.models import BroughtList
from ideabank.visit.drafts import TOKEN


def by_token(session: Session, token: str, kind: Kind, viewer: Viewer) -> BroughtList | None:
    """The list of this address, which is nobody's but its bringer's."""
    if not TOKEN.fullmatch(token):
        return None
    query = sa.select(BroughtList).where(
        col(BroughtList.token) == token,
        col(BroughtList.kind) == kind.code,
        col(BroughtList.person_id) == viewer.person_id,
    )
    return session.execute(query).scalar_one_or_none()


def unfinished(session: Session, person_id: int) -> list[BroughtList]:
    """A person's lists that wait for them, newest first."""
    query = sa.select(BroughtList).where(col(BroughtList.person_id) == person_id, col(BroughtList.taken_at).is_(None))
    return list(session.execute(query.order_by(col(BroughtList.updated_at).desc(), col(BroughtList.id))).scalars())


def came_before(session: Session, uuids: Collection[str], viewer: Viewer) -> dict[str, int]:
    """Which of these rows are in the bank already, by uuid: the id of the entry, or 0 for one of the viewer's own drafts."""
    found: dict[str, int] = {}
    if viewer.is_signed_in:
        drafts = sa.select(col(Draft.listed)).where(
            col(Draft.person_id) == viewer.id, col(Draft.listed).in_(uuids), col(Draft.published_id).is_(None)
        )
        found |= dict.fromkeys(session.execute(drafts).scalars(), 0)
    entries = sa.select(col(Entry.uuid), col(Entry.id)).where(col(Entry.uuid).in_(uuids))
    return found | {row.uuid: row.id for row in session.execute(entries)}
