"""The roof's joint between entries and the search engine: what is indexed, when, and who answers meanwhile."""

import dataclasses
import datetime as dt
import functools
import logging
import threading
from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database, now
from ideabank.discussion.models import Comment
from ideabank.entries.models import Entry, EntryTag, EntryText, Tag
from ideabank.entries.visibility import visible_to
from ideabank.search.asking import understood
from ideabank.search.chain import Chain, words
from ideabank.search.models import SearchChange
from ideabank.search.port import Document, Engine, Query, Results
from ideabank.search.postgres_engine import PostgresEngine
from ideabank.search.whoosh_engine import WhooshEngine
from ideabank.settings import Settings

log = logging.getLogger("ideabank")
BATCH = 200
KEPT_DAYS = 7
LATE = dt.timedelta(minutes=1)
# Support changes no word that can be found, and a neighbour's change none of this entry.
SILENT = frozenset({"neighbour", "statement"})


@dataclasses.dataclass(frozen=True)
class Found:
    """Ids of entries, best first; how many in all; how many of each kind; the words tried instead, if any.

    `question` is what found them, for marking the words in their text; None while the database answers.
    """

    ids: list[int]
    total: int
    by_kind: dict[str, int]
    also: str = ""
    question: Query | None = None


class Finder:
    """Answers searches for pages: from the index, or from the database until there is one."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database
        self._making = threading.Lock()
        self._read: set[int] = set()

    @functools.cached_property
    def chain(self) -> Chain:
        return Chain(self.settings.analyser)

    @functools.cached_property
    def engine(self) -> Engine:
        """Whoosh beside a SQLite file; PostgreSQL itself when it is the store, so that all machines see the same at once."""
        if self.database.is_sqlite:
            return WhooshEngine(self.settings.index_folder, self.chain)
        return PostgresEngine(self.database.engine, self.chain)

    def prepare(self) -> None:
        """Makes the index when there is none that this chain can use, or when it is too old to catch up."""
        with self._making:
            position = self.engine.position()
            with self.database.reading() as session:
                oldest = session.execute(sa.select(sa.func.min(col(SearchChange.id)))).scalar() or 0
            if position is None or position + 1 < oldest:
                self.rebuild()

    def rebuild(self, progress: Callable[[str], None] = lambda step: None) -> None:
        """A whole new index from the database."""
        with self.database.reading() as session:
            last = session.execute(sa.select(sa.func.max(col(SearchChange.id)))).scalar() or 0
            self.engine.rebuild(_told(all_documents(session), progress), position=last)

    def drain(self) -> int:
        """Reads the log of changes from where the index stands; gives how many entries were indexed anew."""
        position = self.engine.position()
        if position is None:
            self.prepare()
            return 0
        with self.database.reading() as session:
            rows = self._unread(session, position)
            if not rows:
                return 0
            ids = sorted(set(rows.values()))
            documents = list(documents_of(session, ids))
        gone = set(ids) - {document.entry_id for document in documents}
        self.engine.update(documents, gone, position=max(position, *rows))
        self._read = {one for one in self._read if one > position - 10 * BATCH} | set(rows)
        return len(ids)

    def _unread(self, session: Session, position: int) -> dict[int, int]:
        """Change id → entry id. PostgreSQL commits out of order: what is younger than a minute is looked at again."""
        late = sa.and_(col(SearchChange.id) > position - 10 * BATCH, col(SearchChange.at) > now() - LATE)
        query = sa.select(col(SearchChange.id), col(SearchChange.entry_id)).where(
            sa.or_(col(SearchChange.id) > position, late)
        )
        rows = session.execute(query.order_by(col(SearchChange.id)).limit(11 * BATCH)).all()
        fresh = [(number, entry_id) for number, entry_id in rows if number and number not in self._read]
        return dict(fresh[:BATCH])

    def drain_all(self) -> None:
        """Brings the index fully up to date: for the command line and tests."""
        self.prepare()
        while self.drain():
            pass

    def sweep(self) -> None:
        """Forgets changes that every index has surely read."""
        with self.database.writing() as session:
            session.execute(sa.delete(SearchChange).where(col(SearchChange.at) < now() - dt.timedelta(days=KEPT_DAYS)))

    def close(self) -> None:
        if "engine" in self.__dict__:
            self.engine.close()

    def find(
        self, session: Session, text: str, *, kinds: Collection[str] = (), limit: int = 20, offset: int = 0
    ) -> Found:
        """Entries for what a person typed. When nothing has all the words, the parts of compounds are tried, and it is said."""
        if self.engine.position() is None:
            return _from_database(session, text, kinds, limit, offset)
        wanted = tuple(sorted(kinds))
        asked = understood(self.chain, text, kinds=wanted)
        results = self.engine.search(asked, limit=limit, offset=offset)
        if results.by_kind:
            return _found(results, asked)
        apart = understood(self.chain, text, kinds=wanted, apart=True)
        for again in (apart, dataclasses.replace(apart, any=True)):
            results = self.engine.search(again, limit=limit, offset=offset)
            if results.by_kind:
                return _found(results, again, _in_words(again))
        return _found(results, asked)

    def similar(self, session: Session, text: str, *, exclude: Collection[int] = (), limit: int = 5) -> list[int]:
        """Entries most like this text, whatever its language."""
        if self.engine.position() is None:
            return []
        terms = {term for word in list(words(text))[:200] for term in self.chain.query_terms(word)}
        return list(self.engine.similar(terms, limit=limit, exclude=exclude))


def enqueue_change(session: Session, entry_id: int, name: str) -> None:
    """Writes the entry into the log of changes, in the transaction of the change."""
    if name not in SILENT:
        session.add(SearchChange(entry_id=entry_id))


def all_documents(session: Session) -> Iterator[Document]:
    """Every public entry, a few hundred at a time."""
    last = 0
    while True:
        query = sa.select(col(Entry.id)).where(visible_to(), col(Entry.id) > last).order_by(col(Entry.id)).limit(BATCH)
        ids = [number for number in session.execute(query).scalars() if number]
        if not ids:
            return
        yield from documents_of(session, ids)
        last = ids[-1]


def documents_of(session: Session, ids: Collection[int]) -> Iterator[Document]:
    """Those of these entries that everybody may see, as documents."""
    query = sa.select(Entry).where(visible_to(), col(Entry.id).in_(ids)).order_by(col(Entry.id))
    entries = list(session.execute(query).scalars())
    texts: dict[int, list[EntryText]] = {}
    for text in session.execute(sa.select(EntryText).where(col(EntryText.entry_id).in_(ids))).scalars():
        texts.setdefault(text.entry_id, []).append(text)
    talk, tags = _talk(session, ids), _tags(session, ids)
    for entry in entries:
        number = entry.id or 0
        told = texts.get(number, [])
        bodies = {text.language: " \n".join((text.summary, *text.fields.values(), text.body)) for text in told}
        for language, said in talk.get(number, []):
            bodies[language] = f"{bodies.get(language, '')}\n{said}"
        yield Document(
            entry_id=number,
            version=entry.version,
            kind=entry.kind,
            code=entry.code or f"{entry.kind[0].upper()}-{number}",
            theme=entry.theme,
            county=entry.county,
            status=entry.status,
            titles={text.language: text.title for text in told},
            bodies=bodies,
            tags=" ".join(tags.get(number, [])),
        )


def _talk(session: Session, ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """(language, words) of the comments everybody can read."""
    query = sa.select(col(Comment.entry_id), col(Comment.language), col(Comment.body))
    query = query.where(
        col(Comment.entry_id).in_(ids), col(Comment.hidden_at).is_(None), col(Comment.withdrawn_at).is_(None)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for number, language, body in session.execute(query):
        found.setdefault(number, []).append((language, body))
    return found


def _tags(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    query = sa.select(col(EntryTag.entry_id), col(Tag.name)).join(Tag, col(Tag.id) == col(EntryTag.tag_id))
    found: dict[int, list[str]] = {}
    for number, name in session.execute(query.where(col(EntryTag.entry_id).in_(ids))):
        found.setdefault(number, []).append(name)
    return found


def _in_words(query: Query) -> str:
    """The words of a second try, one for each set of alternatives."""
    return (" / " if query.any else " ").join(
        min(terms, key=lambda term: (term.startswith("~"), -len(term), term)) for terms in query.must
    )


def _found(results: Results, question: Query, also: str = "") -> Found:
    return Found(list(results.ids), results.total, results.by_kind, also, question)


def _from_database(session: Session, text: str, kinds: Collection[str], limit: int, offset: int) -> Found:
    """A plain look into titles and summaries, while the index is being made."""
    query = (
        sa.select(col(Entry.id))
        .join(EntryText, col(EntryText.entry_id) == col(Entry.id))
        .where(visible_to())
        .distinct()
    )
    for word in list(words(text))[:8] or [""]:
        query = query.where(
            sa.or_(
                col(EntryText.title).icontains(word, autoescape=True),
                col(EntryText.summary).icontains(word, autoescape=True),
            )
        )
    if kinds:
        query = query.where(col(Entry.kind).in_(kinds))
    ids = [
        number
        for number in session.execute(query.order_by(col(Entry.id)).limit(limit + 1).offset(offset)).scalars()
        if number
    ]
    return Found(ids[:limit], offset + len(ids), {})


def _told(documents: Iterator[Document], progress: Callable[[str], None]) -> Iterator[Document]:
    for document in documents:
        progress(str(document.entry_id))
        yield document
