"""What else things are called, as the sections hand it in: kept until an entry that says so changes."""

import threading
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import is_writing
from ideabank.entries.kept import Kept
from ideabank.entries.models import Entry
from ideabank.entries.visibility import visible_to
from ideabank.search.chain import Chain
from ideabank.search.names import Called, Names
from ideabank.search.order import REGISTER

Source = Callable[[Session], Sequence[Called]]  # the names that entries everybody may see give
Stamp = tuple[object, ...]


class Register:
    """The names of the whole bank. `sources` by the kind whose entries they are read from."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._stamps = Kept[Stamp](1)
        self._lock = threading.Lock()
        self._names: tuple[Stamp, Names] | None = None

    def names(self, session: Session, chain: Chain) -> Names:
        """As they are now; looked at after every change in the bank, read anew only after one of an entry that gives names."""
        stamp = self._stamps.of(session, "names", lambda: self._stamp(session))
        with self._lock:
            if self._names is not None and self._names[0] == stamp:
                return self._names[1]
        things = [one for source in self._sources.values() for one in source(session)]
        made = Names(chain, things, worth=REGISTER)
        if not is_writing(session):
            with self._lock:
                self._names = stamp, made
        return made

    def _stamp(self, session: Session) -> Stamp:
        """What is another after each change of an entry that gives names."""
        which, versions = sa.func.sum(col(Entry.id)), sa.func.sum(col(Entry.version))
        query = sa.select(sa.func.count(), which, versions, sa.func.max(col(Entry.updated_at))).where(
            visible_to(), col(Entry.kind).in_(self._sources)
        )
        return tuple(session.execute(query).one()) if self._sources else ()
