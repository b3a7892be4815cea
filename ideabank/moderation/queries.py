"""Reading reports and decisions."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.moderation.models import Decision, Report


def open_reports(session: Session, limit: int = 100) -> list[Report]:
    """Reports that wait, oldest first."""
    query = sa.select(Report).where(col(Report.decision_id).is_(None)).order_by(col(Report.id)).limit(limit)
    return list(session.execute(query).scalars())


def decisions(session: Session, *, before: int = 0, limit: int = 50) -> list[Any]:
    """Decisions, newest first, from below the id `before`."""
    query = sa.select(Decision).order_by(col(Decision.id).desc()).limit(limit + 1)
    return list(session.execute(query.where(col(Decision.id) < before) if before else query).scalars())
