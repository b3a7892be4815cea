"""Reading who supports what."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.people.viewer import Viewer
from ideabank.support.models import Vote


def supported_by(session: Session, viewer: Viewer, ids: Collection[int]) -> frozenset[int]:
    """Those of these entries that this person supports, in one query; none for who has not signed in."""
    if viewer.id is None or not ids:
        return frozenset()
    query = sa.select(col(Vote.entry_id)).where(col(Vote.person_id) == viewer.id, col(Vote.entry_id).in_(ids))
    return frozenset(session.execute(query).scalars())
