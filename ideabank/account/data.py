"""What the bank holds about one person: all of it for taking out, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from ideabank.database import now
from ideabank.discussion.models import Comment, Vote
from ideabank.entries.events import bump
from ideabank.entries.models import Attachment, Draft, Entry, EntryText, Event, Revision
from ideabank.people.models import Mail, Membership, Person, PersonRole, SignInCode, SignInSession, TeamMember


def own_data(session: Session, person: Person) -> dict[str, Any]:
    """Everything that carries this person's id, as plain data."""
    mine = person.id
    return {
        "person": {"name": person.name, "email": person.email, "language": person.language, "since": person.created_at},
        "roles": list(
            session.execute(sa.select(col(PersonRole.role)).where(col(PersonRole.person_id) == mine)).scalars()
        ),
        "organisations": list(
            session.execute(
                sa.select(col(Membership.organisation_id)).where(col(Membership.person_id) == mine)
            ).scalars()
        ),
        "sessions": _rows(session, SignInSession, col(SignInSession.person_id) == mine, {"token_hash", "asker_hash"}),
        "drafts": _rows(session, Draft, col(Draft.person_id) == mine),
        "entries": _entries(session, person),
        "revisions": _rows(session, Revision, col(Revision.author_id) == mine),
        "comments": _rows(session, Comment, col(Comment.author_id) == mine, {"body_html"}),
        "attachments": _rows(session, Attachment, col(Attachment.created_by_id) == mine),
        "support": _rows(session, Vote, col(Vote.person_id) == mine),
        "events": _rows(session, Event, col(Event.person_id) == mine),
        "others": _others(session, mine or 0),
    }


def erase(session: Session, person: Person) -> None:
    """Empties the person's row and deletes what is only theirs. What they published stays, and names nobody."""
    voted = session.execute(sa.select(col(Vote.entry_id)).where(col(Vote.person_id) == person.id)).scalars().all()
    session.execute(sa.delete(Vote).where(col(Vote.person_id) == person.id))
    for entry_id in voted:
        bump(session, entry_id, support_count=-1)
    _erase_alone(session, person)
    for model, column in (
        (SignInSession, SignInSession.person_id),
        (Draft, Draft.person_id),
        (PersonRole, PersonRole.person_id),
        (Membership, Membership.person_id),
        (TeamMember, TeamMember.person_id),
    ):
        session.execute(sa.delete(model).where(col(column) == person.id))
    if person.email:
        session.execute(sa.delete(SignInCode).where(col(SignInCode.email) == person.email))
        session.execute(sa.delete(Mail).where(col(Mail.recipient) == person.email))
    person.email, person.name, person.erased_at = None, "", now()
    session.add(person)


def _erase_alone(session: Session, person: Person) -> None:
    """Deletes what was never published and has nobody else in its team: no one could see it any more."""
    team = sa.exists().where(col(TeamMember.entry_id) == col(Entry.id), col(TeamMember.person_id) != person.id)
    session.execute(
        sa.delete(Entry).where(col(Entry.owner_id) == person.id, col(Entry.published_at).is_(None), ~team),
        execution_options={"synchronize_session": False},
    )


_NAMED = ("person", "person_role", "sign_in_session", "draft", "revision", "comment", "attachment", "vote", "event")


def _others(session: Session, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of any other table that points at the person, whichever section keeps it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, table in sorted(SQLModel.metadata.tables.items()):
        mine = [key.parent for key in table.foreign_keys if key.column.table.name == "person"]
        if name in _NAMED or not mine:
            continue
        rows = session.execute(sa.select(table).where(sa.or_(*(column == person_id for column in mine)))).mappings()
        if told := [dict(row) for row in rows]:
            found[name] = told
    return found


def _rows(session: Session, model: Any, condition: Any, without: set[str] | None = None) -> list[dict[str, Any]]:
    return [
        row.model_dump(exclude=without or set()) for row in session.execute(sa.select(model).where(condition)).scalars()
    ]


def _entries(session: Session, person: Person) -> list[dict[str, Any]]:
    query = (
        sa.select(col(Entry.kind), EntryText)
        .join(Entry, col(Entry.id) == col(EntryText.entry_id))
        .where(col(Entry.owner_id) == person.id)
    )
    return [{"kind": kind, **text.model_dump(exclude={"body_html"})} for kind, text in session.execute(query)]
