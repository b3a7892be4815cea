"""What runs beside requests: the search engine, its outbox, and mail. Part of the roof."""

import datetime as dt
import logging
import smtplib
import ssl
from email.message import EmailMessage
from typing import Any

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
from ideabank.people.models import Mail, SignInCode, SignInSession
from ideabank.reminding import remind
from ideabank.searching import Finder
from ideabank.settings import Settings
from ideabank.workspace import drafts

log = logging.getLogger("ideabank")
PAUSE = 1.0
MAIL_TRIES = 5
TURNS_BETWEEN_SWEEPS = 3_600


class Services:
    """Everything with a life of its own; made once per application."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database
        self.catalogues = Catalogues(places.catalogues())
        self.finder = Finder(settings, database)
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
            session.execute(sa.delete(SignInCode).where(col(SignInCode.created_at) < before))
            session.execute(sa.delete(SignInSession).where(col(SignInSession.expires_at) < before))
            session.execute(sa.delete(Mail).where(col(Mail.sent_at) < before))
            remind(session, self.catalogues, self.settings.public_url)

    def close(self) -> None:
        self.apart.close()
        self.finder.close()
        self.database.close()

    def send_mail(self) -> int:
        """Sends what waits; gives how many letters went. Without a mail server they go to the console."""
        with self.database.reading() as session:
            waiting = session.execute(sa.select(sa.func.count()).where(*_unsent())).scalar_one()
        if not waiting:
            return 0
        letters = self._claim()
        for letter in letters:
            self._send(letter)
        return len(letters)

    def _claim(self) -> list[Mail]:
        """Takes up to twenty letters as its own: marked as sent, so that two processes never send one letter twice."""
        with self.database.writing() as session:
            query = sa.select(Mail).where(*_unsent()).order_by(col(Mail.id)).limit(20)
            letters = list(session.execute(query).scalars())
            for letter in letters:
                letter.tries, letter.sent_at = letter.tries + 1, now()
        return letters

    def _send(self, letter: Mail) -> None:
        """Delivers one letter outside any transaction: a slow mail server must not keep people from writing."""
        # A code that has been sent need not lie in the database.
        outcome: dict[str, Any] = {"error": "", "body": ""}
        try:
            deliver(self.settings, letter)
        except (OSError, ValueError) as error:
            outcome = {"error": str(error)[:300], "sent_at": None}
            log.warning("A letter could not be sent (try %s): %s", letter.tries, error)
        with self.database.writing() as session:
            session.execute(sa.update(Mail).where(col(Mail.id) == letter.id).values(**outcome))


def deliver(settings: Settings, letter: Mail) -> None:
    """One letter to the mail server, or to the console when none is set."""
    if not settings.smtp_host:
        print(f"\n--- Mail to {letter.recipient}: {letter.subject}\n{letter.body}\n---", flush=True)
        return
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, letter.recipient, letter.subject
    message.set_content(letter.body)
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=20) as server:
        if settings.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)


def listeners() -> tuple[Listener, ...]:
    """Who is told of every recorded change, in the same transaction."""
    return (_reindex,)


def _reindex(session: Session, entry_id: int, name: str) -> None:
    from ideabank.indexing import enqueue_change

    enqueue_change(session, entry_id, name)


def _unsent() -> tuple[sa.ColumnElement[bool], ...]:
    return (col(Mail.sent_at).is_(None), col(Mail.tries) < MAIL_TRIES)
