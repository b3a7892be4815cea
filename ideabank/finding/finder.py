"""The roof's joint between entries and the search engine: when what is indexed, and who answers meanwhile."""

import datetime as dt
import functools
import math
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database, now
from ideabank.entries.models import Entry
from ideabank.entries.visibility import visible_to
from ideabank.finding import indexing
from ideabank.finding.answering import Answering, Asked
from ideabank.finding.likeness import Likeness, Told
from ideabank.finding.meanings import Meanings
from ideabank.finding.plainly import from_database
from ideabank.finding.register import Register, Source
from ideabank.search.answer import FIRST, Answer, Portion
from ideabank.search.asking import Filters, Manner
from ideabank.search.chain import Chain
from ideabank.search.judging import Likes
from ideabank.search.kept import KeptAnswers
from ideabank.search.likeness import key_words
from ideabank.search.models import SearchChange
from ideabank.search.port import Document, Engine, NoIndex
from ideabank.search.postgres_engine import PostgresEngine
from ideabank.search.rewording import Rewording
from ideabank.search.whoosh_engine import WhooshEngine
from ideabank.search.words import words
from ideabank.settings import Settings

LATE = dt.timedelta(minutes=1)
MOST_TITLES = 200
HOUR, LARGE = 3_600.0, 20_000
KEPT_SECONDS = 600.0
CLOSING_SECONDS = 5.0
NO_INDEX_SECONDS = 2.0  # so long no page asks again whether there is an index by now


class Finder:
    """Answers searches for pages: from the index, or from the database while there is none or it is damaged.

    `names`: what else things are called, by the kind whose entries say so.
    """

    def __init__(self, settings: Settings, database: Database, *, names: Mapping[str, Source] | None = None) -> None:
        self.settings, self.database = settings, database
        self._register = Register(names or {})
        self._making, self._learning = threading.Lock(), threading.Lock()
        self._chain: Chain | None = None
        self._read: set[int] = set()
        self._is_closed = False
        self._changing = threading.RLock()  # one at a time: two writers of an index would wait for one another
        self._has_changed, self._cleaned = True, -math.inf
        self._similar = KeptAnswers()
        self.meanings = Meanings(database) if settings.semantic else None

    @property
    def chain(self) -> Chain:
        """The words of all three languages; made once, which takes seconds while Finnish is being read in."""
        with self._learning:
            if self._chain is None:
                chain = Chain(self.settings.analyser)
                with self.database.reading() as session:
                    indexing.recall(session, chain)
                self._chain = chain
            return self._chain

    def warm(self) -> None:
        """Makes what a first question would have to wait for. Whoever is about to write does it before: others wait for the lock."""
        _ = self.chain

    @functools.cached_property
    def engine(self) -> Engine:
        """Whoosh beside a SQLite file; PostgreSQL itself when it is the store, so that all machines see the same at once."""
        if self.database.is_sqlite:
            return WhooshEngine(self.settings.index_folder, self.chain)
        return PostgresEngine(self.database.engine, self.chain)

    @functools.cached_property
    def likeness(self) -> Likeness:
        return Likeness(self.engine, self.chain, self.database, self.meanings)

    @functools.cached_property
    def _answering(self) -> Answering:
        return Answering(self.engine, Rewording(self.engine, self.chain))

    def prepare(self) -> None:
        """Makes the index when there is none that this chain can use, or when it is too old to catch up."""
        with self._making:
            position = self.engine.position()
            with self.database.reading() as session:
                oldest = session.execute(sa.select(sa.func.min(col(SearchChange.id)))).scalar() or 0
            if position is None or position + 1 < oldest:
                self.rebuild()

    def rebuild(self, progress: Callable[[str], None] = lambda step: None) -> None:
        """A whole new index from the database; and only the words it has are remembered from here on."""
        with self.database.reading() as session:
            last = session.execute(sa.select(sa.func.max(col(SearchChange.id)))).scalar() or 0
            self.engine.rebuild(_counted(indexing.all_documents(session), progress), position=last)
        indexing.keep_words(self.database, self.chain, self.chain.learnt())
        self.forget()

    def forget(self) -> int:
        """What was withdrawn, hidden, erased or edited away leaves the words that are kept, and the files of the index.

        Gives how many words. A large index is cleaned once a day, for it is written anew then.
        """
        if not self._has_changed:
            return 0
        with self._changing:
            try:
                often = 24 * HOUR if self._is_large() else HOUR
                if time.monotonic() >= self._cleaned + often and self.engine.clean():
                    self._cleaned = time.monotonic()
                found = indexing.forget_words(self.database, self.chain, self.engine.frequencies)
            except NoIndex:  # the new one has but what is public
                return 0
            self._has_changed = False
            return found

    def _is_large(self) -> bool:
        with self.database.reading() as session:
            return bool(session.execute(sa.select(col(Entry.id)).offset(LARGE).limit(1)).scalar())

    def drain(self) -> int:
        """Reads the log of changes from where the index stands; gives how many entries were indexed anew."""
        with self._changing:
            return self._drain()

    def _drain(self) -> int:
        if self._is_closed:  # a worker that was left behind at the end must make no index
            return 0
        position = self.engine.position()
        if position is None:
            self.prepare()
            return 0
        with self.database.reading() as session:
            rows = self._unread(session, position)
            if not rows:
                return 0
            ids = sorted(set(rows.values()))
            documents = list(indexing.documents_of(session, ids))
        gone = set(ids) - {document.entry_id for document in documents}
        self._has_changed = True
        try:
            self.engine.update(documents, gone, position=max(position, *rows))
        except NoIndex:
            return 0  # made anew when this is asked the next time
        self._read = {one for one in self._read if one > position - 10 * indexing.BATCH} | set(rows)
        indexing.keep_words(self.database, self.chain, self.chain.learnt())
        return len(ids)

    def _unread(self, session: Session, position: int) -> dict[int, int]:
        """Change id → entry id. PostgreSQL commits out of order: what is younger than a minute is looked at again."""
        late = sa.and_(col(SearchChange.id) > position - 10 * indexing.BATCH, col(SearchChange.at) > now() - LATE)
        query = sa.select(col(SearchChange.id), col(SearchChange.entry_id)).where(
            sa.or_(col(SearchChange.id) > position, late)
        )
        rows = session.execute(query.order_by(col(SearchChange.id)).limit(11 * indexing.BATCH)).all()
        fresh = [(number, entry_id) for number, entry_id in rows if number and number not in self._read]
        return dict(fresh[: indexing.BATCH])

    def drain_all(self) -> None:
        """Brings the index fully up to date: for the command line and tests."""
        self.prepare()
        while self.drain():
            pass

    def differences(self, session: Session) -> tuple[set[int], set[int]] | None:
        """Entries that the index lacks, and entries that it has though nobody may see them, when it has read all changes.

        None when there is no usable index. Changes that wait to be read are no differences.
        """
        position = self.engine.position()
        if position is None:
            return None
        waiting = set(self._unread(session, position).values())
        public = {
            number for number in session.execute(sa.select(col(Entry.id)).where(visible_to())).scalars() if number
        }
        try:
            indexed = set(self.engine.versions())
        except NoIndex:
            return None
        return public - indexed - waiting, indexed - public - waiting

    def segments(self) -> int:
        """How many parts the index has: the more, the slower it answers; 0 when there is none."""
        try:
            return self.engine.segments() if isinstance(self.engine, WhooshEngine) else 1
        except NoIndex:
            return 0

    def recall(self) -> None:
        """Learns the words that other processes have met, and forgets those that they have forgotten."""
        with self.database.reading() as session:
            indexing.recall(session, self.chain)

    @property
    def is_ready(self) -> bool:
        """Whether there is an index that can be asked."""
        return self.engine.position() is not None

    def state(self) -> str:
        """`ready`, or `being made` while the database answers instead, or `not opened` before anybody has asked."""
        if "engine" not in self.__dict__:
            return "not opened"
        return "ready" if self.is_ready else "being made"

    def close(self) -> None:
        """What changes the index just now ends first, if it does so soon: files that are open then would stay so."""
        self._is_closed = True
        if self._changing.acquire(timeout=CLOSING_SECONDS):
            self._changing.release()
        if "engine" in self.__dict__:
            self.engine.close()

    def find(
        self,
        session: Session,
        text: str,
        *,
        filters: Filters = (),
        language: str = "",
        portion: Portion = FIRST,
    ) -> Answer:
        """Entries for what a person who reads this language typed; from the database when there is no index that can be asked."""
        try:
            if self.is_ready:
                manner = Manner((self._register.names(session, self.chain),), language)
                return self._answering.answer(session, Asked(text, filters, manner, portion))
        except NoIndex:
            pass
        return Answer(*from_database(session, text, filters, portion.limit, portion.offset))

    def similar(self, text: str, *, title: str = "", kinds: Collection[str] = (), limit: int = 5) -> Likes:
        """Entries of these kinds, or of any, that may already say what this text does, whatever its language; none while there is no index.

        `title`: how the text begins, if it has a title; what the title alone finds is found however much more is told.
        """
        try:
            return self.likeness.found(Told(text, title), kinds=kinds, limit=limit) if self.is_ready else Likes()
        except NoIndex:
            return Likes()

    def similar_to(self, entry_id: int, version: int, text: str, *, limit: int = 10, may_ask: bool = True) -> list[int]:
        """Entries like this one. Kept for a while: it is asked at every view of the entry's page, and changes slowly.

        Without `may_ask` what is kept is all: for whoever writes, because others wait for that.
        """
        kept = self._similar.get(key := (entry_id, version), also_old=not may_ask)
        if kept is not None or not may_ask:
            return kept or []
        try:
            found, seconds = self._alike(text, exclude=[entry_id], limit=limit), KEPT_SECONDS
        except NoIndex:
            found, seconds = [], NO_INDEX_SECONDS
        self._similar.put(key, found, seconds=seconds)
        return found

    def _alike(self, text: str, *, exclude: Collection[int], limit: int) -> list[int]:
        if not self.is_ready:
            raise NoIndex
        return self.engine.nearest(key_words(self.chain, text), limit=limit, exclude=exclude).alike(limit)

    def likely(self, text: str, *, kinds: Collection[str], without: Collection[int] = (), limit: int = 10) -> list[int]:
        """The entries of these kinds that have most to do with this text, however little that is; none while there is no index."""
        try:
            if not (self.is_ready and kinds):
                return []
            found = self.engine.nearest(key_words(self.chain, text), limit=limit, kinds=kinds, exclude=without)
            return [one.entry_id for one in found.entries]
        except NoIndex:
            return []

    def titled(self, typed: str) -> tuple[int, ...]:
        """Entries with a title that what has been typed so far may become; none while there is no index."""
        beginnings = list(words(typed))[:6]
        try:
            if beginnings and self.is_ready:
                return self.engine.titled(beginnings, limit=MOST_TITLES)
        except NoIndex:
            pass
        return ()


def _counted(documents: Iterator[Document], progress: Callable[[str], None]) -> Iterator[Document]:
    for document in documents:
        progress(str(document.entry_id))
        yield document
