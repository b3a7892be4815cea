"""One request: read the form, do slow work, open a session, run the plain handler in a worker thread, commit or roll back."""

import dataclasses
import functools
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ideabank.errors import TooLarge, Unfit
from ideabank.i18n import N_
from ideabank.web import guard, notices
from ideabank.web.limits import in_turn
from ideabank.web.request import Request, Upload, whole

Handler = Callable[[Request], Response]
Work = Callable[..., object]
AnyHandler = TypeVar("AnyHandler", bound=Callable[..., Response])

MAX_BODY = 2_000_000
MAX_FILE = 10_000_000
MAX_FIELDS = 1_200  # five hundred ticks with an answer each are still read, and told to be too many
TOO_LARGE = N_("This is more than can be sent at once. Shorten the text and send it again.")
FILE_TOO_LARGE = N_("This is more than can be sent at once: a file may have %(most)d MB. Choose a smaller one.")
SAFE = frozenset({"GET", "HEAD"})


@dataclasses.dataclass(frozen=True)
class Action:
    """An ASGI application around one handler. GET sees a reading session; POST a writing one, committed below 400.

    What a handler `prepares` is done before the writing session begins: while one writes, nobody else can.
    """

    handler: Handler
    unwatched: tuple[str, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = getattr(self.handler, "most_bytes", 0)
        request = scope["app"].state.site.visit(scope, _bounded(receive, most), send)
        if request.method not in SAFE:
            request.fields = guard.mend(await _read_form(request, most))
            request.files = await _read_files(request)
            scope["ideabank.fields"] = request.fields  # so that a failure can give the typed words back
        response = await (self._read(request) if request.method in SAFE else self._write(request))
        _tell(request, response)
        _keep_private(request, response)
        await response(scope, receive, send)

    async def _read(self, request: Request) -> Response:
        return await in_turn(request.site.limits.reading, functools.partial(_looked, self.handler, request))

    async def _write(self, request: Request) -> Response:
        limits, work = request.site.limits, getattr(self.handler, "prepare", None)
        if work is not None:
            prepare = functools.partial(_prepared, work, request)
            request.prepared = await in_turn(limits.preparing, prepare, patience=limits.patience)
            if isinstance(request.prepared, Response):
                return request.prepared
        await in_turn(limits.reading, functools.partial(self._watched, request))
        write = functools.partial(_written, self.handler, request, time.monotonic() + limits.patience)
        return await in_turn(limits.writing, write, patience=limits.patience)

    def _watched(self, request: Request) -> None:
        """Looking through a long text takes a while, and so does the first word of a process."""
        request.site.search.warm()
        guard.watch_form(request, self.unwatched)


def takes_file(handler: AnyHandler) -> AnyHandler:
    """Marks a handler whose form may carry one file of at most MAX_FILE bytes."""
    handler.most_bytes = MAX_FILE  # type: ignore[attr-defined]
    return handler


def prepares(work: Work) -> Callable[[AnyHandler], AnyHandler]:
    """Marks a handler whose slow part (parsing, decoding, rendering) is `work`, done before the write transaction begins.

    `work` takes what the handler takes, but its session only reads. What it gives lies in `request.prepared`; a Response it gives is
    the answer, and nothing is written. It is not asked at GET. Long work should ask the database first and then `session.close()`.
    """

    def marked(handler: AnyHandler) -> AnyHandler:
        handler.prepare = work  # type: ignore[attr-defined]
        return handler

    return marked


def kept(response: Response) -> Response:
    """Marks a refusal whose changes are committed all the same, such as the counter of code tries."""
    response.kept = True  # type: ignore[attr-defined]
    return response


def _begin(request: Request, session: Session) -> None:
    """From here on the request has a session, and somebody who looks."""
    request.session = session
    request.viewer = request.site.load_viewer(request)


def _looked(handler: Handler, request: Request) -> Response:
    with request.site.database.reading() as session:
        _begin(request, session)
        return handler(request)


def _prepared(work: Work, request: Request) -> object:
    with request.site.database.reading() as session:
        _begin(request, session)
        session.rollback()  # nothing is held open while the work is done
        return work(request)


def _written(handler: Handler, request: Request, latest: float) -> Response:
    """`latest`: until when the lock of the database may be waited for, by the monotonic clock."""
    with request.site.database.to_write(wait=latest - time.monotonic()) as session:
        _begin(request, session)
        response = handler(request)
        if guard.stops(request, response):
            response = guard.asked(request)
        if response.status_code < 400 or getattr(response, "kept", False):
            request.deed = request.site.deed_of(session)
            session.commit()
        else:
            session.rollback()
    return response


def _tell(request: Request, response: Response) -> None:
    """Sends along what is told on the page it leads to."""
    if telling := getattr(response, "telling", None):
        path, notice = telling
        notices.put(response, path, dataclasses.replace(notice, event=notice.event or request.deed))


def _keep_private(request: Request, response: Response) -> None:
    """No browser keeps what was drawn for one person, or from what somebody typed, or at a secret address: *Back* asks us anew."""
    signed_in = request.viewer is not None and request.viewer.is_signed_in
    if signed_in or request.method not in SAFE or "token" in request.path_params:
        response.headers["Cache-Control"] = "no-store"


async def _read_form(request: Request, most: int) -> FormData:
    told = request.headers.get("content-length", "")
    if len(told) > 11 or whole(told) > MAX_BODY + most:
        raise _too_large(most)
    try:
        return await request.form(max_files=1 if most else 0, max_fields=MAX_FIELDS, max_part_size=MAX_BODY)
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


def _too_large(most: int) -> TooLarge:
    """What to do about it: where a file may be sent, of at most `most` bytes, it is the file that is too large."""
    return TooLarge(FILE_TOO_LARGE, most=most // 1_000_000) if most else TooLarge(TOO_LARGE)


def _bounded(receive: Receive, most: int) -> Receive:
    """The stream of a request that does not say how long it is, up to what we take: text, and a file of `most` bytes."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY + most:
            raise _too_large(most)
        return message

    return bounded


def is_htmx(request: StarletteRequest) -> bool:
    return request.headers.get("hx-request") == "true"
