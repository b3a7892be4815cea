"""When something goes wrong: expected errors become pages that say what to do next, the rest is logged and told plainly."""

import dataclasses
import functools
import logging
from collections.abc import Mapping
from typing import ClassVar

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response

from ideabank.errors import Busy, IdeabankError
from ideabank.i18n import LANGUAGES, N_, best_language
from ideabank.web.labels import typed_words
from ideabank.web.limits import in_turn
from ideabank.web.pages import Page, show
from ideabank.web.parts import Go
from ideabank.web.request import Request, asked, quoted_path

log = logging.getLogger("ideabank")

TITLES = {
    400: N_("This could not be read"),
    401: N_("Sign in to go on"),
    403: N_("This is not allowed"),
    404: N_("Nothing is here"),
    405: N_("This cannot be done here"),
    409: N_("Somebody else was faster"),
    410: N_("This has been taken away"),
    413: N_("This is too large"),
    422: N_("This could not be saved"),
    429: N_("Too many tries"),
    500: N_("Something broke on our side"),
    503: N_("The bank is busy just now"),
}
ADVICE = {
    400: N_("Go back and try again."),
    403: N_("Go back, or sign in as somebody who may do this."),
    404: N_("Search for it, or start from the front page."),
    405: N_("Go back and use the buttons of the page."),
    410: N_("Search for something like it."),
    413: N_("Go back, shorten the text and send it again."),
    429: N_("Wait a while and try again."),
    503: N_(
        "Others are saving just now, and it takes longer than it should. Nothing was saved yet; try again in a moment."
    ),
    500: N_("It has been written down. Go back and try again in a moment; what you typed is still in your browser."),
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    """Any failure, for example /fi/usecases/0."""

    template: ClassVar[str] = "errors/error.html"
    status: int
    text: str
    links: tuple[Go, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    again: tuple[tuple[str, str], ...] = ()
    retry_after: int = 0


async def failed(request: StarletteRequest, error: Exception) -> Response:
    """The answer to an error that was foreseen: an IdeabankError or one of Starlette's own."""
    status: int = getattr(error, "status", 0) or getattr(error, "status_code", 500)
    message = error.message if isinstance(error, IdeabankError) else ""
    values = error.values if isinstance(error, IdeabankError) else {}
    headers = dict((error.headers if isinstance(error, HTTPException) else None) or {})
    if status == 405:
        headers["Allow"] = ", ".join(sorted({*headers.get("Allow", "").split(", "), "OPTIONS"} - {""}))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
    if retry_after := getattr(error, "retry_after", 0):
        headers["Retry-After"] = str(retry_after)
    return await _answer(request, status, message, values, headers)


async def crashed(request: StarletteRequest, error: Exception) -> Response:
    """The answer to what nobody foresaw. The query string stays out of the log: people search for private things."""
    log.exception("%s %s failed", request.method, _without_secret(request), exc_info=error)
    return await _answer(request, 500, "", {}, {})


def _without_secret(request: StarletteRequest) -> str:
    """The path as it may stand in a log: the token of a draft or an invitation opens it for whoever reads that."""
    path, token = str(request.scope["path"]), request.scope.get("path_params", {}).get("token")
    return path.replace(str(token), "…") if token else path


async def _answer(
    request: StarletteRequest, status: int, message: str, values: Mapping[str, object], headers: Mapping[str, str]
) -> Response:
    ours = Request(request.scope, request.receive)
    ours.scope.setdefault("path_params", {})
    ours.path_params["lang"] = _language(ours)
    ours.viewer = None
    _ = ours.translator
    title = _(TITLES.get(status, TITLES[500]))
    said = _(message) % values if message else ""
    advice = _(ADVICE[status]) if status in ADVICE and not said else ""
    fields: FormData = request.scope.get("ideabank.fields") or FormData()
    kept = typed_words(request, _, fields.multi_items())
    page = ErrorPage(
        title=title,
        status=status,
        text=said or advice,
        kept=kept,
        again=_sent(request) if status == Busy.status else (),
        links=_ways_on(ours, status, bool(kept)),
        retry_after=int((headers).get("Retry-After", 0)),
    )
    draw = functools.partial(show, ours, page, status=status)
    response = await in_turn(ours.site.limits.failing, draw)
    response.headers.update(headers)
    response.headers["Cache-Control"] = "no-store"  # it may hold what was typed, and what failed may soon be right
    return response


def place_of(request: StarletteRequest) -> str:
    """The page the form stands on, or the nearest there is: what has gone wrong can be tried again from there."""
    if "GET" in getattr(request.scope.get("endpoint"), "by_method", ()):
        return asked(request.scope)
    path, ref = str(request.scope["path"]), str(request.path_params.get("ref", ""))
    return quoted_path(path[: path.index(f"/{ref}") + len(ref) + 1] if ref else path.rpartition("/")[0])


def _ways_on(request: Request, status: int, kept: bool) -> tuple[Go, ...]:
    """Where a form that could not be taken may be tried again."""
    if request.method in ("GET", "HEAD") or not request.path_params.get("lang"):
        return ()
    place, _ = place_of(request), request.translator
    if status == 401:
        return (Go(_("Sign in"), request.to("people:sign_in", next=place)),)
    return (Go(_("Go back to where you wrote it"), place),) if kept else ()


def _sent(request: StarletteRequest) -> tuple[tuple[str, str], ...]:
    """Everything in the form, to be sent again as it is."""
    fields: FormData = request.scope.get("ideabank.fields") or FormData()
    return tuple((name, value) for name, value in fields.multi_items() if isinstance(value, str))


def _language(request: Request) -> str:
    first = request.scope["path"].split("/")[1] if "/" in request.scope["path"] else ""
    return first if first in LANGUAGES else best_language(request.headers.get("accept-language", ""))
