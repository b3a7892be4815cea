"""Sending what waits: each letter alone, in a claim of its own that is held for as long as its try lasts.

When the process dies in between, the claim runs out within a minute and another try is made; a letter whose receipt by the server
could not be written down is the only one that can arrive twice, and then with the same Message-ID.
"""

import contextlib
import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy.orm import Session

from ideabank.database import Database
from ideabank.notices import letters
from ideabank.notices.carriers import Carrier, carrier_of, code_of
from ideabank.notices.letters import Letter, Outcome
from ideabank.settings import Settings

log = logging.getLogger("ideabank")
BATCH = 50
PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
Result = TypeVar("Result")


class PostOffice:
    """Sends the letters of one database. Any number of them may work at once."""

    def __init__(self, settings: Settings, database: Database, *, lease: float = 60.0, longest: float = 300.0) -> None:
        """`lease` and `longest` in seconds: how long a claim holds unless renewed, and how long one letter's try may last."""
        self.settings, self.database = settings, database
        self.lease, self.longest = lease, longest
        self._learnt: bool | None = None
        self._stopping = threading.Event()

    def stop(self) -> None:
        """No further letter is begun; the one on its way is not cut, for then it might arrive twice."""
        self._stopping.set()

    def send_due(self) -> int:
        """Tries what is due, a batch at most; gives how many letters were taken by the server."""
        if not self._is_due():
            return 0
        self._write(letters.bury)
        carrier, sent = carrier_of(self.settings), 0
        with contextlib.closing(carrier):
            for _ in range(BATCH):
                letter = self._next(carrier)
                if letter is None:
                    break
                sent += self._send(carrier, letter)
        return sent

    def _next(self, carrier: Carrier) -> Letter | None:
        """A claimed letter for a carrier that is ready: a letter must not be held while a server makes us wait for its greeting."""
        if self._stopping.is_set() or not self._is_due():
            return None
        try:
            carrier.open()
        except Exception as error:
            self._postpone(code_of(error))
            return None
        self._learn(carrier.offers_smtputf8)
        return self._write(lambda session: letters.claim(session, lease=self._lease))

    def _send(self, carrier: Carrier, letter: Letter) -> bool:
        with self._held(carrier, letter):
            outcome = carrier.carry(letter)
            self._settle(letter, outcome)
        if not outcome.sent:
            ending = "was refused" if outcome.refused else "could not be sent and waits"
            log.warning("Letter %s %s (try %s): %s", letter.id, ending, letter.tries, outcome.error)
        return outcome.sent

    def _postpone(self, reason: str) -> None:
        waiting = self._write(lambda session: letters.postpone(session, reason))
        given_up = self._write(letters.bury)
        log.warning("The mail server cannot be used (%s): %s letters wait, %s are given up.", reason, waiting, given_up)

    def _settle(self, letter: Letter, outcome: Outcome) -> None:
        """Writes down how it ended, again and again when the database is busy: what is not written down is sent twice."""
        for pause in PAUSES:
            time.sleep(pause)
            try:
                self._write(lambda session: letters.settle(session, letter, outcome) and letters.bury(session))
            except Exception:
                log.exception("How letter %s ended could not be written down.", letter.id)
            else:
                return

    @contextlib.contextmanager
    def _held(self, carrier: Carrier, letter: Letter) -> Iterator[None]:
        """Renews the claim while the block lasts, and cuts the line when it lasts too long or the claim is lost."""
        done = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(carrier, letter, done), daemon=True)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()

    def _keep(self, carrier: Carrier, letter: Letter, done: threading.Event) -> None:
        began = renewed = time.monotonic()
        while not done.wait(self.lease / 4):
            try:
                ours = self._write(lambda session: letters.keep_claim(session, letter, lease=self._lease))
                renewed = time.monotonic()
            except Exception:
                ours = time.monotonic() - renewed < self.lease / 2
            if not ours or time.monotonic() - began > self.longest:
                carrier.cut()
                return

    def _learn(self, offered: bool) -> None:
        if offered != self._learnt and self.settings.smtp_host:
            self._write(lambda session: letters.learn_smtputf8(session, offered))
            self._learnt = offered

    def _is_due(self) -> bool:
        with self.database.reading() as session:
            return letters.is_anything_due(session)

    def _write(self, work: Callable[[Session], Result]) -> Result:
        with self.database.writing() as session:
            return work(session)

    @property
    def _lease(self) -> dt.timedelta:
        return dt.timedelta(seconds=self.lease)
