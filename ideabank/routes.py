"""The addresses every kind has under its folder, such as /fi/usecases/…"""

import functools
from collections.abc import Callable
from typing import NamedTuple

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
from ideabank.reading.handlers.pages import entry, index, share
from ideabank.support import handlers as supporting
from ideabank.telling.handlers import beginning as telling
from ideabank.telling.handlers import editing
from ideabank.telling.lists import handlers as listing
from ideabank.undoing import handlers as undoing
from ideabank.visit.face import Face
from ideabank.visit.found import Moved
from ideabank.visit.visit import Visit
from ideabank.web.action import prepares
from ideabank.web.pages import Response, moved
from ideabank.web.routing import Line, compiled, get, post

MERGED = N_("This has been merged with another one. Open it anew, and send your words there.")
KindHandler = Callable[[Visit, Kind], Response]


class Address(NamedTuple):
    """Where a kind answers below its folder. `unwatched`: fields that ask for personal data (see web.guard)."""

    method: str
    path: str
    handler: KindHandler
    name: str
    unwatched: tuple[str, ...] = ()


# Before the kind's own pages, which may not be taken for an entry's.
OF_ALL = (
    Address("GET", "", index, "list"),
    Address("POST", "", telling.create, "create"),
    Address("GET", "/new", telling.new, "new"),
    Address("POST", "/drafts", telling.save_draft, "drafts"),
    Address("GET", "/drafts/{token}", telling.draft, "draft"),
    Address("GET", "/drafts/{token}/preview", telling.look, "preview"),
)
# Where a kind that is taken from lists takes them.
OF_LISTS = (
    Address("GET", "/import", listing.new, "import:new"),
    Address("POST", "/import", listing.create, "import:create"),
    Address("GET", "/import/template/{format}", listing.template, "import:template"),
    Address("GET", "/import/{token}", listing.preview, "import:show"),
    Address("POST", "/import/{token}", listing.update, "import:update"),
)
OF_ONE = (
    Address("GET", "/chosen/links", linking.chosen, "chosen:links"),
    Address("GET", "/chosen/{format}", chosen, "chosen"),
    Address("GET", "/{ref}", entry, "show"),
    Address("POST", "/{ref}", editing.update, "update"),
    Address("GET", "/{ref}/edit", editing.edit, "edit"),
    Address("GET", "/{ref}/share", share, "share"),
    Address("GET", "/{ref}/revisions", versions.revisions, "revisions"),
    Address("GET", "/{ref}/compare", versions.compare_page, "compare"),
    Address("GET", "/{ref}/revisions/{number}/removal", emptying.removal, "revisions:removal"),
    Address("POST", "/{ref}/revisions/{number}/removal", emptying.removal, "revisions:remove"),
    Address("GET", "/{ref}/blackout", blackout.blackout, "blackout"),
    Address("POST", "/{ref}/blackout", blackout.blackout, "black-out", ("words",)),
    Address("POST", "/{ref}/status", standing.set_status, "status"),
    Address("GET", "/{ref}/withdrawal", standing.withdrawal, "withdrawal"),
    Address("POST", "/{ref}/withdrawal", standing.withdrawal, "withdraw"),
    Address("POST", "/{ref}/publication", standing.publication, "publication"),
    Address("POST", "/{ref}/support", supporting.support, "support", ("list",)),
    Address("POST", "/{ref}/statements", supporting.state, "statements"),
    Address("POST", "/{ref}/statements/{organisation}/withdrawal", supporting.unstate, "statements:withdraw"),
    Address("POST", "/{ref}/comments", talking.comment, "comments"),
    Address("GET", "/{ref}/comments/{comment}/reply", talking.reply, "comments:reply"),
    Address("GET", "/{ref}/comments/{comment}/edit", talking.edit, "comments:edit"),
    Address("POST", "/{ref}/comments/{comment}/edit", talking.edit, "comments:update"),
    Address("GET", "/{ref}/comments/{comment}/withdrawal", talking.withdrawal, "comments:withdrawal"),
    Address("POST", "/{ref}/comments/{comment}/withdrawal", talking.withdrawal, "comments:withdraw"),
    Address("GET", "/{ref}/links/new", linking.new, "links:new"),
    Address("POST", "/{ref}/links", linking.create, "links:create"),
    Address("GET", "/{ref}/links/{link}/edit", linking.edit, "links:edit"),
    Address("POST", "/{ref}/links/{link}/edit", linking.edit, "links:update"),
    Address("POST", "/{ref}/links/{link}/confirmation", linking.confirm, "links:confirmation"),
    Address("GET", "/{ref}/links/{link}/contest", linking.contest, "links:contest"),
    Address("POST", "/{ref}/links/{link}/contest", linking.contest, "links:contested"),
    Address("GET", "/{ref}/links/{link}/withdrawal", linking.withdrawal, "links:withdrawal"),
    Address("POST", "/{ref}/links/{link}/withdrawal", linking.withdrawal, "links:withdraw"),
    Address("GET", "/{ref}/links/{link}/history", linking.history, "links:history"),
    Address("GET", "/{ref}/report", moderating.report, "report"),
    Address("POST", "/{ref}/report", moderating.report, "reported"),
    Address("GET", "/{ref}/decision", moderating.decision, "decision"),
    Address("POST", "/{ref}/decision", moderating.decision, "decide"),
)


def kind_routes(kind: Kind, face: Face) -> list[BaseRoute]:
    """All routes of one kind, grouped under its folder."""
    lists = () if kind.exchange.lists is None else OF_LISTS
    own = (Address(*page) for page in face.pages)
    return compiled([_line(kind, address) for address in (*OF_ALL, *lists, *own, *OF_ONE)], f"/{kind.folder}")


def _line(kind: Kind, address: Address) -> Line:
    name = f"{kind.folder}:{address.name}"
    handler = _of(kind, address.handler)
    if address.method == "GET":
        return get(address.path, handler, name=name)
    return post(address.path, handler, name=name, unwatched=address.unwatched)


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


def undo_routes() -> list[BaseRoute]:
    """Undoing what one has just done."""
    return compiled([post("/undo", undoing.undo, name="undo", unwatched=("back",))])


def desk_routes() -> list[BaseRoute]:
    """What waits to be translated."""
    return compiled([get("/translations", editing.translations, name="translations")])


def moderation_routes() -> list[BaseRoute]:
    """The moderators' queue and the public log."""
    return compiled(
        [
            get("/moderation", moderating.queue, name="moderation:queue"),
            get("/moderation/log", moderating.log, name="moderation:log"),
        ]
    )


def demo_routes() -> list[BaseRoute]:
    """Where one tries the demo as somebody."""
    return compiled([get("/demo", demo, name="people:demo"), post("/demo", demo, name="people:enter_demo")])
