"""A live bank and a browser, as fixtures. Without Chromium these tests are skipped; with CI=true they fail."""

import dataclasses
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.applications import Starlette

from ideabank.app import create_app
from ideabank.people.models import Fact
from tests.banks import Banks, Fill
from tests.browser.seeding import enrich
from tests.browser.watching import Watch
from tests.world import World

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium."""
    found = os.environ.get("IDEABANK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        words = "There is no Chromium here: install one, or set IDEABANK_CHROMIUM to its path."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(words)
    return str(found)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*FLAGS, *root]}


@dataclasses.dataclass
class Live:
    """A bank that answers at an address, and who is in it."""

    world: World
    url: str

    def path(self, name: str, rest: str = "", lang: str = "fi") -> str:
        return self.url + self.world.path(name, rest, lang)

    def open(self, browser: Browser, who: str = "", **options: Any) -> BrowserContext:
        """A browser window of its own, signed in as one of the cast."""
        context = browser.new_context(base_url=self.url, reduced_motion="reduce", **options)
        context.set_default_timeout(8_000)
        if who:
            context.add_cookies([{"name": "session", "value": self.world.tokens[who], "url": self.url}])
        return context


@pytest.fixture(scope="session")
def live(chromium: str, banks: Banks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A bank with something for every template, to look at; whoever changes something takes `fresh`."""
    with lit(banks, tmp_path_factory.mktemp("live"), enrich) as served:
        yield served


@pytest.fixture
def fresh(chromium: str, banks: Banks, tmp_path: Path) -> Iterator[Live]:
    """The small world alone, to change."""
    with lit(banks, tmp_path) as served:
        yield served


@pytest.fixture(scope="session")
def demo(live: Live) -> Iterator[str]:
    """The address of the same bank run as a demo."""
    with live.world.database.writing() as session:
        session.add(Fact(name="demo", value="yes"))
    with _listening() as door:
        app = create_app(live.world.settings.model_copy(update={"public_url": _url(door)}), background=False)
        with _serving(app, door):
            yield _url(door)
        app.state.site.database.close()


@pytest.fixture(scope="session")
def sit(browser: Browser, live: Live) -> Iterator[Callable[[str], tuple[Page, Watch]]]:
    """A page per person, opened once and used again: opening windows is what takes time."""
    seats: dict[str, tuple[Page, Watch]] = {}

    def seat(who: str) -> tuple[Page, Watch]:
        if who not in seats:
            page = live.open(browser, who).new_page()
            seats[who] = (page, Watch(page))
        return seats[who]

    yield seat
    for page, _ in seats.values():
        page.context.close()


@contextmanager
def lit(banks: Banks, folder: Path, fill: Fill | None = None) -> Iterator[Live]:
    """A bank of its own that answers while the block lasts."""
    with _listening() as door, banks.open(folder, fill, public_url=_url(door)) as world, _serving(world.app, door):
        yield Live(world, _url(door))


@contextmanager
def _listening() -> Iterator[socket.socket]:
    """A socket on a free port, bound before the application is built: it must know its address."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield door


def _url(door: socket.socket) -> str:
    return f"http://127.0.0.1:{door.getsockname()[1]}"


@contextmanager
def _serving(app: Starlette, door: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", ws="none", lifespan="off", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "The server did not start."
        time.sleep(0.01)  # until it listens
    yield
    server.should_exit = True
    thread.join(timeout=5)
