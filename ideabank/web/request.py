"""What a handler gets: a Starlette request with the form already read, the reader's language, and who is looking."""

import dataclasses
import string
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar
from urllib.parse import quote, urlencode

import jinja2
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request as StarletteRequest
from starlette.types import Scope

from ideabank.database import Database
from ideabank.i18n import LANGUAGES, Catalogues, Translator
from ideabank.settings import Settings
from ideabank.web.assets import Assets
from ideabank.web.limits import Limits
from ideabank.web.notices import SENTENCES, Notice, Saying, Strip
from ideabank.web.parts import MenuItem

Made = TypeVar("Made")


class Someone(Protocol):
    """Who looks, as far as the toolkit asks (see people.viewer)."""

    @property
    def is_signed_in(self) -> bool: ...


class Warm(Protocol):
    """What a first write would have to wait for, made beforehand."""

    def warm(self) -> None: ...


def plain_strip(request: "Request", notice: Notice) -> Strip | None:
    """The sentence alone."""
    words = notice.words(request.translator, request.site.notices)
    return Strip(words=words, tone=request.site.notices[notice.code].tone) if words else None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Site:
    """The parts of the application that the toolkit needs; made by the roof, kept in `app.state.site`.

    `visit`: the class of requests that handlers take; `load_viewer` says who looks. `notices`: what a write has done, by its code.
    `strip` says what was done and what one can do next, `deed_of` by which event all that a session has done can be undone (0: it cannot).
    `field_words` says how people know a field of a kind's form, and what they chose in it; `labels` those of other forms, by the end of
    their address.
    """

    settings: Settings
    database: Database
    catalogues: Catalogues
    templates: jinja2.Environment
    assets: Assets
    limits: Limits
    search: Warm
    visit: type["Request"]
    load_viewer: Callable[["Request"], Someone]
    field_words: Callable[..., tuple[str, str] | None]
    demo: bool = False
    menu: tuple[MenuItem, ...] = ()
    notices: Mapping[str, Saying] = dataclasses.field(default_factory=lambda: SENTENCES)
    strip: Callable[["Request", Notice], Strip | None] = plain_strip
    deed_of: Callable[[Session], int] = lambda session: 0
    labels: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Spotted:
    """What looks like personal data: in which field, what it looks like, and the words themselves."""

    field: str
    kind: str
    severity: str
    what: str


@dataclasses.dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: the name it had, and its bytes."""

    name: str
    data: bytes


class Request(StarletteRequest):
    """A request whose form has been read; before the handler runs the action sets `viewer`, and `prepared` to what the handler
    prepares, and the guard sets `spotted`. `deed`: the event by which what it has done can be undone."""

    viewer: Someone | None = None
    prepared: object = None
    _session: Session | None = None
    fields: FormData = FormData()
    files: Mapping[str, Upload] = {}
    spotted: tuple[Spotted, ...] = ()
    deed: int = 0

    @property  # type: ignore[override]
    def session(self) -> Session:  # Starlette's own would be the contents of a cookie, which we do not have
        """The database session of this request; reading at GET."""
        if self._session is None:
            raise RuntimeError("This request has no session yet: the action opens it.")
        return self._session

    @session.setter
    def session(self, session: Session) -> None:
        self._session = session

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

    def made(self, sort: type[Made]) -> Made:
        """What the handler has prepared, which is of this sort."""
        assert isinstance(self.prepared, sort)
        return self.prepared

    def arg(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return self.query_params.get(name, default)

    def to(self, name: str, /, **params: object) -> str:
        """The path of a named page in the reader's language; what the path does not take becomes the query."""
        return self.url_in(self.lang, name, **params)

    def url_in(self, language: str, name: str, /, **params: object) -> str:
        return url_for(self, language, name, params)


MOST = 2**31 - 1  # what an id can be in PostgreSQL: a larger number would raise in the driver


def whole(text: str) -> int:
    """The whole number a person or a form sent; 0 for anything that is none, or too large to be an id."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return number if number <= MOST else 0


def quoted_path(path: str) -> str:
    """A path as an address has it: each letter that could lead elsewhere (a backslash, ? and #) or ends lines is written as a number."""
    return quote(path, safe="/:@!$&'()*+,;=~", errors="replace")


def asked(scope: Scope, path: str = "") -> str:
    """The path and the query that were asked for, or another path with the same query: relative, because the Host header is anybody's word."""
    query = quote(scope.get("query_string", b""), safe=string.punctuation)
    told = quoted_path(path or scope["path"])
    return f"{told}?{query}" if query else told


def is_ours(path: str) -> bool:
    """Whether what a form or an address says is the path of a page here, and leads to no other site."""
    begins = path.startswith(tuple(f"/{code}/" for code in LANGUAGES))
    return begins and "\\" not in path and path.isprintable() and len(path) < 2_000


def url_for(request: StarletteRequest, language: str, name: str, params: Mapping[str, object]) -> str:
    """Builds `/fi/…`. Named parameters of the path are filled, the others go to the query string."""
    pattern, names = request.app.state.paths[name]
    query = {key: value for key, value in params.items() if key not in names and value not in (None, "")}
    # The language last: an address with ?lang=… of its own must not lead elsewhere.
    path = pattern.format(**{key: quoted_path(str(params[key])) for key in names if key in params} | {"lang": language})
    return f"{path}?{urlencode(query, doseq=True)}" if query else str(path)
