"""A form that could not be taken yet, sent again later: what a handler says of itself, and the answer that replays it."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import unquote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from ideabank.errors import IdeabankError
from ideabank.i18n import N_
from ideabank.web.failures import crashed, failed
from ideabank.web.request import Request

Fields = Sequence[tuple[str, str]]
Handler = TypeVar("Handler", bound=Callable[..., Response])
Visit = TypeVar("Visit", bound=Request)
SEND = N_("Send the form you have filled in")


def deed(words: str | Callable[[Visit], str]) -> Callable[[Handler], Handler]:
    """Marks what sending the form does, as its button says it ("Publish the comment"), for whoever must sign in first.

    `words` may be a function of the request, where the button says several things.
    """

    def mark(handler: Handler) -> Handler:
        handler.deed = words  # type: ignore[attr-defined]
        return handler

    return mark


def never_later(handler: Handler) -> Handler:
    """Marks a form that is not sent again by itself: it ends something for good, or a script sends it as one types."""
    return deed("")(handler)


def deed_of(request: Request) -> str:
    """What the form that has come in does, in English; "" when it must not be sent again by itself."""
    actions = getattr(request.scope.get("endpoint"), "by_method", {})
    action = actions.get(request.method)
    words = getattr(action.handler, "deed", SEND) if action is not None else ""
    return str(words(request) if callable(words) else words)


class Again(Response):
    """Sends a kept form again through its very handler, as whoever has just signed in; cookies set on it travel with that answer.

    It runs after the transaction of the request that answers with it: the sign-in stands, whatever becomes of the form.
    """

    def __init__(self, path: str, fields: Fields, *, cookie: str) -> None:
        super().__init__(status_code=303)
        self._path, self._fields, self._cookie = path, fields, cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = urlencode(list(self._fields)).encode()
        again = _scope(scope, self._path, len(body), self._cookie)

        async def sent() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.raw_headers:
                    if name == b"set-cookie":
                        headers.append("set-cookie", value.decode("latin-1"))
            await send(message)

        try:
            await scope["app"].router(again, sent, with_cookies)
        except (IdeabankError, HTTPException) as error:
            response = await failed(StarletteRequest(again, sent), error)
            await response(again, sent, with_cookies)
        except Exception as error:  # the sign-in is committed: its cookie must arrive even when the form breaks
            response = await crashed(StarletteRequest(again, sent), error)
            await response(again, sent, with_cookies)


def _scope(scope: Scope, path: str, length: int, cookie: str) -> Scope:
    """A request of the same browser to another address, with a form in it and nothing of htmx."""
    where, _, query = path.partition("?")
    kept = [
        (n, v) for n, v in scope["headers"] if n in (b"host", b"user-agent", b"x-forwarded-for", b"accept-language")
    ]
    form = [
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"content-length", str(length).encode()),
        (b"cookie", cookie.encode("latin-1")),
    ]
    same = {
        name: scope[name]
        for name in ("type", "asgi", "http_version", "scheme", "server", "client", "app")
        if name in scope
    }
    return {
        **same,
        "method": "POST",
        "path": unquote(where),
        "raw_path": where.encode(),
        "root_path": "",
        "query_string": query.encode("latin-1"),
        "headers": [*kept, *form],
        "state": {},
    }
