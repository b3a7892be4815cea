"""Giving and taking back what an administrator gives: roles, and the mandate to speak for an organisation."""

from sqlalchemy.orm import Session

from ideabank.entries.models import Entry
from ideabank.entries.visibility import is_public
from ideabank.people.actions import equip
from ideabank.people.models import Membership, Person, PersonRole
from ideabank.people.queries import person_of
from ideabank.people.viewer import ROLES


def give(session: Session, address: str, *, roles: list[str], name: str = "", organisation_id: int = 0) -> Person:
    """The person of this address with these roles and this mandate added. Raises ValueError, in a sentence, on what does not exist."""
    _require_roles(roles)
    if organisation_id:
        _require_organisation(session, organisation_id)
    return equip(session, address, roles=roles, name=name, organisation_id=organisation_id)


def take_back(session: Session, address: str, *, roles: list[str], organisation_id: int = 0) -> None:
    """Ends roles and a mandate; from the next request on they are gone. Raises ValueError on what the person does not have."""
    _require_roles(roles)
    person = person_of(session, address)
    if person is None:
        raise ValueError(f"There is nobody with the address {address}.")
    for role in roles:
        held = session.get(PersonRole, (person.id, role))
        if held is None:
            raise ValueError(f"{address} does not have the role {role!r}.")
        session.delete(held)
    if organisation_id:
        mandate = session.get(Membership, (person.id, organisation_id))
        if mandate is None:
            raise ValueError(f"{address} does not speak for an organisation {organisation_id}.")
        session.delete(mandate)


def _require_roles(roles: list[str]) -> None:
    if unknown := sorted(set(roles) - set(ROLES)):
        raise ValueError(f"There is no role {unknown[0]!r}. The roles are: {', '.join(ROLES)}.")


def _require_organisation(session: Session, number: int) -> None:
    entry = session.get(Entry, number) if 0 < number < 2**31 else None
    if entry is None or entry.kind != "organisation" or not is_public(entry):
        raise ValueError(f"There is no organisation {number} in the bank.")
