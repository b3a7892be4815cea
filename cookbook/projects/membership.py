"""Who belongs to a project's team: joining by a secret link, parting."""

import datetime as dt
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import ProjectInvitation
from ideabank.database import now
from ideabank.entries.models import Entry
from ideabank.entries.teams import leave
from ideabank.people.models import TeamMember
from ideabank.people.signin import hash_token
from ideabank.people.viewer import Viewer

LASTS = dt.timedelta(days=14)


def part(session: Session, project: Entry, person_id: int, *, by: Viewer) -> None:
    """Takes a person out of the team, and ends the link they know."""
    close(session, project)
    leave(session, project, person_id, by=by)


def invite(session: Session, project: Entry, *, by: Viewer) -> str:
    """A new secret for joining; the old one stops to work. Only its hash is kept."""
    token = secrets.token_urlsafe(32)
    row = session.get(ProjectInvitation, project.id) or ProjectInvitation(project_id=project.id, token_hash="")
    row.token_hash, row.created_at, row.made_by_id = hash_token(token), now(), by.id
    session.add(row)
    return token


def close(session: Session, project: Entry) -> None:
    """The link to join works no longer."""
    session.execute(sa.delete(ProjectInvitation).where(col(ProjectInvitation.project_id) == project.id))


def is_open(session: Session, project: Entry) -> bool:
    """Whether there is a link with which people can join now."""
    row = session.get(ProjectInvitation, project.id)
    return row is not None and _works(session, row)


def invited_to(session: Session, token: str) -> Entry | None:
    """The project a secret belongs to."""
    query = sa.select(ProjectInvitation).where(col(ProjectInvitation.token_hash) == hash_token(token))
    row = session.execute(query).scalar_one_or_none()
    return session.get(Entry, row.project_id) if row is not None and _works(session, row) else None


def _works(session: Session, row: ProjectInvitation) -> bool:
    """For two weeks, and while whoever made it is of the team: nobody lets others into what they have left."""
    return row.created_at > now() - LASTS and session.get(TeamMember, (row.made_by_id, row.project_id)) is not None
