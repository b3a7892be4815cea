"""Pages: a frozen dataclass that names its template, and the Jinja2 environment that draws it."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

import jinja2
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.responses import Response as PlainResponse

from ideabank.database import now
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES
from ideabank.text.plain import Json
from ideabank.web import notices
from ideabank.web.heading import Addresses, head_of
from ideabank.web.look import choices, look_of
from ideabank.web.notices import Notice
from ideabank.web.request import Request, quoted_path

# Rooms take their responses from here, so that only this package and the route tables know Starlette.
__all__ = [
    "HTMLResponse",
    "JSONResponse",
    "Notice",
    "Page",
    "PlainResponse",
    "Response",
    "StreamingResponse",
    "add_filters",
    "draw",
    "environment",
    "moved",
    "see_other",
    "show",
]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """What a template reads. Subclasses set `template` and say in their docstring at which address they are seen."""

    template: ClassVar[str] = ""
    public: ClassVar[bool] = False  # of a sort that search engines should know: no form, nobody's own
    title: str
    description: str = ""
    indexed: bool = True
    addresses: Addresses | None = None


def environment(folders: Sequence[Path]) -> jinja2.Environment:
    """Autoescaped, strict about undefined names, compiled once. A template is looked for in each folder, in order."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def show(request: Request, page: Page, *, status: int = 200, said: str = "") -> HTMLResponse:
    """The page as a response, in the reader's language. `said`: the code of what this very request has done;
    it is told without a way to undo it, which would lead away from the words in the form.
    """
    path = request.scope["path"]
    waits = notices.waiting(path, request.cookies, request.site.notices)
    told = Notice(said) if said else waits if status < 400 else None
    strip = request.site.strip(request, told) if told else None
    response = HTMLResponse(
        draw(request, page.template, {"page": page, "head": head_of(request, page), "said": strip}), status_code=status
    )
    response.headers["Vary"] = "Cookie"  # who looks, and how they want it
    if waits and status < 400:
        notices.taken(response, path)
    return response


def draw(request: Request, template: str, context: Json) -> str:
    """A template with everything each page may use; `context` comes on top."""
    jinja = request.site.templates
    return str(jinja.get_template(template).render({**_shared(request), **context}))


def _shared(request: Request) -> Json:
    translator = request.translator
    viewer, look = request.viewer, look_of(request.cookies)
    return {
        "_": translator,
        "ngettext": translator.ngettext,
        "lang": request.lang,
        "asset": request.site.assets.url,
        "url": request.to,
        "person": viewer if viewer is not None and viewer.is_signed_in else None,
        "alternates": _alternates(request),
        "demo": request.site.demo,
        "menu": request.site.menu,
        "said": None,
        "look": look,
        "looks": choices(look),
        "translator": translator,
    }


def _alternates(request: Request) -> list[tuple[str, str, str]]:
    """(language, its own name, this very page in it): the part after the language is the same in all."""
    rest = request.scope["path"].removeprefix(f"/{request.lang}")
    # The answer to a form may stand at an address that only takes forms: then the page above it is meant.
    if "GET" not in getattr(request.scope.get("endpoint"), "by_method", ("GET",)):
        rest = rest.rpartition("/")[0]
    query = request.scope.get("query_string", b"").decode("latin-1")
    tail = quoted_path(rest) + (f"?{query}" if query else "")
    return [(code, LANGUAGE_NAMES[code], f"/{code}{tail}") for code in LANGUAGES]


def see_other(path: str, *, said: str | Notice = "", still: bool = False) -> Response:
    """After a change: go and look at it, and read there what was done. 303, so that reloading does not send the form again.

    The strip takes the focus, which a place in the address (#…) would take away from it: it leads there instead. `still`: not where
    somebody works through many things in a row and goes on at that place.
    """
    told = Notice(said) if isinstance(said, str) and said else said
    if not isinstance(told, Notice):
        return RedirectResponse(path, status_code=303)
    page, _, place = path.partition("#")
    if still:
        return _telling(RedirectResponse(path, status_code=303), page, dataclasses.replace(told, still=True))
    return _telling(RedirectResponse(page, status_code=303), page, dataclasses.replace(told, place=told.place or place))


def moved(path: str, *, said: str = "") -> Response:
    """The address has a better form; `said`: what to tell there of why."""
    response = RedirectResponse(path, status_code=301)
    return _telling(response, path, Notice(said)) if said else response


def _telling(response: Response, path: str, notice: Notice) -> Response:
    """The response with what it will tell there; the action sends it along when the event it can be undone with is known."""
    response.telling = (path, notice)  # type: ignore[attr-defined]
    return response


class Named(Protocol):
    """A field of a form, as a summary of errors names it."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...


def add_filters(jinja: jinja2.Environment) -> None:
    """`date`, `datetime`, `ago` (a <time> with the full time in its title) and `number` as filters; they speak the language of the page that uses them."""

    @jinja2.pass_context
    def date(context: jinja2.runtime.Context, value: dt.date | None) -> str:
        return str(context["translator"].date(value))

    @jinja2.pass_context
    def datetime(context: jinja2.runtime.Context, value: dt.datetime | None) -> str:
        return str(context["translator"].datetime(value))

    @jinja2.pass_context
    def ago(context: jinja2.runtime.Context, value: dt.datetime | None) -> str:
        if value is None:
            return ""
        speaks = context["translator"]
        told = (value.isoformat(), speaks.datetime(value), speaks.ago(value, now=now()))
        return Markup('<time datetime="{}" title="{}">{}</time>').format(*told)

    @jinja2.pass_context
    def number(context: jinja2.runtime.Context, value: int) -> str:
        return str(context["translator"].number(value))

    def labels(fields: Iterable[Named]) -> dict[str, str]:
        return {one.name: one.label for one in fields}

    jinja.filters.update(ago=ago, date=date, datetime=datetime, number=number, labels=labels)
