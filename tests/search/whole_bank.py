"""The starter bank behind the running product, asked as people ask it: through its pages."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank.app import open_database
from ideabank.entries.models import Entry
from ideabank.exchange.content import load
from ideabank.settings import Settings
from ideabank.upkeep import schema as store
from ideabank.upkeep.services import Services
from tests.search.sets import Told
from tests.starter import starter
from tests.world import BANK, Seed, World, open_world

FOLDERS = {kind.folder: kind.code for kind in BANK.kinds.values()}
_CARD = re.compile(r'class="card-title">.*?href="([^"]+)"', re.DOTALL)
_ALIKE = re.compile(r'<aside class="alike".*?</aside>', re.DOTALL)
_ENTRY = re.compile(r'href="/[a-z]{2}/([a-z]+)/(\d+)[^"]*"')


class WholeBank:
    """All entries of the starter bank and nothing else, indexed. What is found is told as kind/key; `store` says who searches."""

    def __init__(self, world: World) -> None:
        self.world, self._clients = world, dict[str, TestClient]()
        self.store = "Whoosh" if world.database.is_sqlite else "PostgreSQL"
        world.app.state.site.search.rebuild()  # as good as new: how an index ages is measured elsewhere
        with world.database.reading() as session:
            rows = session.execute(sa.select(col(Entry.id), col(Entry.kind), col(Entry.content_key)))
            self._names = {number: f"{kind}/{key}" for number, kind, key in rows}

    def found(self, typed: str, *, language: str = "fi") -> list[str]:
        """The first page of a search in this language's pages, twenty at most, best first."""
        page = self._client(language).get(f"/{language}/search", params={"q": typed})
        assert page.status_code == 200
        return self._read(" ".join(f'href="{url}"' for url in _CARD.findall(page.text)))

    def alike(self, told: Told, *, more: bool) -> list[str]:
        """What the form says may already exist, in every voice, when the title alone has been typed or `more` too."""
        form = {"title": told.title, "do": "similar"} | ({"situation": told.more} if more else {})
        page = self._client(told.language).post(f"/{told.language}/usecases", data=form)
        assert page.status_code == 200
        region = _ALIKE.search(page.text)
        assert region is not None
        return self._read(region[0])

    def _client(self, language: str) -> TestClient:
        return self._clients.setdefault(language, self.world.client())

    def _read(self, html: str) -> list[str]:
        """The entries that the links lead to, in order, each once."""
        links = _ENTRY.finditer(html)
        return list(dict.fromkeys(self._names[int(link[2])] for link in links if link[1] in FOLDERS))


@contextlib.contextmanager
def whole_bank(folder: Path, url: str) -> Iterator[WholeBank]:
    """On an empty database at this URL, as `ideabank content` loads it; the index lies in `folder`."""
    database = open_database(Settings(database_url=url), BANK)
    store.upgrade(database)
    with database.writing() as session:
        load(session, starter())
    database.close()
    world = open_world(folder, url, Seed({}, {}, {}))
    yield WholeBank(world)
    world.app.state.site.keeper(Services).close()
