"""Comments as they belong to an entry, and why some are hidden."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.models import Decision, Entry
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer
from ideabank.visit.belonging import Belonging, is_of_entry
from ideabank.visit.rules import may_moderate

NO_COMMENT = N_("This comment is not here any more.")


def _comment_ended(_session: Session, row: Comment, _entry: Entry, viewer: Viewer) -> str:
    """A hidden comment is the moderators' alone; of a withdrawn one there are no words left."""
    if row.withdrawn_at or (row.hidden_at and not may_moderate(viewer)):
        return NO_COMMENT
    return ""


COMMENT = Belonging(Comment, NO_COMMENT, is_of_entry, _comment_ended)


def why_hidden(session: Session, comments: Iterable[int]) -> dict[int, str]:
    """For each of these comments the reason of the newest decision to hide it."""
    ids = list(comments)
    if not ids:
        return {}
    query = sa.select(col(Decision.comment_id), col(Decision.reason)).where(
        col(Decision.comment_id).in_(ids), col(Decision.action) == "hide"
    )
    return {number: reason for number, reason in session.execute(query.order_by(col(Decision.id))) if number}
