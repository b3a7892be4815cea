"""What a handler gets: a Starlette request with the form already read, the reader's language, and who is looking."""

import dataclasses
import string
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request as StarletteRequest
from starlette.types import Scope

from ideabank.i18n import Translator
from ideabank.web.limits import Limits


@dataclasses.dataclass(frozen=True)
class Site:
    """The parts of the application that requests share; made by the roof, kept in `app.state.site`."""

    settings: Any
    database: Any
    catalogues: Any
    templates: Any
    assets: Any
    bank: Any
    search: Any
    load_viewer: Callable[..., Any]
    limits: Limits
    demo: bool = False
    extras: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: the name it had, and its bytes."""

    name: str
    data: bytes


class Request(StarletteRequest):
    """A request whose form has been read; before the handler runs the action sets `viewer`, and `prepared` to what the handler
    prepares, and the guard sets `spotted`."""

    viewer: Any = None
    prepared: Any = None
    fields: FormData = FormData()
    files: Mapping[str, Upload] = {}
    spotted: tuple[Any, ...] = ()

    @property
    def site(self) -> Site:
        site: Site = self.app.state.site
        return site

    @property
    def lang(self) -> str:
        return str(self.path_params.get("lang", "fi"))

    @property
    def translator(self) -> Translator:
        translator: Translator = self.site.catalogues[self.lang]
        return translator

    def text(self, name: str, default: str = "") -> str:
        """A form field as text; a file or nothing gives the default."""
        value = self.fields.get(name, default)
        return value if isinstance(value, str) else default

    def texts(self, name: str) -> list[str]:
        return [value for value in self.fields.getlist(name) if isinstance(value, str)]

    def arg(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.query_params.get(name, default)

    def to(self, name: str, /, **params: Any) -> str:
        """The path of a named page in the reader's language; what the path does not take becomes the query."""
        return self.url_in(self.lang, name, **params)

    def url_in(self, language: str, name: str, /, **params: Any) -> str:
        return url_for(self, language, name, params)


MOST = 2**31 - 1  # what an id can be in PostgreSQL: a larger number would raise in the driver


def whole(text: str) -> int:
    """The whole number a person or a form sent; 0 for anything that is none, or too large to be an id."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return number if number <= MOST else 0


def asked(scope: Scope, path: str = "") -> str:
    """The path and the query that were asked for, or another path with the same query: relative, because the Host header is anybody's word."""
    query = quote(scope.get("query_string", b""), safe=string.punctuation)
    # Each letter that could lead elsewhere (a backslash, ? and #) is written as a number.
    told = quote(path or scope["path"], safe="/:@!$&'()*+,;=~")
    return f"{told}?{query}" if query else told


def url_for(request: StarletteRequest, language: str, name: str, params: dict[str, Any]) -> str:
    """Builds `/fi/…`. Named parameters of the path are filled, the others go to the query string."""
    pattern, names = request.app.state.paths[name]
    query = {key: value for key, value in params.items() if key not in names and value not in (None, "")}
    # The language last: an address with ?lang=… of its own must not lead elsewhere.
    path = pattern.format(**{key: params[key] for key in names if key in params} | {"lang": language})
    return f"{path}?{urlencode(query, doseq=True)}" if query else str(path)
