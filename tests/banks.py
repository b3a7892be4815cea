"""Banks that are filled once in a test run and copied for each test: filling one takes longer than most tests."""

import contextlib
import dataclasses
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ideabank.upkeep.services import Services
from tests.postgres import Postgres
from tests.world import Seed, World, open_world, plant

FILE = "bank.sqlite3"
Fill = Callable[[World], object]
BankWith = Callable[[Fill], World]


@dataclasses.dataclass(frozen=True)
class Filled:
    """A bank to copy: its files, on PostgreSQL also its database, and who and what is in it. Nobody is connected to it."""

    place: Path
    url: str
    seed: Seed


class Banks:
    """Banks by what filled them; on SQLite, or on the PostgreSQL given."""

    def __init__(self, folder: Path, postgres: Postgres | None = None) -> None:
        self._folder, self._postgres = folder, postgres
        self._made: dict[Fill | None, Filled] = {}

    @contextlib.contextmanager
    def open(self, folder: Path, fill: Fill | None = None, **settings: Any) -> Iterator[World]:
        """A bank of one's own in `folder`: the small cast, and what `fill`, a function of a module, has put into its world."""
        with self._opened(folder, fill, **settings) as world:
            yield world
        if self._postgres:
            self._postgres.drop(world.settings.database_url)

    def filled(self, fill: Fill | None = None) -> Filled:
        """The bank that copies are made of."""
        if fill not in self._made:
            place = Path(tempfile.mkdtemp(dir=self._folder))
            self._made[fill] = self._cast(place) if fill is None else self._further(place, fill)
        return self._made[fill]

    @contextlib.contextmanager
    def _opened(self, folder: Path, fill: Fill | None = None, **settings: Any) -> Iterator[World]:
        made = self.filled(fill)
        shutil.copytree(made.place, folder, dirs_exist_ok=True)
        world = open_world(folder, self._address(folder, like=made.url), made.seed, **settings)
        yield world
        world.app.state.site.keeper(Services).close()

    def _cast(self, place: Path) -> Filled:
        url = self._address(place)
        return Filled(place, url, plant(url))

    def _further(self, place: Path, fill: Fill) -> Filled:
        with self._opened(place) as world:
            fill(world)
        seed = Seed(world.entries, world.people, world.tokens, world.tasks)
        return Filled(place, world.settings.database_url, seed)

    def _address(self, folder: Path, *, like: str = "") -> str:
        return self._postgres.fresh(like=like) if self._postgres else f"sqlite:///{folder / FILE}"
