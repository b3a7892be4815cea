"""A server that is killed at any moment: what it acknowledged is there afterwards, and every letter arrives."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.people.models import Mail
from tests.torture import FACTOR
from tests.torture.people import Person, at_once, crowd
from tests.torture.serving import Server, free_port
from tests.torture.test_clients import is_kept_once
from tests.world import World

KILLS = min(100, 2 * FACTOR)
controller = pytest.importorskip("aiosmtpd.controller")


class Postbox:
    """Takes every letter and remembers to whom it went."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        message_from_bytes(envelope.content, policy=default)
        self.taken += envelope.rcpt_tos
        return "250 taken"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    post = controller.Controller(box, hostname="127.0.0.1", port=free_port())
    post.start()
    yield box, post.port
    post.stop()


def test_no_kill_loses_an_acknowledged_write_or_a_letter(
    world: World, postbox: tuple[Postbox, int], figure: Callable[[str], None]
) -> None:
    box, port = postbox
    world.app.state.site.search.drain_all()
    mail = {"IDEABANK_SMTP_HOST": "127.0.0.1", "IDEABANK_SMTP_PORT": str(port), "IDEABANK_SMTP_STARTTLS": "false"}
    server = Server(world.settings, IDEABANK_TRUSTED_PROXIES="1", **mail)
    people, luck = crowd(world, server.url, 6), random.Random(11)
    for _ in range(KILLS):
        server.start()
        live_until_killed(server, people, answers=luck.randint(20, 80))
    server.start()
    accounts = [person.account for person in people]
    letters = set[str]().union(*(account.letters for account in accounts))
    # Also those that nobody was told of before the server died; a claim of the dead one holds for a minute.
    wait_until(lambda: letters <= set(box.taken) and not unsent(world), seconds=150)
    server.kill()
    figure(
        f"{KILLS} kills: {sum(len(account.comments) + len(account.needs) for account in accounts)} acknowledged writes kept, "
        f"{len(letters)} letters arrived, {len(box.taken) - len(set(box.taken))} twice"
    )
    assert len(letters) >= KILLS, "Too little was tried for this to say anything."
    assert letters - set(box.taken) == set()
    is_kept_once(world, accounts)
    assert unsent(world) == 0


def live_until_killed(server: Server, people: list[Person], *, answers: int) -> None:
    """Everybody acts; after so many answers the server is killed in the midst of others."""
    before = answered(people)

    def kill() -> None:
        wait_until(lambda: answered(people) - before >= answers, seconds=20)
        server.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    at_once(people, 25, mortal=True)
    killer.join()


def answered(people: list[Person]) -> int:
    return sum(sum(person.account.answers.values()) for person in people)


def unsent(world: World) -> int:
    with world.database.reading() as session:
        return session.execute(sa.select(sa.func.count()).where(col(Mail.sent_at).is_(None))).scalar_one()


def wait_until(true: Callable[[], bool], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)  # until the worker has turned
