"""What the bank holds about one person: all of it for taking out, and how it is erased."""

import base64
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session
from sqlmodel import SQLModel, col

from ideabank.attachments.actions import bytes_of
from ideabank.database import now
from ideabank.entries.events import bank_of, bump
from ideabank.entries.models import Draft, Entry, EntryText, Undoable
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import details as details_of
from ideabank.entries.teams import leave_all
from ideabank.people.models import Mail, Membership, Person, PersonRole, SignInCode, SignInSession
from ideabank.support.models import Vote
from ideabank.telling.lists.models import BroughtList
from ideabank.text.plain import Json

# Table → what it is called in the file. Every other table that points at a person stands there by its own name, whichever section keeps it.
NAMES = {
    "person_role": "roles",
    "membership": "organisations",
    "sign_in_session": "sessions",
    "draft": "drafts",
    "brought_list": "lists",
    "revision": "revisions",
    "comment": "comments",
    "attachment": "attachments",
    "vote": "support",
    "event": "events",
}
ELSEWHERE = {"person", "entry"}  # told in a shape of their own
# What would open a door, and what only repeats other words.
KEPT_BACK = {"token_hash", "code_hash", "asker_hash", "requester", "body_html", "network", "blob"}


def own_data(session: Session, person: Person) -> Iterator[tuple[str, Iterator[Json]]]:
    """Everything that carries this person's id or address: (name, rows), each row read when it is asked for."""
    yield "person", iter([_columns(Person, person)])
    yield "entries", _entries(session, person)
    for name, table in sorted(SQLModel.metadata.tables.items()):
        mine = [key.parent for key in table.foreign_keys if key.column.table.name == "person"]
        if mine and name not in ELSEWHERE:
            yield NAMES.get(name, name), _rows(session, table, person.id, mine)
    yield "codes", _addressed(session, SignInCode, col(SignInCode.email), person)
    yield "letters", _addressed(session, Mail, col(Mail.recipient), person)


def _rows(session: Session, table: sa.Table, mine: int, keys: list[sa.Column[int]]) -> Iterator[Json]:
    """Rows that point at the person, without other people's ids; a file of theirs with its bytes."""
    query = sa.select(table).where(sa.or_(*(key == mine for key in keys))).order_by(*table.primary_key)
    for row in session.execute(query).mappings().all():
        others = {key.name for key in keys if row[key.name] != mine}
        told = {name: value for name, value in row.items() if name not in KEPT_BACK | others}
        if table.name == "attachment":
            told["data"] = base64.b64encode(bytes_of(session, row["id"])).decode()
        yield told


def _addressed(
    session: Session, model: type[SignInCode | Mail], address: Mapped[str], person: Person
) -> Iterator[Json]:
    """Rows that hold the person's address instead of their id: codes for signing in, letters."""
    query = sa.select(model).where(address == person.email).order_by(col(model.id))
    for row in session.execute(query).scalars() if person.email else ():
        yield _columns(model, row)


def _columns(model: type[SQLModel], row: SQLModel) -> Json:
    return {name: getattr(row, name) for name in model.model_fields if name not in KEPT_BACK}


def _entries(session: Session, person: Person) -> Iterator[Json]:
    """What the person has told, each with its texts and details."""
    query = sa.select(Entry).where(col(Entry.owner_id) == person.id).order_by(col(Entry.id))
    for entry in session.execute(query).scalars():
        texts = [_columns(EntryText, text) for text in texts_of(session, entry.id).values()]
        yield {**_columns(Entry, entry), "texts": texts, "details": details_of(session, entry)}


def erase(session: Session, person: Person) -> None:
    """Empties the person's row and deletes what is only theirs. What they published stays, and names nobody."""
    voted = session.execute(sa.select(col(Vote.entry_id)).where(col(Vote.person_id) == person.id)).scalars().all()
    session.execute(sa.delete(Vote).where(col(Vote.person_id) == person.id))
    for entry_id in voted:
        bump(session, entry_id, support_count=-1)
    team_kinds = {kind.code for kind in bank_of(session).kinds.values() if kind.lifecycle.is_teams}
    leave_all(session, person.id, team_kinds)
    for model, column in (
        (SignInSession, SignInSession.person_id),
        (Draft, Draft.person_id),
        (Undoable, Undoable.person_id),
        (BroughtList, BroughtList.person_id),
        (PersonRole, PersonRole.person_id),
        (Membership, Membership.person_id),
    ):
        session.execute(sa.delete(model).where(col(column) == person.id))
    if person.email:
        session.execute(sa.delete(SignInCode).where(col(SignInCode.email) == person.email))
        session.execute(sa.delete(Mail).where(col(Mail.recipient) == person.email))
    person.email, person.name, person.erased_at = None, "", now()
    session.add(person)
