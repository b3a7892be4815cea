"""The doctor: recounts counters, looks for orphans and for what does not agree, and repairs what can be derived. Part of the roof.

It looks in a reading session. Each repair is a write transaction of its own, which looks again before it writes: nobody waits for
the examination, and what has changed since is not undone.
"""

import dataclasses
import datetime as dt
import importlib.metadata
from collections.abc import Callable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from ideabank.database import Database, now
from ideabank.discussion.models import Comment
from ideabank.entries.counters import count_links, met_of
from ideabank.entries.events import bank_of
from ideabank.entries.links import anchors_of, withdraw
from ideabank.entries.models import Entry, EntryText, Link
from ideabank.finding.finder import Finder
from ideabank.notices import letters
from ideabank.people.viewer import ANONYMOUS
from ideabank.support.models import Statement, Vote
from ideabank.upkeep.rerendering import is_newest

BATCH = 500
LATE = dt.timedelta(minutes=15)  # greylisting takes some minutes and is no news
MOST_SEGMENTS = 20  # the policy of merging keeps seven at 100 000 entries
LINES = ("ideabank", "usecases", "segments", "cookbook")


@dataclasses.dataclass(frozen=True)
class Finding:
    """Something that does not agree. `repair` puts it right in a transaction of its own; None when a person must look."""

    what: str
    repair: Callable[[], object] | None = None


def examine(database: Database, session: Session) -> Iterator[Finding]:
    """Everything the doctor knows to look for in the database."""
    yield from _packages()
    if database.is_sqlite:
        yield from _sqlite(session)
    yield from _texts(session)
    yield from _renderings(database)
    yield from _kinds(session)
    yield from _anchors(database, session)
    yield from _counters(database, session)
    yield from _letters(database, session)


def examine_index(session: Session, finder: Finder) -> Iterator[Finding]:
    """Whether the search index has what everybody may see and nothing else."""
    found = finder.differences(session)
    if found is None:
        yield Finding("There is no search index that this analyser can use.", finder.rebuild)
        return
    if (count := finder.segments()) > MOST_SEGMENTS:
        yield Finding(f"The search index has {count} segments and grows slow.", finder.rebuild)
    missing, gone = found
    if missing or gone:
        yield Finding(
            f"The search index lacks {len(missing)} entries and has {len(gone)} that nobody may see.", finder.rebuild
        )


def _packages() -> Iterator[Finding]:
    """`segments` and `cookbook` are names on PyPI too, and three packages call themselves whoosh."""
    owners = importlib.metadata.packages_distributions()
    for name in LINES:
        others = set(owners.get(name, ())) - {"ideabank"}
        if others:
            yield Finding(
                f"The package {sorted(others)[0]} is installed and also calls itself {name}; use an environment of its own."
            )
    whooshes = {name.lower() for name in owners.get("whoosh", ())}
    if len(whooshes) > 1:
        yield Finding(
            f"Several packages call themselves whoosh: {', '.join(sorted(whooshes))}. Keep Whoosh-Reloaded only."
        )


def _sqlite(session: Session) -> Iterator[Finding]:
    for row in session.execute(sa.text("PRAGMA foreign_key_check")):
        yield Finding(f"Table {row[0]}, row {row[1]} points at a row of {row[2]} that is not there.")
    result = session.execute(sa.text("PRAGMA quick_check")).scalar()
    if result != "ok":
        yield Finding(f"SQLite finds the file damaged: {result}. Restore a backup.")


def _texts(session: Session) -> Iterator[Finding]:
    told = sa.exists().where(col(EntryText.entry_id) == col(Entry.id), col(EntryText.language) == col(Entry.language))
    for number in session.execute(sa.select(col(Entry.id)).where(~told, col(Entry.erased_at).is_(None))).scalars():
        yield Finding(f"Entry {number} has no text in its original language.")


def _renderings(database: Database) -> Iterator[Finding]:
    if not is_newest(database):
        yield Finding("Texts look as an earlier edition showed them. Run `ideabank migrate`.")


def _kinds(session: Session) -> Iterator[Finding]:
    bank = bank_of(session)
    for kind in session.execute(sa.select(col(Entry.kind)).distinct()).scalars():
        if kind not in bank.kinds:
            yield Finding(f"There are entries of a kind {kind!r} that no section knows.")
    for relation in session.execute(sa.select(col(Link.relation)).distinct()).scalars():
        if relation not in bank.relations:
            yield Finding(f"There are links of a relation {relation!r} that no section knows.")


def _anchors(database: Database, session: Session) -> Iterator[Finding]:
    """A link that belongs to a step needs that step: it would be shown nowhere."""
    query = sa.select(Link, Entry).join(Entry, col(Entry.id) == col(Link.source_id))
    for link, entry in session.execute(query.where(col(Link.anchor) != "", col(Link.state) != "withdrawn")):
        if _is_astray(session, link, entry):
            yield Finding(
                f"Link {link.id} belongs to step {link.anchor!r} of entry {entry.id}, which has no such step.",
                _writing(database, _withdraw_astray, link.id),
            )


def _is_astray(session: Session, link: Link, entry: Entry) -> bool:
    return entry.kind in bank_of(session).kinds and link.anchor not in anchors_of(session, entry)


def _withdraw_astray(session: Session, number: int) -> None:
    link = session.get_one(Link, number)
    if link.state != "withdrawn" and _is_astray(session, link, session.get_one(Entry, link.source_id)):
        withdraw(session, link, by=ANONYMOUS)


def _letters(database: Database, session: Session) -> Iterator[Finding]:
    """Letters that a mail server would not take. Those given up are told once: the repair forgets them."""
    found = letters.standing(session)
    if found.waiting and found.oldest and found.oldest < now() - LATE:
        yield Finding(
            f"{found.waiting} letters wait for the mail server, the oldest since {found.oldest:%Y-%m-%d %H:%M} UTC. It said: {found.last_error}."
        )
    if found.dead:
        reasons = ", ".join(f"{count} for {reason or 'no answer in time'}" for reason, count in found.dead)
        yield Finding(f"Letters were given up in the last 30 days: {reasons}.", _writing(database, letters.forget_dead))


def _counters(database: Database, session: Session) -> Iterator[Finding]:
    """Each entry's counters against a fresh count, a few hundred entries at a time."""
    last = 0
    while entries := _batch(session, last):
        last = entries[-1].id
        counted = _counted(session, entries)
        for entry in entries:
            for name, value in counted[entry.id].items():
                if (stands := getattr(entry, name)) != value:
                    yield Finding(
                        f"Entry {entry.id}: {name} says {stands}, counted {value}.",
                        _writing(database, _set_counter, entry.id, name),
                    )


def _counted(session: Session, entries: Sequence[Entry]) -> dict[int, dict[str, int | str]]:
    """What the counters of these entries should say, by the entry's id."""
    ids = [entry.id for entry in entries]
    votes = _count(session, Vote, ids)
    statements = _count(session, Statement, ids)
    comments = _count(session, Comment, ids, col(Comment.withdrawn_at).is_(None), col(Comment.hidden_at).is_(None))
    return {
        (number := entry.id): {
            "support_count": votes.get(number, 0),
            "statement_count": statements.get(number, 0),
            "comment_count": comments.get(number, 0),
            "link_count": count_links(session, number),
            "met": met_of(session, number) if bank_of(session).kinds[entry.kind].lifecycle.has_met else "",
        }
        for entry in entries
    }


def _set_counter(session: Session, number: int, name: str) -> None:
    entry = session.get_one(Entry, number)
    setattr(entry, name, _counted(session, [entry])[number][name])


def _writing(database: Database, work: Callable[..., object], *what: object) -> Callable[[], None]:
    """The work in a write transaction of its own, on what it is told."""

    def repair() -> None:
        with database.writing() as session:
            work(session, *what)

    return repair


def _batch(session: Session, after: int) -> list[Entry]:
    query = sa.select(Entry).where(col(Entry.id) > after).order_by(col(Entry.id)).limit(BATCH)
    return [entry for entry in session.execute(query).scalars() if entry.kind in bank_of(session).kinds]


def _count(
    session: Session, model: type[SQLModel], ids: list[int], *conditions: sa.ColumnElement[bool]
) -> dict[int, int]:
    column = model.entry_id  # type: ignore[attr-defined]
    query = sa.select(column, sa.func.count()).where(column.in_(ids), *conditions).group_by(column)
    return {row[0]: row[1] for row in session.execute(query)}
