"""Who may see an entry: the one rule that pages, search, feeds, exports and the API all ask.

The same rule stands here in two forms, for one row in hand and for a query; a property test holds them equal.
"""

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.people.viewer import ANONYMOUS, Viewer


def visible_to(viewer: Viewer = ANONYMOUS) -> ColumnElement[bool]:
    """A condition for queries over `Entry`: what this viewer may see. Lists, search and exports ask for everybody's view."""
    public = col(Entry.is_public)
    if viewer.id is None:
        return public.is_(sa.true())
    mine = col(Entry.owner_id) == viewer.id
    alive = sa.and_(col(Entry.erased_at).is_(None), col(Entry.merged_into_id).is_(None))
    if viewer.has("moderator"):
        return sa.or_(public.is_(sa.true()), sa.and_(alive, sa.or_(mine, col(Entry.published_at).is_not(None))))
    return sa.or_(public.is_(sa.true()), sa.and_(alive, mine))


def may_see(viewer: Viewer, entry: Entry) -> bool:
    """The same rule for one entry in hand."""
    if is_public(entry):
        return True
    if viewer.id is None or entry.erased_at or entry.merged_into_id:
        return False
    return entry.owner_id == viewer.id or (viewer.has("moderator") and entry.published_at is not None)


def is_public(entry: Entry) -> bool:
    """Published, and neither hidden, withdrawn, merged nor erased."""
    ended = entry.hidden_at or entry.withdrawn_at or entry.merged_into_id or entry.erased_at
    return bool(entry.published_at and not ended)
