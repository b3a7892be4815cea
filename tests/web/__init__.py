"""The HTTP toolkit, and what holds for every address of the application."""

import re
from collections.abc import Iterator

from starlette.routing import BaseRoute, Mount, Route

from tests.world import BANK, World

IDS = {"lang": "fi", "token": "A" * 43, "link": 1, "comment": 1, "organisation": 1, "session": 1, "step": "huomaa"}
IDS |= {"lane": "pain", "attachment": 1, "format": "json", "ending": "ttl", "task": "sovi", "question": "kuka"}
IDS |= {"variant": "suoraan", "page": "index", "part": 1, "number": 1}


def patterns_of(routes: list[BaseRoute], method: str, prefix: str = "") -> Iterator[str]:
    """The pattern of every address inside a language that takes this method."""
    for route in routes:
        if isinstance(route, Mount):
            yield from patterns_of(list(route.routes or []), method, prefix + route.path_format.removesuffix("/{path}"))
        elif isinstance(route, Route) and method in (route.methods or ()) and prefix:
            yield prefix + route.path_format


def addresses_of(world: World, method: str = "GET") -> list[str]:
    """Each of them with an entry of its kind where the world has one."""
    entries = {BANK.kinds[world.entry(name).kind].folder: number for name, number in world.entries.items()}
    patterns = (re.sub(r"^/static.*", "", one) for one in patterns_of(world.app.routes, method))
    return [one.format(**IDS, ref=entries.get(one.split("/")[2], 1)) for one in patterns if one]
