"""One request: read the form, open a session, run the plain handler in a worker thread, commit or roll back."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any, TypeVar

import anyio.to_thread
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ideabank.errors import TooLarge, Unfit
from ideabank.i18n import N_
from ideabank.web.request import Request, Upload, whole

Handler = Callable[[Any, Session], Response]
AnyHandler = TypeVar("AnyHandler", bound=Callable[..., Response])

MAX_BODY = 2_000_000
MAX_FILE = 10_000_000
TOO_LARGE = N_("This is more than can be sent at once. Shorten the text and send it again.")
SAFE = frozenset({"GET", "HEAD"})


@dataclasses.dataclass(frozen=True)
class Action:
    """An ASGI application around one handler. GET sees a reading session; POST a writing one, committed below 400."""

    handler: Handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = getattr(self.handler, "most_bytes", 0)
        request = Request(scope, _bounded(receive, MAX_BODY + most), send)
        if request.method not in SAFE:
            request.fields = await _read_form(request, most)
            request.files = await _read_files(request)
            scope["ideabank.fields"] = request.fields  # so that a failure can give the typed words back
        run = functools.partial(_run, self.handler, request)
        response = await anyio.to_thread.run_sync(run, limiter=request.site.limiter)
        _keep_private(request, response)
        await response(scope, receive, send)


def takes_file(handler: AnyHandler) -> AnyHandler:
    """Marks a handler whose form may carry one file of at most MAX_FILE bytes."""
    handler.most_bytes = MAX_FILE  # type: ignore[attr-defined]
    return handler


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
    with database.to_write() as session:
        request.viewer = request.site.load_viewer(request, session)
        response = handler(request, session)
        if response.status_code < 400 or getattr(response, "kept", False):
            session.commit()
        else:
            session.rollback()
    return response


def _keep_private(request: Request, response: Response) -> None:
    """No browser keeps what was drawn for one person, or from what somebody typed, or at a secret address: *Back* asks us anew."""
    signed_in = request.viewer is not None and request.viewer.is_signed_in
    if signed_in or request.method not in SAFE or "token" in request.path_params:
        response.headers["Cache-Control"] = "no-store"


async def _read_form(request: Request, most: int) -> Any:
    told = request.headers.get("content-length", "")
    if len(told) > 11 or whole(told) > MAX_BODY + most:
        raise TooLarge(TOO_LARGE)
    try:
        return await request.form(max_files=1 if most else 0, max_fields=300, max_part_size=MAX_BODY)
    except HTTPException as error:
        raise Unfit("The form could not be read. Go back and send it again.") from error


async def _read_files(request: Request) -> dict[str, Upload]:
    """Sent files as bytes; what the parser had opened for them is closed."""
    found = {}
    for name, value in request.fields.items():
        if not isinstance(value, str):
            found[name] = Upload((value.filename or "")[:200], await value.read())
            await value.close()
    return found


def _bounded(receive: Receive, most: int) -> Receive:
    """The stream of a request that does not say how long it is, up to what we take."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge(TOO_LARGE)
        return message

    return bounded


def is_htmx(request: StarletteRequest) -> bool:
    return request.headers.get("hx-request") == "true"
