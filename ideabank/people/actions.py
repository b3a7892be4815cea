"""Writing about people outside signing in: roles and memberships, given by an administrator."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.errors import IdeabankError
from ideabank.people.models import Membership, Person, PersonRole
from ideabank.people.signin import person_at
from ideabank.people.viewer import ROLES


class NotGiven(IdeabankError):
    """There is no such role or mandate to give, or the person does not have it; the words say which."""

    status = 422


def equip(session: Session, address: str, *, roles: list[str], name: str = "", organisation_id: int = 0) -> Person:
    """The person of this address with these roles added, maybe a name and an organisation. Raises NotGiven on an unknown role."""
    if unknown := set(roles) - set(ROLES):
        raise NotGiven(f"There is no role {sorted(unknown)[0]!r}. The roles are: {', '.join(ROLES)}.")
    person = person_at(session, address)
    person.name = name or person.name
    held = set(session.execute(sa.select(col(PersonRole.role)).where(col(PersonRole.person_id) == person.id)).scalars())
    session.add_all(PersonRole(person_id=person.id, role=role) for role in roles if role not in held)
    if organisation_id and session.get(Membership, (person.id, organisation_id)) is None:
        session.add(Membership(person_id=person.id, organisation_id=organisation_id))
    return person
