"""Reading people: who a session token belongs to, what they have, what they have done."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.people.models import Membership, Person, PersonRole, SignInSession, TeamMember
from ideabank.people.signin import hash_token
from ideabank.people.viewer import ANONYMOUS, Viewer


def viewer_of(session: Session, token: str) -> Viewer:
    """Who this session token belongs to: one query for the person and the roles. ANONYMOUS when it has ended."""
    query = (
        sa.select(
            col(Person.id),
            col(Person.name),
            col(Person.email),
            col(Person.language),
            col(PersonRole.role),
            col(SignInSession.id),
        )
        .join(SignInSession, col(SignInSession.person_id) == col(Person.id))
        .outerjoin(PersonRole, col(PersonRole.person_id) == col(Person.id))
        .where(
            col(SignInSession.token_hash) == hash_token(token),
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.expires_at) > now(),
            col(Person.erased_at).is_(None),
        )
    )
    rows = session.execute(query).all()
    if not rows:
        return ANONYMOUS
    person_id, name, email, language, _role, session_id = rows[0]
    shown = name or (email or "").partition("@")[0]
    roles = frozenset(row[4] for row in rows if row[4])
    organisations, teams = _belongs(session, person_id or 0)
    return Viewer(person_id, shown, language, roles, organisations, session_id, teams)


def person_of(session: Session, address: str) -> Person | None:
    """Who has this address, if anybody."""
    return session.execute(sa.select(Person).where(col(Person.email) == address)).scalar_one_or_none()


def memberships(session: Session, person_id: int) -> dict[int, str]:
    """Organisations this person may speak for: entry id → "" (names are the entries' own)."""
    query = sa.select(col(Membership.organisation_id)).where(col(Membership.person_id) == person_id)
    return dict.fromkeys(session.execute(query).scalars(), "")


def _belongs(session: Session, person_id: int) -> tuple[dict[int, str], frozenset[int]]:
    """(organisations, teams) of a person, in one query."""
    speaks = sa.select(sa.literal("speaks"), col(Membership.organisation_id)).where(
        col(Membership.person_id) == person_id
    )
    works = sa.select(sa.literal("works"), col(TeamMember.entry_id)).where(col(TeamMember.person_id) == person_id)
    rows = session.execute(sa.union_all(speaks, works)).all()
    return {row[1]: "" for row in rows if row[0] == "speaks"}, frozenset(row[1] for row in rows if row[0] == "works")


def sessions_of(session: Session, person_id: int) -> list[SignInSession]:
    """This person's living sessions, newest first."""
    query = (
        sa.select(SignInSession)
        .where(
            col(SignInSession.person_id) == person_id,
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.expires_at) > now(),
        )
        .order_by(col(SignInSession.id).desc())
    )
    return list(session.execute(query).scalars())


def names(session: Session, ids: set[int]) -> dict[int, str]:
    """Person id → shown name; an erased person has none and is left out."""
    if not ids:
        return {}
    query = sa.select(col(Person.id), col(Person.name)).where(col(Person.id).in_(ids), col(Person.erased_at).is_(None))
    return {person_id: name for person_id, name in session.execute(query) if name and person_id is not None}


def named(session: Session, person_id: int | None) -> tuple[str, frozenset[str]]:
    """One person's shown name and roles, in one query; no name for nobody and for who has been erased."""
    query = sa.select(col(Person.name), col(PersonRole.role)).outerjoin(
        PersonRole, col(PersonRole.person_id) == col(Person.id)
    )
    rows = session.execute(query.where(col(Person.id) == person_id, col(Person.erased_at).is_(None))).all()
    return (rows[0][0] if rows else ""), frozenset(role for _, role in rows if role)
