"""A real SMTP server on this machine that answers as it is told, and the post office that sends to it."""

import asyncio
import contextlib
import dataclasses
import socket
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlmodel import col

from ideabank.database import now
from ideabank.notices.sending import PostOffice
from ideabank.people.models import Mail
from tests.world import World

OK = "250 OK"


@dataclasses.dataclass
class Mailbox:
    """What the server has taken, and what it answers: to RCPT by recipient, to DATA to everybody, and how slowly."""

    refusals: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    data_answers: list[str] = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    drop_at: str = ""
    taken: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    connections: int = 0

    @property
    def recipients(self) -> list[str]:
        return sorted(recipient for recipient, _ in self.taken)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, _: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        return answers

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        answers = self.refusals.get(address, [])
        if answers:
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if self.drop_at == "RCPT":
            return self._drop(server)
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.drop_at == "DATA":
            return self._drop(server)
        if self.data_answers:
            answer = self.data_answers.pop(0)
            if not answer.startswith("2"):
                return answer
        content = envelope.content
        text = content.decode() if isinstance(content, bytes) else str(content)
        self.taken.extend((recipient, text) for recipient in envelope.rcpt_tos)
        return OK

    def _drop(self, server: SMTP) -> str:
        assert isinstance(server.transport, asyncio.Transport)
        server.transport.abort()
        return OK


@dataclasses.dataclass
class MailServer:
    """A running server: where it is, and its mailbox."""

    host: str
    port: int
    box: Mailbox


@contextlib.contextmanager
def running(*, smtputf8: bool = False) -> Iterator[MailServer]:
    """A server that runs as long as the block."""
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=smtputf8)
    controller.start()
    try:
        yield MailServer("127.0.0.1", port, box)
    finally:
        controller.stop()


def free_port() -> int:
    """A port at which nobody listens just now."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def office(world: World, port: int, **options: float) -> PostOffice:
    """A post office of this world that sends to a port of this machine."""
    told = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_starttls": False}
    return PostOffice(world.settings.model_copy(update=told), world.database, **options)


def post(world: World, *recipients: str, subject: str = "Asia", body: str = "Teksti", **values: Any) -> None:
    """Puts a letter to each of these into the bank."""
    with world.database.writing() as session:
        session.add_all(Mail(recipient=one, subject=subject, body=body, **values) for one in recipients)


def letters(world: World) -> list[Mail]:
    with world.database.reading() as session:
        return list(session.execute(sa.select(Mail).order_by(col(Mail.id))).scalars())


def letter(world: World) -> Mail:
    """The only letter there is."""
    [found] = letters(world)
    return found


def let_pass(world: World, **values: Any) -> None:
    """As if the wait were over: whatever waits is due now. `values` are set too."""
    with world.database.writing() as session:
        session.execute(sa.update(Mail).where(col(Mail.sent_at).is_(None)).values(due_at=now(), **values))
