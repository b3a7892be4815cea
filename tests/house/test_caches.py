"""What lives longer than a request holds plain values: nothing that was read from the database, and no way to it."""

import functools
import gc
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from types import FunctionType, MethodType, ModuleType
from typing import Any, cast

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from ideabank.entries import actions
from ideabank.entries.models import Entry
from tests.banks import Banks
from tests.browser.seeding import enrich
from tests.house.test_pages import Walk
from tests.house.tree import PACKAGES, report
from tests.world import BANK, World, content

BOUND = (SQLModel, Session, sa.Connection, sa.engine.Result, sa.Row)
KEEPING = (dict, list, tuple, set, frozenset, deque, functools.partial, Mapping, MethodType)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory, banks: Banks) -> Iterator[World]:
    """A bank with something for every template, which has been read and written to."""
    with banks.open(tmp_path_factory.mktemp("caches"), enrich) as world:
        world.app.state.site.search.drain_all()
        yield world


def test_no_cache_holds_a_row_or_a_session(bank: World) -> None:
    client = bank.client("aino")
    for name in ("booking", "omakanta", "notices"):
        client.post(bank.path(name, "/comments"), data={"body": ""})  # refused, after everything was read for the page
    assert Walk(client, "fi").go().pages > 50
    gc.collect()
    report("A cache keeps plain values (frozen dataclasses): a row dies with its session.", sorted(set(bound(bank))))


def test_the_walk_finds_a_row_wherever_it_is_kept(bank: World) -> None:
    with bank.database.reading() as session:
        row = session.get(Entry, bank.entries["booking"])
    assert row is not None
    remembered = functools.lru_cache(lambda number: row)
    remembered(1)
    for place in ({"a": [row]}, remembered, lambda: row, type("Kept", (), {"slot": (row,)})()):
        kept = cast(dict[object, object], bank.app.state.site.keepers)
        kept["tried"] = place
        assert any("Entry" in one for one in bound(bank)), place
    del kept["tried"]


def test_a_refused_comment_after_a_change_breaks_no_page(either: World) -> None:
    entries = [one for one in either.entries if one != "seniors"]
    with either.database.writing() as session:
        actions.propose(session, BANK.kinds["term"], content("Jono", summary="Ne jotka odottavat."))
    either.client("aino").post(either.path("booking", "/support"), data={"support": "yes"})
    assert either.client("aino").post(either.path("queue", "/comments"), data={"body": ""}).status_code == 422
    for who in ("", "aino"):
        for name in entries:
            assert either.client(who).get(either.path(name), follow_redirects=True).status_code == 200


def bound(world: World) -> Iterator[str]:
    """Where something of the database's is held, as the way to it from the site or from a module of ours."""
    roots = [(name, module) for name, module in sys.modules.items() if name.partition(".")[0] in PACKAGES]
    waiting: deque[tuple[str, Any]] = deque([("site", world.app.state.site), *roots])
    seen: set[int] = set()
    while waiting:
        way, held = waiting.popleft()
        if id(held) in seen:
            continue
        seen.add(id(held))
        if isinstance(held, BOUND):
            yield f"{way}: {type(held).__name__}"
        else:
            waiting.extend((f"{way} > {_named(one)}", one) for one in _held(held))


def _held(thing: Any) -> list[Any]:
    """What a thing keeps. Classes and modules of libraries keep much that is theirs, and no row of ours."""
    if isinstance(thing, ModuleType):
        return list(vars(thing).values()) if _is_ours(thing.__name__) else []
    if isinstance(thing, type):
        return list(vars(thing).values()) if _is_ours(thing.__module__) and not issubclass(thing, SQLModel) else []
    if isinstance(thing, FunctionType):
        return [thing.__closure__, thing.__defaults__, thing.__kwdefaults__, vars(thing)]
    ours = _is_ours(type(thing).__module__) or isinstance(thing, (*KEEPING, functools._lru_cache_wrapper))
    return gc.get_referents(thing) if ours or type(thing).__name__ == "cell" else []


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in (*PACKAGES, "tests")


def _named(thing: Any) -> str:
    return getattr(thing, "__name__", type(thing).__name__)
