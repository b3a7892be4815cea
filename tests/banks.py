"""Banks that are filled once in a test run and copied for each test: filling one takes longer than most tests."""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ideabank.upkeep.services import Services
from tests.world import Seed, World, open_world, plant

FILE = "bank.sqlite3"
Fill = Callable[[World], object]
BankWith = Callable[[Fill], World]


class Banks:
    """SQLite banks in a folder, by what filled them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[Fill | None, tuple[Path, Seed]] = {}

    @contextlib.contextmanager
    def open(self, folder: Path, fill: Fill | None = None, **settings: Any) -> Iterator[World]:
        """A bank of one's own in `folder`: the small cast, and what `fill`, a function of a module, has put into its world."""
        place, seed = self._made.get(fill) or self._make(fill)
        shutil.copytree(place, folder, dirs_exist_ok=True)
        with opened(folder, seed, **settings) as world:
            yield world

    def seed(self) -> tuple[Path, Seed]:
        """The file with the small cast alone, not to be changed, and what is in it."""
        place, seed = self._made.get(None) or self._make(None)
        return place / FILE, seed

    def _make(self, fill: Fill | None) -> tuple[Path, Seed]:
        place = Path(tempfile.mkdtemp(dir=self._folder))
        if fill is None:
            self._made[None] = place, plant(f"sqlite:///{place / FILE}")
        else:
            with self.open(place) as world:
                fill(world)
                seed = Seed(world.entries, world.people, world.tokens, world.tasks)
            self._made[fill] = place, seed
        return self._made[fill]


@contextlib.contextmanager
def opened(folder: Path, seed: Seed, **settings: Any) -> Iterator[World]:
    """The bank that lies in this folder, while the block lasts."""
    world = open_world(folder, f"sqlite:///{folder / FILE}", seed, **settings)
    yield world
    world.app.state.site.keeper(Services).close()
