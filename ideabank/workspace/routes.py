"""The addresses every kind has under its folder, such as /fi/usecases/…"""

import functools
from collections.abc import Callable
from typing import cast

from sqlalchemy.orm import Session
from starlette.routing import BaseRoute

from ideabank.entries.kinds import Kind
from ideabank.errors import Conflict
from ideabank.i18n import N_
from ideabank.web.action import prepares
from ideabank.web.pages import Response, moved, show
from ideabank.web.request import Request, asked
from ideabank.web.routing import Line, compiled, get, post
from ideabank.workspace import blackout, editing, emptying, linking, moderating, standing, talking, telling, versions
from ideabank.workspace.cards import entry_url
from ideabank.workspace.lists import list_page
from ideabank.workspace.showing import Moved, show_page, told
from ideabank.workspace.twins import twin

MERGED = N_("This has been merged with another one. Open it anew, and send your words there.")
METHODS = {"GET": get, "POST": post}
KindHandler = Callable[[Request, Session, Kind], Response]


def index(request: Request, session: Session, kind: Kind) -> Response:
    """The list."""
    if kind.index is not None:
        return cast(Response, kind.index(request, session, kind))
    return show(request, list_page(request, session, kind))


def entry(request: Request, session: Session, kind: Kind) -> Response:
    """The page of one entry, or its .md or .json twin; an old slug leads to the new one."""
    ref = str(request.path_params["ref"])
    if ref.endswith((".md", ".json")):
        return twin(request, session, kind)
    it = told(request, session, kind)
    wanted = f"{it.entry.id}-{it.text.slug}" if it.text.slug else str(it.entry.id)
    if ref != wanted:
        return moved(asked(request.scope, entry_url(request, kind, it.entry.id or 0, it.text.slug)))
    return show(request, show_page(request, session, it))


def kind_routes(kind: Kind) -> list[BaseRoute]:
    """All routes of one kind, grouped under its folder."""
    at = functools.partial(_table, kind)
    lines = [
        at(get, "", index, "list"),
        at(post, "", telling.create, "create"),
        at(get, "/new", telling.new, "new"),
        at(post, "/drafts", telling.save_draft, "drafts"),
        at(get, "/drafts/{token}", telling.draft, "draft"),
        *(at(METHODS[method], path, handler, name) for method, path, handler, name in kind.pages),
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
        at(post, "/{ref}/support", talking.support, "support"),
        at(post, "/{ref}/statements", talking.state, "statements"),
        at(post, "/{ref}/statements/{organisation}/withdrawal", talking.unstate, "statements:withdraw"),
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
        at(get, "/{ref}/report", moderating.report, "report"),
        at(post, "/{ref}/report", moderating.report, "reported"),
        at(get, "/{ref}/decision", moderating.decision, "decision"),
        at(post, "/{ref}/decision", moderating.decision, "decide"),
        at(get, "/{ref}/links/{link}/history", linking.history, "links:history"),
    ]
    return compiled(lines, f"/{kind.folder}")


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


def _of(kind: Kind, handler: KindHandler) -> Callable[[Request, Session], Response]:
    """The handler bound to its kind; a merged entry answers with a redirect to where it went, a form sent to it with its words."""

    bound = _moving(kind, handler)
    if work := getattr(handler, "prepare", None):
        bound = prepares(_moving(kind, work))(bound)
    return bound


def _moving(kind: Kind, handler: KindHandler) -> Callable[[Request, Session], Response]:
    @functools.wraps(handler)
    def bound(request: Request, session: Session) -> Response:
        try:
            return handler(request, session, kind)
        except Moved as found:
            if request.method != "GET":  # following a redirect would lose what was typed
                raise Conflict(MERGED) from found
            return moved(found.path, said="merged")

    return bound
