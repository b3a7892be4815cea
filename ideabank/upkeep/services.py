"""What runs beside requests: the search engine, its outbox, and mail. Part of the roof."""

import dataclasses
import logging
from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database, now
from ideabank.entries import undoable
from ideabank.entries.events import Listener
from ideabank.exchange.apart import Apart
from ideabank.finding import meanings
from ideabank.finding.finder import Finder
from ideabank.finding.register import Source
from ideabank.i18n import Catalogues
from ideabank.notices import letters
from ideabank.notices.reminding import remind
from ideabank.notices.sending import PostOffice
from ideabank.people import acts, codes
from ideabank.people.models import Fact, Rate
from ideabank.settings import Settings
from ideabank.telling.lists import actions as lists
from ideabank.upkeep import sweeping
from ideabank.upkeep.working import Job, Worker
from ideabank.visit import drafts

log = logging.getLogger("ideabank")
HOUR = 3_600.0


@dataclasses.dataclass(frozen=True)
class Health:
    """How this process is. What merely waits for its next try is told, and is no illness."""

    is_well: bool
    bank: str = "ok"
    worker: str = "ok"
    index: str = ""
    letters_waiting: int = 0
    tried_again: tuple[str, ...] = ()


class Services:
    """Everything with a life of its own; made once per application."""

    def __init__(
        self, settings: Settings, database: Database, catalogues: Catalogues, *, names: Mapping[str, Source]
    ) -> None:
        self.settings, self.database, self.catalogues = settings, database, catalogues
        self.finder = Finder(settings, database, names=names)
        self.post_office = PostOffice(settings, database)
        self.apart = Apart()
        self.worker = Worker(self._jobs())

    def _jobs(self) -> list[Job]:
        """What is done beside requests; each on its own, so that none can end another."""
        hourly = {
            "the changes that were read": lambda: sweeping.read_changes(self.database),
            "the words of other processes": self.finder.recall,
            "words that nothing has any longer": self.finder.forget,
            "old codes": self._written(codes.forget),
            "old limits": self._written(_forget_limits),
            "old sign-ins": lambda: sweeping.old_sessions(self.database),
            "sent letters": self._written(letters.forget),
            "lost drafts": self._written(lambda session: drafts.sweep(session, self.settings.draft_days)),
            "lost lists": self._written(lambda session: lists.sweep(session, self.settings.draft_days)),
            "acts begun signed out": self._written(acts.sweep),
            "reminders": self._written(lambda session: remind(session, self.catalogues, self.settings.public_url)),
        }
        return [
            Job("the search index", self.finder.drain),
            *self._meanings(),
            Job("letters", self.send_mail),
            Job("what can be undone no longer", self._forget_undoable, every=undoable.LIFE.total_seconds()),
            *(Job(name, work, every=HOUR) for name, work in hourly.items()),
        ]

    def _forget_undoable(self) -> None:
        """The lock is not taken when there is nothing."""
        with self.database.reading() as session:
            if not undoable.has_passed(session):
                return
        self._written(undoable.forget)()

    def _meanings(self) -> list[Job]:
        """Vectors of what entries mean, where they are wanted."""
        if self.finder.meanings is not None:
            return [Job("what entries mean", self.finder.meanings.learn)]
        return [Job("what entries meant", lambda: meanings.forget_all(self.database), every=HOUR)]

    def _written(self, work: Callable[[Session], object]) -> Callable[[], None]:
        """The work in a transaction of its own."""

        def job() -> None:
            with self.database.writing() as session:
                work(session)

        return job

    def health(self) -> Health:
        """Whether this process can do its work: read the bank, and do what is done beside requests."""
        try:
            with self.database.reading() as session:
                waiting = letters.standing(session).waiting
                session.get(Fact, "secret")
        except Exception:  # whatever it is, somebody must look
            log.exception("The bank cannot be read.")
            return Health(is_well=False, bank="cannot be read")
        return Health(
            is_well=not self.worker.is_stuck,
            worker="has not turned for a minute" if self.worker.is_stuck else "ok",
            index=self.finder.state(),
            letters_waiting=waiting,
            tried_again=tuple(self.worker.failing),
        )

    def sweep(self) -> None:
        """Everything that is swept from time to time, at once: for tests. What fails is logged and keeps nothing else from being done."""
        for job in self._jobs():
            if job.every >= undoable.LIFE.total_seconds():
                job.attempt()

    def close(self) -> None:
        self.apart.close()
        self.finder.close()
        self.database.close()

    def send_mail(self) -> int:
        """Sends what waits; gives how many letters went. A slow mail server makes this last: nothing else should wait for it."""
        return self.post_office.send_due()


def listeners() -> tuple[Listener, ...]:
    """Who is told of every recorded change, in the same transaction."""
    return (_reindex,)


def _reindex(session: Session, entry_id: int, name: str) -> None:
    from ideabank.finding.indexing import enqueue_change

    enqueue_change(session, entry_id, name)


def _forget_limits(session: Session) -> None:
    session.execute(sa.delete(Rate).where(col(Rate.ends_at) < now()))
