"""Letters wait in the database and are sent once, whatever the mail server does."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.people.models import Mail
from ideabank.services import MAIL_TRIES, Services
from tests.world import World


class _Talk(socketserver.StreamRequestHandler):
    """Just enough of a mail server: takes everything, or refuses when it is told to."""

    server: "MailServer"

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else self.server.answer)


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the letters it was given."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[str] = []
        self.answer = b"250 fine\r\n"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def post_office(world: World, server: MailServer) -> Services:
    host, port = server.server_address[:2]
    settings = world.settings.model_copy(update={"smtp_host": host, "smtp_port": port, "smtp_starttls": False})
    return Services(settings, world.database)


def letters(world: World) -> list[Mail]:
    with world.database.reading() as session:
        return list(session.execute(sa.select(Mail).order_by(col(Mail.id))).scalars())


def ask(world: World, address: str = "uusi@example.org") -> None:
    assert world.client().post("/fi/sign-in", data={"email": address}).status_code == 200


def test_a_letter_is_sent_once_and_its_code_forgotten(either: World, server: MailServer) -> None:
    ask(either)
    office = post_office(either, server)
    assert (office.send_mail(), office.send_mail()) == (1, 0)
    assert len(server.letters) == 1
    assert "To: uusi@example.org" in server.letters[0]
    [letter] = letters(either)
    assert letter.sent_at is not None
    assert letter.body == ""


def test_a_letter_that_is_refused_waits_and_is_given_up_after_five_tries(either: World, server: MailServer) -> None:
    ask(either)
    office, server.answer = post_office(either, server), b"450 later\r\n"
    assert [office.send_mail() for _ in range(MAIL_TRIES + 1)] == [1] * MAIL_TRIES + [0]
    [letter] = letters(either)
    assert (letter.sent_at, letter.tries) == (None, MAIL_TRIES)
    assert "later" in letter.error or "450" in letter.error


def test_four_senders_at_once_send_each_letter_once(either: World, server: MailServer) -> None:
    for number in range(8):
        ask(either, f"person{number}@example.org")
    threads = [threading.Thread(target=post_office(either, server).send_mail) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recipients = [line for letter in server.letters for line in letter.splitlines() if line.startswith("To:")]
    assert sorted(recipients) == [f"To: person{number}@example.org" for number in range(8)]


def test_people_can_write_while_the_mail_server_thinks(
    either: World, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(either)
    office, seen = post_office(either, server), []

    def slow(host: str, port: int, timeout: int) -> smtplib.SMTP:
        data = {"support": "yes"}
        seen.append(either.client("aino").post(either.path("booking", "/support"), data=data).status_code)
        raise TimeoutError("slow")

    monkeypatch.setattr(smtplib, "SMTP", slow)
    office.send_mail()
    assert seen == [303]
    assert letters(either)[0].error == "slow"


def test_without_a_mail_server_the_letter_is_on_the_console(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    ask(world)
    world.app.state.site.extras["services"].send_mail()
    assert "uusi@example.org" in capsys.readouterr().out
