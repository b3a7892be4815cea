"""Route tables. `get("/path", handler, name=…)` and `post(…)` in a list; `compiled` makes routes of them for the roof."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, cast

from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Receive, Scope, Send

from ideabank.web.action import Action, Handler
from ideabank.web.request import Request

# Sections hand in routes without knowing Starlette.
__all__ = ["BaseRoute", "Line", "compiled", "get", "mounted", "paths", "post"]


Visit = TypeVar("Visit", bound=Request, contravariant=True)


@dataclasses.dataclass(frozen=True)
class Line:
    """One line of a route table."""

    method: str
    path: str
    handler: Handler
    name: str
    unwatched: tuple[str, ...] = ()


def get(path: str, handler: Callable[[Visit], Response], *, name: str) -> Line:
    """A page. HEAD comes with it."""
    return Line("GET", path, cast(Handler, handler), name)  # the roof makes every request a Visit


def post(path: str, handler: Callable[[Visit], Response], *, name: str, unwatched: tuple[str, ...] = ()) -> Line:
    """A change of state. `unwatched`: fields that ask for personal data, such as the address to sign in with (see web.guard)."""
    return Line("POST", path, cast(Handler, handler), name, unwatched)


def compiled(lines: Sequence[Line], folder: str = "") -> list[BaseRoute]:
    """Routes of a table. Those below `folder` share a Mount: 60 flat routes cost five times what grouped ones do (SPEED.md)."""
    by_path: dict[str, list[Line]] = {}
    for line in lines:
        by_path.setdefault(line.path, []).append(line)
    flat: list[BaseRoute] = [_route(folder + path, group) for path, group in by_path.items() if not path or not folder]
    below = [_route(path, group) for path, group in by_path.items() if path and folder]
    return [*flat, mounted(folder, below)] if below else flat


def mounted(folder: str, routes: Sequence[BaseRoute]) -> Mount:
    """Routes below a folder, without Starlette's own redirects: it builds them from the Host header. `OneSpelling` has the rule."""
    return Mount(folder, app=Router(routes, redirect_slashes=False))


def _route(path: str, lines: list[Line]) -> Route:
    by_method = {line.method: Action(line.handler, line.unwatched) for line in lines}
    route = Route(path, _Dispatch(by_method), name=lines[0].name, methods=list(by_method))
    route.aliases = tuple(line.name for line in lines)  # type: ignore[attr-defined]
    return route


class _Dispatch:
    """Sends each method to its own action, so that a wrong one gets a 405 that names those there are."""

    def __init__(self, by_method: dict[str, Action]) -> None:
        self.by_method = by_method

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self.by_method[method](scope, receive, send)


def paths(routes: Iterable[BaseRoute], prefix: str = "") -> dict[str, tuple[str, frozenset[str]]]:
    """name → (format string of the whole path, names of its parameters); looked up by every link on every page."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for route in routes:
        if isinstance(route, Mount):
            found.update(paths(route.routes or [], prefix + route.path_format.removesuffix("/{path}")))
        elif isinstance(route, Route):
            names = frozenset(route.param_convertors) | ({"lang"} if "{lang}" in prefix else set())
            for name in getattr(route, "aliases", (route.name,)):
                found[name] = (prefix + route.path_format, names)
    return found
