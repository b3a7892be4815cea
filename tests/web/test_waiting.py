"""Whoever waits holds up nobody else: slow work before the lock, short waits for it, readers on their own."""

import contextlib
from collections.abc import Callable, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.routing import Route

from ideabank.people.models import Fact
from ideabank.web.action import Action, prepares
from ideabank.web.pages import PlainResponse, Response
from ideabank.web.request import Request
from tests.world import World


def at(world: World, handler: Callable[[Request, Session], Response]) -> str:
    """The handler's address in the application."""
    world.app.router.routes.insert(0, Route("/tried", Action(handler), methods=["GET", "POST"]))
    return "/tried"


def fact(session: Session) -> None:
    session.add(Fact(name="tried", value="yes"))
    session.flush()


def test_what_a_handler_prepares_is_done_before_anybody_is_kept_from_writing(either: World) -> None:
    def work(request: Request, session: Session) -> str:
        with either.database.to_write(wait=0.5) as other:  # the lock is free
            other.execute(sa.text("SELECT 1"))
        return f"{request.viewer.name}: {request.text('words')}"

    @prepares(work)
    def handler(request: Request, session: Session) -> Response:
        fact(session)
        return PlainResponse(request.prepared)

    answer = either.client("aino").post(at(either, handler), data={"words": "asked"})
    assert (answer.status_code, answer.text) == (200, "Aino: asked")
    with either.database.reading() as session:
        assert session.get(Fact, "tried") is not None


def test_what_was_prepared_may_be_the_answer_and_then_nothing_is_written(world: World) -> None:
    @prepares(lambda request, session: PlainResponse("A preview"))
    def handler(request: Request, session: Session) -> Response:
        raise AssertionError("Nothing is written.")

    with held(world):
        assert world.client().post(at(world, handler)).text == "A preview"


@contextlib.contextmanager
def held(world: World) -> Iterator[None]:
    """Somebody else holds the lock of the database."""
    with world.database.to_write() as session:
        session.execute(sa.text("SELECT 1"))
        yield
