"""Reading reports and decisions."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.models import Decision, Entry, Report
from ideabank.entries.visibility import visible_to
from ideabank.people.viewer import Viewer


def open_reports(session: Session, viewer: Viewer, limit: int = 100) -> list[tuple[Report, Entry]]:
    """Reports that wait and what they are about, oldest first; nothing waits of what is withdrawn, or a team's alone."""
    query = sa.select(Report, Entry).join(Entry, col(Entry.id) == col(Report.entry_id))
    query = query.outerjoin(Comment, col(Comment.id) == col(Report.comment_id)).where(
        col(Comment.withdrawn_at).is_(None)
    )
    query = query.where(col(Report.decision_id).is_(None), visible_to(viewer)).order_by(col(Report.id))
    return [(report, entry) for report, entry in session.execute(query.limit(limit))]


def open_report_of(session: Session, entry_id: int, comment_id: int | None, *, by: Viewer) -> Report | None:
    """The report of the entry, or of this comment on it, that this person has made and nobody has decided yet."""
    query = sa.select(Report).where(col(Report.entry_id) == entry_id, col(Report.reporter_id) == by.id)
    query = query.where(col(Report.comment_id).is_not_distinct_from(comment_id), col(Report.decision_id).is_(None))
    return session.execute(query.order_by(col(Report.id)).limit(1)).scalar_one_or_none()


def decisions(session: Session, *, before: int = 0, limit: int = 50) -> list[Decision]:
    """Decisions, newest first, from below the id `before`."""
    query = sa.select(Decision).order_by(col(Decision.id).desc()).limit(limit + 1)
    return list(session.execute(query.where(col(Decision.id) < before) if before else query).scalars())


def newest_decision(session: Session, entry: Entry, comment: Comment | None) -> Decision | None:
    """What was last decided about whether the entry, or this comment on it, is shown."""
    about = col(Decision.comment_id).is_(None) if comment is None else col(Decision.comment_id) == comment.id
    query = sa.select(Decision).where(col(Decision.entry_id) == entry.id, about)
    query = query.where(col(Decision.action).in_(("hide", "restore"))).order_by(col(Decision.id).desc())
    return session.execute(query.limit(1)).scalar_one_or_none()
