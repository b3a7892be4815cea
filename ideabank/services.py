"""What runs beside requests: the search engine, its outbox, and mail. Part of the roof."""

import datetime as dt
import logging

import anyio
import anyio.to_thread
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank import places
from ideabank.database import Database, now
from ideabank.entries.events import Listener
from ideabank.exchange.apart import Apart
from ideabank.i18n import Catalogues
from ideabank.notices import letters
from ideabank.notices.reminding import remind
from ideabank.notices.sending import PostOffice
from ideabank.people import codes
from ideabank.people.models import Rate, SignInSession
from ideabank.searching import Finder
from ideabank.settings import Settings
from ideabank.workspace import drafts

log = logging.getLogger("ideabank")
PAUSE = 1.0
TURNS_BETWEEN_SWEEPS = 3_600


class Services:
    """Everything with a life of its own; made once per application."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database
        self.catalogues = Catalogues(places.catalogues())
        self.finder = Finder(settings, database)
        self.post_office = PostOffice(settings, database)
        self.apart = Apart()

    async def run(self) -> None:
        """Drains the outboxes every second until cancelled; a failure is logged and tried again."""
        limiter = anyio.CapacityLimiter(1)
        await anyio.to_thread.run_sync(self.finder.prepare, limiter=limiter, abandon_on_cancel=True)
        turns = 0
        while True:
            for work in (self.finder.drain, self.send_mail):
                try:
                    await anyio.to_thread.run_sync(work, limiter=limiter)
                except Exception:
                    log.exception("An outbox could not be drained; trying again in a moment.")
            if turns % TURNS_BETWEEN_SWEEPS == 0:
                await anyio.to_thread.run_sync(self.sweep, limiter=limiter)
            turns += 1
            await anyio.sleep(PAUSE)

    def sweep(self) -> None:
        """Deletes what has had its time (lost drafts, old codes, sent letters, read changes), and reminds of what has."""
        self.finder.sweep()
        before = now() - dt.timedelta(days=1)
        with self.database.writing() as session:
            drafts.sweep(session, self.settings.draft_days)
            codes.forget(session)
            session.execute(sa.delete(Rate).where(col(Rate.ends_at) < now()))
            session.execute(sa.delete(SignInSession).where(col(SignInSession.expires_at) < before))
            letters.forget(session)
            remind(session, self.catalogues, self.settings.public_url)

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
    from ideabank.indexing import enqueue_change

    enqueue_change(session, entry_id, name)
