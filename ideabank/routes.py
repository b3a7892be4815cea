"""The addresses every kind has under its folder, such as /fi/usecases/…"""

import functools
from collections.abc import Callable

from starlette.routing import BaseRoute

from ideabank.demo.handlers import demo
from ideabank.discussion import handlers as talking
from ideabank.entries.kind import Kind
from ideabank.errors import Conflict
from ideabank.i18n import N_
from ideabank.lifecycle import handlers as standing
from ideabank.linking import handlers as linking
from ideabank.moderation.handlers import blackout, emptying
from ideabank.moderation.handlers import reports as moderating
from ideabank.reading.handlers import versions
from ideabank.reading.handlers.chosen import chosen
from ideabank.reading.handlers.pages import entry, index
from ideabank.support import handlers as supporting
from ideabank.telling.handlers import beginning as telling
from ideabank.telling.handlers import editing
from ideabank.telling.lists import handlers as listing
from ideabank.visit.face import Face
from ideabank.visit.found import Moved
from ideabank.visit.visit import Visit
from ideabank.web.action import prepares
from ideabank.web.pages import Response, moved
from ideabank.web.routing import Line, compiled, get, post

MERGED = N_("This has been merged with another one. Open it anew, and send your words there.")
METHODS = {"GET": get, "POST": post}
KindHandler = Callable[[Visit, Kind], Response]


def kind_routes(kind: Kind, face: Face) -> list[BaseRoute]:
    """All routes of one kind, grouped under its folder."""
    at = functools.partial(_table, kind)
    lines = [
        at(get, "", index, "list"),
        at(post, "", telling.create, "create"),
        at(get, "/new", telling.new, "new"),
        at(post, "/drafts", telling.save_draft, "drafts"),
        at(get, "/drafts/{token}", telling.draft, "draft"),
        *(at(METHODS[method], path, handler, name) for method, path, handler, name in (*_lists(kind), *face.pages)),
        at(get, "/chosen/links", linking.chosen, "chosen:links"),
        at(get, "/chosen/{format}", chosen, "chosen"),
        at(get, "/{ref}", entry, "show"),
        at(post, "/{ref}", editing.update, "update"),
        at(get, "/{ref}/edit", editing.edit, "edit"),
        at(get, "/{ref}/revisions", versions.revisions, "revisions"),
        at(get, "/{ref}/compare", versions.compare_page, "compare"),
        at(get, "/{ref}/revisions/{number}/removal", emptying.removal, "revisions:removal"),
        at(post, "/{ref}/revisions/{number}/removal", emptying.removal, "revisions:remove"),
        at(get, "/{ref}/blackout", blackout.blackout, "blackout"),
        at(post, "/{ref}/blackout", blackout.blackout, "black-out", unwatched=("words",)),
        at(post, "/{ref}/status", standing.set_status, "status"),
        at(get, "/{ref}/withdrawal", standing.withdrawal, "withdrawal"),
        at(post, "/{ref}/withdrawal", standing.withdrawal, "withdraw"),
        at(post, "/{ref}/support", supporting.support, "support", unwatched=("list",)),
        at(post, "/{ref}/statements", supporting.state, "statements"),
        at(post, "/{ref}/statements/{organisation}/withdrawal", supporting.unstate, "statements:withdraw"),
        at(post, "/{ref}/comments", talking.comment, "comments"),
        at(get, "/{ref}/comments/{comment}/reply", talking.reply, "comments:reply"),
        at(get, "/{ref}/comments/{comment}/edit", talking.edit, "comments:edit"),
        at(post, "/{ref}/comments/{comment}/edit", talking.edit, "comments:update"),
        at(get, "/{ref}/comments/{comment}/withdrawal", talking.withdrawal, "comments:withdrawal"),
        at(post, "/{ref}/comments/{comment}/withdrawal", talking.withdrawal, "comments:withdraw"),
        at(get, "/{ref}/links/new", linking.new, "links:new"),
        at(post, "/{ref}/links", linking.create, "links:create"),
        at(get, "/{ref}/links/{link}/edit", linking.edit, "links:edit"),
        at(post, "/{ref}/links/{link}/edit", linking.edit, "links:update"),
        at(post, "/{ref}/links/{link}/confirmation", linking.confirm, "links:confirmation"),
        at(get, "/{ref}/links/{link}/contest", linking.contest, "links:contest"),
        at(post, "/{ref}/links/{link}/contest", linking.contest, "links:contested"),
        at(get, "/{ref}/links/{link}/withdrawal", linking.withdrawal, "links:withdrawal"),
        at(post, "/{ref}/links/{link}/withdrawal", linking.withdrawal, "links:withdraw"),
        at(get, "/{ref}/links/{link}/history", linking.history, "links:history"),
        at(get, "/{ref}/report", moderating.report, "report"),
        at(post, "/{ref}/report", moderating.report, "reported"),
        at(get, "/{ref}/decision", moderating.decision, "decision"),
        at(post, "/{ref}/decision", moderating.decision, "decide"),
    ]
    return compiled(lines, f"/{kind.folder}")


def _lists(kind: Kind) -> tuple[tuple[str, str, KindHandler, str], ...]:
    """Where a kind that is taken from lists takes them, as (method, path, handler, name)."""
    if kind.exchange.lists is None:
        return ()
    return (
        ("GET", "/import", listing.new, "import:new"),
        ("POST", "/import", listing.create, "import:create"),
        ("GET", "/import/template/{format}", listing.template, "import:template"),
        ("GET", "/import/{token}", listing.preview, "import:show"),
        ("POST", "/import/{token}", listing.update, "import:update"),
    )


def moderation_routes() -> list[BaseRoute]:
    """The moderators' queue and the public log."""
    return compiled(
        [
            get("/moderation", moderating.queue, name="moderation:queue"),
            get("/moderation/log", moderating.log, name="moderation:log"),
        ]
    )


def _table(
    kind: Kind, method: Callable[..., Line], path: str, handler: KindHandler, name: str, **more: tuple[str, ...]
) -> Line:
    return method(path, _of(kind, handler), name=f"{kind.folder}:{name}", **more)


def _of(kind: Kind, handler: KindHandler) -> Callable[[Visit], Response]:
    """The handler bound to its kind; a merged entry answers with a redirect to where it went, a form sent to it with its words."""

    bound = _moving(kind, handler)
    if work := getattr(handler, "prepare", None):
        bound = prepares(_moving(kind, work))(bound)
    return bound


def _moving(kind: Kind, handler: KindHandler) -> Callable[[Visit], Response]:
    @functools.wraps(handler)
    def bound(visit: Visit) -> Response:
        try:
            return handler(visit, kind)
        except Moved as found:
            if visit.method != "GET":  # following a redirect would lose what was typed
                raise Conflict(MERGED) from found
            return moved(found.path, said="merged")

    return bound


def demo_routes() -> list[BaseRoute]:
    """Where one tries the demo as somebody."""
    return compiled([get("/demo", demo, name="people:demo"), post("/demo", demo, name="people:enter_demo")])
