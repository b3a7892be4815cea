"""One request: read the form, open a session, run the plain handler in a worker thread, commit or roll back."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

import anyio.to_thread
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ideabank.errors import TooLarge, Unfit
from ideabank.web.request import Request

Handler = Callable[[Any, Session], Response]

MAX_BODY = 2_000_000
SAFE = frozenset({"GET", "HEAD"})


@dataclasses.dataclass(frozen=True)
class Action:
    """An ASGI application around one handler. GET sees a reading session; POST a writing one, committed below 400."""

    handler: Handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        if request.method not in SAFE:
            request.fields = await _read_form(request)
            scope["ideabank.fields"] = request.fields  # so that a failure can give the typed words back
        run = functools.partial(_run, self.handler, request)
        response = await anyio.to_thread.run_sync(run, limiter=request.site.limiter)
        await response(scope, receive, send)


def kept(response: Response) -> Response:
    """Marks a refusal whose changes are committed all the same, such as the counter of code tries."""
    response.kept = True  # type: ignore[attr-defined]
    return response


def _run(handler: Handler, request: Request) -> Response:
    database = request.site.database
    if request.method in SAFE:
        with database.reading() as session:
            request.viewer = request.site.load_viewer(request, session)
            return handler(request, session)
    with Session(database.engine, info=dict(database.info), expire_on_commit=False) as session:
        request.viewer = request.site.load_viewer(request, session)
        response = handler(request, session)
        if response.status_code < 400 or getattr(response, "kept", False):
            session.commit()
        else:
            session.rollback()
    return response


async def _read_form(request: Request) -> Any:
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        raise TooLarge("This is more than can be sent at once. Shorten the text and send it again.")
    try:
        return await request.form(max_files=5, max_fields=300, max_part_size=MAX_BODY)
    except HTTPException as error:
        raise Unfit("The form could not be read. Go back and send it again.") from error


def is_htmx(request: StarletteRequest) -> bool:
    return request.headers.get("hx-request") == "true"
