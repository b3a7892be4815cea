"""Who may see an entry: the one rule that pages, search, feeds, exports and the API all ask.

An entry that is not published is its team's alone; one whose team has left waits for an administrator. The same rule stands here in two forms, for one row in hand and for a query; a property test holds them equal.
"""

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from ideabank.entries.models import Entry
from ideabank.people.viewer import ANONYMOUS, Viewer

_ENTRY = Entry.__table__.c  # type: ignore[attr-defined]
_PUBLIC: ColumnElement[bool] = _ENTRY.is_public.is_(sa.true())


def visible_to(viewer: Viewer = ANONYMOUS) -> ColumnElement[bool]:
    """A condition for queries over `Entry`: what this viewer may see. Lists, search and exports ask for everybody's view."""
    if viewer.id is None:
        return _PUBLIC
    mine: ColumnElement[bool] = _ENTRY.owner_id == viewer.id
    if viewer.teams:
        mine = sa.or_(mine, _ENTRY.id.in_(viewer.teams))
    alive = sa.and_(_ENTRY.erased_at.is_(None), _ENTRY.merged_into_id.is_(None))
    if viewer.has("moderator"):
        mine = sa.or_(mine, _ENTRY.published_at.is_not(None))
    if viewer.has("admin"):
        mine = sa.or_(mine, _ENTRY.owner_id.is_(None))
    return sa.or_(_PUBLIC, sa.and_(alive, mine))


def may_see(viewer: Viewer, entry: Entry) -> bool:
    """The same rule for one entry in hand."""
    if is_public(entry):
        return True
    if viewer.id is None or entry.erased_at or entry.merged_into_id:
        return False
    mine = entry.owner_id == viewer.id or entry.id in viewer.teams
    left = viewer.has("admin") and entry.owner_id is None
    return mine or left or (viewer.has("moderator") and entry.published_at is not None)


def is_public(entry: Entry) -> bool:
    """Published, and neither hidden, withdrawn, merged nor erased."""
    ended = entry.hidden_at or entry.withdrawn_at or entry.merged_into_id or entry.erased_at
    return bool(entry.published_at and not ended)
