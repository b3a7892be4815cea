"""What runs beside requests: the search engine, its outbox, and mail. Part of the roof."""

import dataclasses
import logging
import smtplib
import ssl
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank import places, sweeping
from ideabank.database import Database, now
from ideabank.entries.events import Listener
from ideabank.i18n import Catalogues
from ideabank.people.models import Fact, Mail
from ideabank.reminding import remind
from ideabank.searching import Finder
from ideabank.settings import Settings
from ideabank.working import Job, Worker
from ideabank.workspace import drafts

log = logging.getLogger("ideabank")
HOUR = 3_600.0
MAIL_TRIES = 5


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

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings, self.database = settings, database
        self.catalogues = Catalogues(places.catalogues())
        self.finder = Finder(settings, database)
        self.worker = Worker(self._jobs())

    def _jobs(self) -> list[Job]:
        """What is done beside requests; each on its own, so that none can end another."""
        hourly = {
            "the changes that were read": lambda: sweeping.read_changes(self.database),
            "the words of other processes": self.finder.recall,
            "words that nothing has any longer": self.finder.forget,
            "lost drafts": self._lost_drafts,
            "old codes": lambda: sweeping.old_codes(self.database),
            "old sign-ins": lambda: sweeping.old_sessions(self.database),
            "sent letters": lambda: sweeping.sent_letters(self.database),
            "reminders": self._remind,
        }
        return [
            Job("the search index", self.finder.drain),
            Job("letters", self.send_mail),
            *(Job(name, work, every=HOUR) for name, work in hourly.items()),
        ]

    def _lost_drafts(self) -> None:
        with self.database.writing() as session:
            drafts.sweep(session, self.settings.draft_days)

    def _remind(self) -> None:
        with self.database.writing() as session:
            remind(session, self.catalogues, self.settings.public_url)

    def health(self) -> Health:
        """Whether this process can do its work: read the bank, and do what is done beside requests."""
        try:
            with self.database.reading() as session:
                waiting = session.execute(sa.select(sa.func.count()).where(*_unsent())).scalar_one()
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
        """Everything that is done hourly, at once: for tests. What fails is logged and keeps nothing else from being done."""
        for job in self._jobs():
            if job.every == HOUR:
                job.attempt()

    def close(self) -> None:
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
