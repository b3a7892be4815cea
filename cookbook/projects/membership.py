"""Who belongs to a project's team: joining by a secret link, parting."""

import datetime as dt
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import ProjectInvitation
from ideabank.database import now
from ideabank.entries.models import Entry
from ideabank.people.models import TeamMember
from ideabank.people.signin import hash_token

LASTS = dt.timedelta(days=14)


def join(session: Session, project: Entry, person_id: int) -> None:
    """Makes a person one of the team; doing it again changes nothing."""
    if session.get(TeamMember, (person_id, project.id)) is None:
        session.add(TeamMember(person_id=person_id, entry_id=project.id or 0))
        session.flush()


def part(session: Session, project: Entry, person_id: int) -> None:
    """Takes a person out of the team, and ends the link they know."""
    close(session, project)
    session.execute(
        sa.delete(TeamMember).where(col(TeamMember.entry_id) == project.id, col(TeamMember.person_id) == person_id)
    )


def invite(session: Session, project: Entry) -> str:
    """A new secret for joining; the old one stops to work. Only its hash is kept."""
    token = secrets.token_urlsafe(32)
    row = session.get(ProjectInvitation, project.id) or ProjectInvitation(project_id=project.id or 0, token_hash="")
    row.token_hash, row.created_at = hash_token(token), now()
    session.add(row)
    return token


def close(session: Session, project: Entry) -> None:
    """The link to join works no longer."""
    session.execute(sa.delete(ProjectInvitation).where(col(ProjectInvitation.project_id) == project.id))


def is_open(session: Session, project: Entry) -> bool:
    """Whether there is a link with which people can join now."""
    row = session.get(ProjectInvitation, project.id)
    return row is not None and row.created_at > now() - LASTS


def invited_to(session: Session, token: str) -> Entry | None:
    """The project a secret belongs to."""
    query = sa.select(ProjectInvitation).where(
        col(ProjectInvitation.token_hash) == hash_token(token), col(ProjectInvitation.created_at) > now() - LASTS
    )
    row = session.execute(query).scalar_one_or_none()
    return session.get(Entry, row.project_id) if row else None
