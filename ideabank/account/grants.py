"""Giving and taking back what an administrator gives: roles, and the mandate to speak for an organisation."""

import dataclasses

from sqlalchemy.orm import Session

from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry
from ideabank.entries.visibility import is_public
from ideabank.people.actions import NotGiven, equip
from ideabank.people.models import Membership, Person, PersonRole
from ideabank.people.queries import person_of
from ideabank.people.viewer import ROLES


@dataclasses.dataclass(frozen=True, slots=True)
class Grants:
    """Roles, the organisation to speak for (0: none), and the name to show."""

    roles: list[str] | None = None
    organisation_id: int = 0
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.roles or self.organisation_id)


def change(session: Session, address: str, given: Grants, taken: Grants) -> None:
    """Takes back, then gives. Raises NotGiven, in a sentence, on what does not exist."""
    if taken:
        take_back(session, address, taken)
    if given or given.name or not taken:
        give(session, address, given)


def give(session: Session, address: str, given: Grants) -> Person:
    """The person of this address, made when new, with these added. Raises NotGiven on a role or organisation there is not."""
    _require_roles(given.roles or [])
    if given.organisation_id:
        _require_organisation(session, given.organisation_id)
    return equip(session, address, roles=given.roles or [], name=given.name, organisation_id=given.organisation_id)


def take_back(session: Session, address: str, taken: Grants) -> None:
    """Ends roles and a mandate; from the next request on they are gone. Raises NotGiven on what the person does not have."""
    _require_roles(taken.roles or [])
    person = person_of(session, address)
    if person is None:
        raise NotGiven(f"There is nobody with the address {address}.")
    for role in taken.roles or []:
        held = session.get(PersonRole, (person.id, role))
        if held is None:
            raise NotGiven(f"{address} does not have the role {role!r}.")
        session.delete(held)
    if taken.organisation_id:
        mandate = session.get(Membership, (person.id, taken.organisation_id))
        if mandate is None:
            raise NotGiven(f"{address} does not speak for an organisation {taken.organisation_id}.")
        session.delete(mandate)


def _require_roles(roles: list[str]) -> None:
    if unknown := sorted(set(roles) - set(ROLES)):
        raise NotGiven(f"There is no role {unknown[0]!r}. The roles are: {', '.join(ROLES)}.")


def _require_organisation(session: Session, number: int) -> None:
    entry = session.get(Entry, number) if 0 < number < 2**31 else None
    if entry is None or not bank_of(session).kinds[entry.kind].has_mandates or not is_public(entry):
        raise NotGiven(f"There is no organisation {number} in the bank.")
