"""The roof: `create_app(settings)` builds engine, templates, search and routes into one ASGI application."""

import contextlib
import dataclasses
import functools
from collections.abc import AsyncIterator, Callable, Sequence
from urllib.parse import urlencode

import anyio
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request as StarletteRequest
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from cookbook.terms.glossary import Glossary
from ideabank import sections
from ideabank.account.handlers.signing import cookie_name
from ideabank.account.routes import routes as account_routes
from ideabank.database import Database
from ideabank.entries import undoable
from ideabank.entries.bank import Bank
from ideabank.errors import Busy, Forbidden, IdeabankError, SignInNeeded
from ideabank.finding.named_pages import NamedPages
from ideabank.i18n import LANGUAGES, Catalogues, best_language
from ideabank.overview.drawn import Paths
from ideabank.overview.figures import Figures
from ideabank.overview.routes import root_routes
from ideabank.overview.routes import routes as overview_routes
from ideabank.people.keys import keyed, make_secret
from ideabank.people.models import Fact
from ideabank.people.queries import viewer_of
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.reading.facets import Tallies
from ideabank.routes import demo_routes, desk_routes, kind_routes, moderation_routes, undo_routes
from ideabank.sections import Whole
from ideabank.settings import Settings, from_environment
from ideabank.support.marks import Votes
from ideabank.text.plain import Json
from ideabank.upkeep.services import Health, Services
from ideabank.visit.door import door
from ideabank.visit.marks import Marks
from ideabank.visit.parts import PageParts, Terms
from ideabank.visit.section import Section
from ideabank.visit.site import Site
from ideabank.visit.strips import strip
from ideabank.visit.visit import Visit
from ideabank.visit.wording import told_field
from ideabank.web.assets import Assets
from ideabank.web.failures import crashed, failed
from ideabank.web.limits import Limits, in_turn
from ideabank.web.middleware import SAFE, CrossSiteGuard, OneSpelling, SafeHeaders
from ideabank.web.network import network_of
from ideabank.web.pages import add_filters, environment
from ideabank.web.request import Request, asked
from ideabank.web.routing import mounted, paths
from ideabank.wordless import keep_words_out_of_logs


class LanguageConvertor(Convertor[str]):
    """Only our languages open a path: /xx/ is a 404, not a page in no language."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def create_app(
    settings: Settings | None = None, *, background: bool = True, made_of: Sequence[Section] = sections.SECTIONS
) -> Starlette:
    """The whole application. `background` starts the drainers of the search and mail outboxes with it. Raises Contradiction."""
    keep_words_out_of_logs()
    settings = settings or from_environment()
    whole = sections.whole(made_of)
    database = open_database(settings, whole.bank)
    _see_to_secret(database)
    services = Services(settings, database, Catalogues(whole.messages), names=whole.names)
    site = _site(services, whole)
    app: Starlette = Starlette(
        routes=_routes(site, made_of),
        middleware=[
            Middleware(SafeHeaders, https=settings.is_https),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=5),
            Middleware(OneSpelling),
            Middleware(_Failing, app_of=lambda: app),
            Middleware(CrossSiteGuard, public_url=settings.public_url),
        ],
        exception_handlers={IdeabankError: _failed, 404: failed, 405: failed, 400: failed, 500: crashed},
        lifespan=_lifespan(services, background),
    )
    app.router.redirect_slashes = False
    app.state.site = site
    app.state.paths = paths(app.routes)
    return app


def _site(services: Services, whole: Whole) -> Site:
    """What all requests share."""
    settings, database = services.settings, services.database
    jinja = environment(whole.templates)
    add_filters(jinja)
    return Site(
        settings=settings,
        database=database,
        catalogues=services.catalogues,
        templates=jinja,
        assets=Assets(whole.static),
        bank=whole.bank,
        search=services.finder,
        apart=services.apart,
        visit=Visit,
        load_viewer=_viewer,
        limits=Limits(settings.thread_count),
        demo=_is_demo(database),
        field_words=functools.partial(told_field, whole.bank, whole.faces),
        menu=whole.menu,
        notices=whole.notices,
        strip=strip,
        deed_of=undoable.deed_of,
        labels=whole.labels,
        faces=whole.faces,
        happenings=whole.happenings,
        reversals=whole.reversals,
        keepers={
            Tallies: Tallies(),
            Figures: Figures(),
            Paths: Paths(),
            Services: services,
            NamedPages: NamedPages(services.catalogues),
            PageParts: whole.parts,
            Marks: Votes(),
            Terms: Glossary(lambda language, word: services.finder.chain.bases(language, word).whole),
        },
    )


def open_database(settings: Settings, bank: Bank | None = None) -> Database:
    """The database with everything its sessions carry: the registry of kinds and the listeners of changes."""
    from ideabank.upkeep.services import listeners

    info: Json = {"bank": bank or sections.bank(), "secret": settings.secret, "listeners": listeners()}
    info |= {"limits": settings.limits, "drafts_megabytes": settings.drafts_megabytes}
    return Database(settings.database_url, info=info)


def _routes(site: Site, made_of: Sequence[Section]) -> list[BaseRoute]:
    register_url_convertor("lang", LanguageConvertor())
    inside: list[BaseRoute] = [
        *(route for kind in site.bank.kinds.values() for route in kind_routes(kind, site.faces[kind.code])),
        *(route for section in made_of for route in section.routes()),
        *account_routes(),
        *demo_routes(),
        *desk_routes(),
        *moderation_routes(),
        *undo_routes(),
        *overview_routes(),
    ]
    return [
        Route("/", _front_door, name="root"),
        Route("/health", _health, name="health"),
        *root_routes(),
        Mount("/static", app=site.assets, name="static"),
        mounted("/{lang:lang}", inside),
    ]


def _front_door(request: StarletteRequest) -> Response:
    language = best_language(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{language}/", status_code=302, headers={"Vary": "Accept-Language"})


def _health(request: StarletteRequest) -> Response:
    """For whoever watches the process: it waits for no place among requests."""
    health: Health = request.app.state.site.keeper(Services).health()
    told = {"status": "ok" if health.is_well else "failing", **dataclasses.asdict(health)}
    return JSONResponse(told, status_code=200 if health.is_well else 503)


def _viewer(visit: Request) -> Viewer:
    """Who looks. What they write now is in the language of the page they write it on."""
    assert isinstance(visit, Visit)
    token = visit.cookies.get(cookie_name(visit))
    viewer = viewer_of(visit.session, token) if token and len(token) < 100 else ANONYMOUS
    network = "" if visit.method in SAFE else keyed(visit.session, "network", network_of(visit))[:32]
    visit.scope["ideabank.signed_in"] = viewer.is_signed_in  # so that a failure knows whom it happened to
    return dataclasses.replace(viewer, language=visit.lang, network=network)


def _see_to_secret(database: Database) -> None:
    """The secret that hashes are keyed with is there before anybody asks: readers could not keep one."""
    with database.reading() as session:
        if database.info.get("secret") or session.get(Fact, "secret") is not None:
            return
    with database.writing() as session:
        make_secret(session)


def _is_demo(database: Database) -> bool:
    with database.reading() as session:
        return session.get(Fact, "demo") is not None


async def _failed(request: StarletteRequest, error: Exception) -> Response:
    """What must be signed in for leads to signing in: a page comes back after it, and a form is kept and done after it."""
    if isinstance(error, SignInNeeded) and request.method in ("GET", "HEAD"):
        lang = request.scope["path"].split("/")[1]
        return RedirectResponse(f"/{lang}/sign-in?{urlencode({'next': asked(request.scope)})}", status_code=303)
    return (await _carried(request) if _asks_who(request, error) else None) or await failed(request, error)


def _asks_who(request: StarletteRequest, error: Exception) -> bool:
    """Whether signing in may help with a form: who has not said who they are is not told that they may not."""
    nobody = request.scope.get("ideabank.signed_in") is False
    return request.method == "POST" and nobody and isinstance(error, SignInNeeded | Forbidden)


async def _carried(request: StarletteRequest) -> Response | None:
    """The form kept for after signing in; None when it cannot be, and its words are given back."""
    ours = Visit(request.scope, request.receive)
    limits = ours.site.limits

    def carry() -> Response | None:
        with ours.site.database.to_write(wait=limits.patience) as session, session.begin():
            ours.session = session
            return door(ours)

    try:
        led = await in_turn(limits.writing, carry, patience=limits.patience)
    except Busy:
        return None
    except SignInNeeded as error:
        return await failed(request, error)
    if led is not None:
        led.headers["Cache-Control"] = "no-store"  # as every other answer to what somebody typed
    return led


class _Failing:
    """Turns errors raised by middleware further in into pages: Starlette's own handler only guards the routes."""

    def __init__(self, app: ASGIApp, app_of: Callable[[], Starlette]) -> None:
        self.app, self.app_of = app, app_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except IdeabankError as error:
            scope.setdefault("app", self.app_of())
            response = await failed(StarletteRequest(scope, receive), error)
            await response(scope, receive, send)


def _lifespan(
    services: Services, background: bool
) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            if background:
                group.start_soon(services.worker.run)
            yield
            services.post_office.stop()
            group.cancel_scope.cancel()
        services.close()

    return lifespan
