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
from tests.torture.serving import Server
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
    post = controller.Controller(box, hostname="127.0.0.1", port=0)
    post.start()
    yield box, post.server.sockets[0].getsockname()[1]
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
        killer = threading.Timer(0.3 + luck.random() * 1.2, server.kill)
        killer.start()
        live_until_killed(people, killer)
        killer.join()
    server.start()
    accounts = [person.account for person in people]
    letters = set[str]().union(*(account.letters for account in accounts))
    wait_until(lambda: letters <= set(box.taken), seconds=90)
    server.kill()
    figure(
        f"{KILLS} kills: {sum(len(account.comments) + len(account.needs) for account in accounts)} acknowledged writes kept, "
        f"{len(letters)} letters arrived, {len(box.taken) - len(set(box.taken))} twice"
    )
    assert letters - set(box.taken) == set()
    is_kept_once(world, accounts)
    with world.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).where(col(Mail.sent_at).is_(None))).scalar_one() == 0


def live_until_killed(people: list[Person], killer: threading.Timer) -> None:
    """Everybody acts until the server is away."""
    at_once(people, 1.6, unanswered=lambda: time.sleep(0.1))  # nobody answers: wait for the next server
    killer.join()


def wait_until(true: Callable[[], bool], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.2)  # until the worker has turned
