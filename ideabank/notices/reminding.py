"""Telling who keeps an entry that nobody has looked at it by the day they said.

Once for each such day: the owner gets a letter, else those who speak for the entry's organisation, else the coordinators.
One letter tells a person of all their entries.
"""

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.bank import Bank
from ideabank.entries.events import bank_of, record
from ideabank.entries.models import Entry, EntryText, Event
from ideabank.entries.queries import texts_of_many
from ideabank.entries.visibility import visible_to
from ideabank.i18n import Catalogues, Translator
from ideabank.people.models import Mail, Membership, Person, PersonRole

TOLD = "review-due"
AT_ONCE = 200


def remind(session: Session, catalogues: Catalogues, public_url: str, *, today: dt.date | None = None) -> int:
    """Records that the day has passed and writes the letters; gives how many entries it was about."""
    entries = _due(session, today or dt.date.today())
    if not entries:
        return 0
    texts = texts_of_many(session, [entry.id for entry in entries])
    letters: dict[int, tuple[Person, list[Entry]]] = {}
    for entry in entries:
        record(session, entry.id, TOLD)
        for person in _keepers(session, entry):
            letters.setdefault(person.id, (person, []))[1].append(entry)
    for person, theirs in letters.values():
        _ = catalogues[person.language]
        lines = [_line(bank_of(session), _, entry, texts[entry.id], public_url) for entry in theirs]
        session.add(_letter(person, lines, _))
    return len(entries)


def _due(session: Session, today: dt.date) -> list[Entry]:
    """Public entries whose day has passed and of whom nobody has been told since."""
    told = sa.exists().where(
        col(Event.entry_id) == col(Entry.id),
        col(Event.name) == TOLD,
        sa.func.date(col(Event.at)) >= col(Entry.review_by),
    )
    query = sa.select(Entry).where(visible_to(), col(Entry.review_by) < today, ~told)
    return list(session.execute(query.order_by(col(Entry.id)).limit(AT_ONCE)).scalars())


def _keepers(session: Session, entry: Entry) -> list[Person]:
    """Who is told: the first of owner, organisation and coordinators in which somebody can be reached."""
    speaks = sa.select(col(Membership.person_id)).where(col(Membership.organisation_id) == entry.organisation_id)
    coordinate = sa.select(col(PersonRole.person_id)).where(col(PersonRole.role) == "coordinator")
    for wanted in (col(Person.id) == entry.owner_id, col(Person.id).in_(speaks), col(Person.id).in_(coordinate)):
        query = sa.select(Person).where(wanted, col(Person.email).is_not(None), col(Person.erased_at).is_(None))
        if people := list(session.execute(query.order_by(col(Person.id))).scalars()):
            return people
    return []


def _line(bank: Bank, _: Translator, entry: Entry, texts: dict[str, EntryText], public_url: str) -> str:
    text = texts.get(_.language) or texts.get(entry.language)
    folder = bank.kinds[entry.kind].folder
    return f"{text.title if text else ''} ({_.date(entry.review_by)})\n{public_url}/{_.language}/{folder}/{entry.id}"


def _letter(person: Person, lines: Iterable[str], _: Translator) -> Mail:
    body = "\n\n".join(
        (
            _("You keep these in Ideabank. The day by which they should have been looked at again has passed:"),
            *lines,
            _("Read each again, mend what has changed and choose a new day. Until then everybody sees that it has not been checked."),
        )
    )  # fmt: skip
    return Mail(recipient=person.email or "", subject=_("Past its review date in Ideabank"), body=body)
