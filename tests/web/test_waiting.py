"""Whoever waits holds up nobody else: slow work before the lock, short waits for it, readers on their own."""

import contextlib
import dataclasses
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import anyio
import httpx2
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.routing import Route

from ideabank.app import open_database
from ideabank.database import told_apart
from ideabank.entries import actions
from ideabank.errors import Busy
from ideabank.people.models import Fact
from ideabank.settings import Settings
from ideabank.visit.visit import Visit
from ideabank.web.action import Action, Handler, prepares
from ideabank.web.pages import PlainResponse, Response
from tests.postgres import Postgres
from tests.world import BANK, World, content


def at(world: World, handler: Callable[[Visit], Response]) -> str:
    """The handler's address in the application."""
    world.app.router.routes.insert(0, Route("/tried", Action(cast(Handler, handler)), methods=["GET", "POST"]))
    return "/tried"


def fact(session: Session) -> None:
    session.add(Fact(name="tried", value="yes"))
    session.flush()


def test_what_a_handler_prepares_is_done_before_anybody_is_kept_from_writing(either: World) -> None:
    def work(request: Visit) -> str:
        with either.database.to_write(wait=0.5) as other:  # the lock is free
            other.execute(sa.text("SELECT 1"))
        return f"{request.viewer.name}: {request.text('words')}"

    @prepares(work)
    def handler(request: Visit) -> Response:
        fact(request.session)
        return PlainResponse(request.prepared)

    answer = either.client("aino").post(at(either, handler), data={"words": "asked"})
    assert (answer.status_code, answer.text) == (200, "Aino: asked")
    with either.database.reading() as session:
        assert session.get(Fact, "tried") is not None


def test_what_the_first_word_of_a_process_waits_for_is_made_before_anybody_is_kept_from_writing(either: World) -> None:
    site = either.app.state.site
    warm, done = site.search.warm, []

    class Warmed:
        """The search of this application, watched."""

        def __getattr__(self, name: str) -> Any:
            return getattr(site.search, name)

        def warm(self) -> None:
            with either.database.to_write(wait=0.5) as other:  # the lock is free
                other.execute(sa.text("SELECT 1"))
            done.append(warm())

    either.app.state.site = dataclasses.replace(site, search=Warmed())

    def handler(request: Visit) -> Response:
        fact(request.session)
        return PlainResponse(f"{len(done)} before this")

    assert either.client("aino").post(at(either, handler)).text == "1 before this"


def test_what_was_prepared_may_be_the_answer_and_then_nothing_is_written(world: World) -> None:
    @prepares(lambda request: PlainResponse("A preview"))
    def handler(request: Visit) -> Response:
        raise AssertionError("Nothing is written.")

    with held(world):
        assert world.client().post(at(world, handler)).text == "A preview"


@contextlib.contextmanager
def held(world: World) -> Iterator[None]:
    """Somebody else holds the lock of the database."""
    with world.database.to_write() as session:
        session.execute(sa.text("SELECT 1"))
        yield


def test_a_writer_waits_a_moment_and_gets_its_words_back(either: World) -> None:
    either.app.state.site.limits.patience = 0.5
    form = {"body": "Kolme pitkää sanaa\nja rivi", "stance": "for"}
    path, client = either.path("booking", "/comments", "en"), either.client("aino")
    with held(either):
        began = time.monotonic()
        answer = client.post(path, data=form)
        assert time.monotonic() - began < 3
        assert client.post("/en/sign-in", data={"email": "x@example.org"}).status_code == 503
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "Kolme pitkää sanaa\nja rivi</textarea>" in answer.text
    assert "Send it again" in answer.text
    assert client.post(path, data=form).status_code == 303


def test_those_who_wait_to_write_hold_up_no_reader(either: World, figure: Callable[[str], None]) -> None:
    limits = either.app.state.site.limits
    limits.patience = 2.0
    page = either.path("queue", "-naen-paivystyksen-jonon")
    either.client().get(page)

    async def measured(seconds: float) -> list[float]:
        took, end = list[float](), time.monotonic() + seconds
        async with browser(either) as client:
            while time.monotonic() < end:
                began = time.monotonic()
                assert (await client.get(page)).status_code == 200
                took.append(time.monotonic() - began)
        return sorted(took)

    async def write(statuses: list[int], took: list[float]) -> None:
        began = time.monotonic()
        async with browser(either) as client:
            cookie = {"Cookie": f"session={either.tokens['aino']}"}
            answer = await client.post(either.path("queue", "/support"), data={"support": "yes"}, headers=cookie)
        statuses.append(answer.status_code)
        took.append(time.monotonic() - began)

    async def run() -> tuple[list[float], list[float], list[int], list[float]]:
        alone, statuses, waited = await measured(2), list[int](), list[float]()
        with held(either):
            async with anyio.create_task_group() as group:
                for _ in range(8):
                    group.start_soon(write, statuses, waited)
                beside = await measured(2)
        return alone, beside, statuses, waited

    with ThreadPoolExecutor(1) as thread:
        alone, beside, statuses, waited = thread.submit(anyio.run, run).result()
    assert statuses == [503] * 8
    assert max(waited) < 4
    one, other = (took[len(took) * 95 // 100] for took in (alone, beside))
    figure(f"Readers, 95 of 100: {one * 1000:.0f} ms alone, {other * 1000:.0f} ms beside eight who wait to write")
    assert other < 1.5 * one + 0.05  # the machine has other work too


def test_health_answers_while_every_place_is_taken(world: World) -> None:
    limits = world.app.state.site.limits

    async def run() -> int:
        async with browser(world) as client:
            for limiter in (limits.reading, limits.writing, limits.preparing, limits.failing):
                while limiter.available_tokens:
                    limiter.acquire_on_behalf_of_nowait(object())
            with anyio.fail_after(5):
                return (await client.get("/health")).status_code

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(anyio.run, run).result() == 200


def test_what_passes_by_itself_is_told_as_busy_and_the_rest_is_not() -> None:
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
    broken = sqlite3.OperationalError("no such table")
    broken.sqlite_errorcode = sqlite3.SQLITE_ERROR
    for error, wanted in ((locked, Busy), (broken, sa.exc.OperationalError)):
        with pytest.raises(wanted), told_apart():
            raise sa.exc.OperationalError("SELECT", {}, error)
    with pytest.raises(Busy), told_apart():
        raise sa.exc.TimeoutError("The pool is empty")


def test_a_statement_that_takes_too_long_ends_on_postgresql(postgres: Postgres) -> None:
    database = open_database(Settings(database_url=postgres.fresh()), BANK)
    with database.reading() as session:
        assert session.execute(sa.text("SHOW statement_timeout")).scalar() == "20s"
        session.execute(sa.text("SET LOCAL statement_timeout = '100ms'"))
        with pytest.raises(Busy), told_apart():
            session.execute(sa.text("SELECT pg_sleep(5)"))
    database.close()


def browser(world: World) -> httpx2.AsyncClient:
    """A client in this event loop."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=world.app), base_url=world.settings.public_url)


class Watching:
    """The search of an application, which notes when it is asked by somebody whom all writers wait for."""

    def __init__(self, world: World) -> None:
        self._search, self._database = world.app.state.site.search, world.database
        self.asked = 0
        self.held_up: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name in ("find", "similar", "titled"):
            self.asked += 1
            try:
                with self._database.to_write(wait=0.2) as other:
                    other.execute(sa.text("SELECT 1"))
            except Busy:
                self.held_up.append(name)
        return getattr(self._search, name)


def test_no_form_asks_the_search_while_it_keeps_others_from_writing(either: World) -> None:
    watching = Watching(either)
    either.app.state.site.search.drain_all()
    object.__setattr__(either.app.state.site, "search", watching)
    sanna = either.client("sanna")
    told = {"title": "Varaan ajan äitini puolesta", "language": "fi", "who": "Omaishoitaja", "want": "Varata ajan"}
    for do in ("similar", "edit", "preview", "save", "link:variation-of>1"):
        answer = sanna.post("/fi/usecases", data={**told, "draft": "d" * 22, "do": do})
        assert answer.status_code in (200, 303), (do, answer.text)
    assert "Näen päivystyksen jonon" not in sanna.post("/fi/usecases", data={"do": "publish"}).text
    answer = sanna.post("/fi/usecases", data={**told, "draft": "d" * 22, "do": "similar"})
    assert either.path("booking") in answer.text  # and it is asked: what may already exist stands beside the form
    assert watching.asked
    assert watching.held_up == []


def test_a_page_drawn_again_while_one_writes_shows_what_is_like_it_as_it_was_known(either: World) -> None:
    either.app.state.site.search.drain_all()
    with either.database.writing() as session:
        actions.propose(
            session,
            BANK.kinds["usecase"],
            content("Varaan ajan isäni puolesta", fields={"want": "Varata ajan puolesta"}),
            by=either.people["aino"],
        )
    either.app.state.site.search.drain_all()
    aino, page = either.client("aino"), either.path("booking")
    wrong = {"body": "", "stance": "neutral"}
    unseen = aino.post(f"{page}/comments", data=wrong)
    assert (unseen.status_code, "Varaan ajan isäni puolesta" in unseen.text) == (422, False)
    address = aino.get(page).headers["location"]
    assert "Varaan ajan isäni puolesta" in aino.get(address).text
    assert "Varaan ajan isäni puolesta" in aino.post(f"{page}/comments", data=wrong).text
