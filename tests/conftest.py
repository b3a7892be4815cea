"""Fixtures every test may use."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ideabank.upkeep.services import Services
from tests import postgres as postgresql
from tests.world import Seed, World, open_world, plant


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells a measured figure; all of them stand at the end of the run, whichever process measured them."""
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [one for found in terminalreporter.stats.values() for one in found if isinstance(one, pytest.TestReport)]
    figures = [
        value for one in reports if one.when == "call" for name, value in one.user_properties if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        for line in sorted(map(str, figures)):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seed]:
    """A filled SQLite file that worlds are copies of: filling one takes longer than most tests."""
    file = tmp_path_factory.mktemp("planted") / "bank.sqlite3"
    seed = plant(f"sqlite:///{file}")
    return file, seed


@pytest.fixture
def world(tmp_path: Path, planted: tuple[Path, Seed]) -> Iterator[World]:
    """A fresh bank on SQLite with the small cast in it."""
    file, seed = planted
    shutil.copy(file, tmp_path / "bank.sqlite3")
    made = open_world(tmp_path, f"sqlite:///{tmp_path / 'bank.sqlite3'}", seed)
    yield made
    made.app.state.site.keeper(Services).close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgresql.Postgres]:
    """A PostgreSQL of our own, started when the first test asks for it; `fresh()` gives the URL of an empty database."""
    with postgresql.running(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="module")
def postgres_url(postgres: postgresql.Postgres) -> str:
    """An empty PostgreSQL database, one for each test module."""
    return postgres.fresh()


@pytest.fixture(scope="session")
def planted_postgres(postgres: postgresql.Postgres) -> tuple[str, Seed]:
    """A filled PostgreSQL database that worlds are copies of."""
    url = postgres.fresh()
    return url, plant(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The same bank on SQLite and on PostgreSQL: the test runs on both."""
    if request.param == "sqlite":
        yield request.getfixturevalue("world")
        return
    url, seed = request.getfixturevalue("planted_postgres")
    copy = request.getfixturevalue("postgres").fresh(like=url)
    made = open_world(tmp_path, copy, seed)
    yield made
    made.app.state.site.keeper(Services).close()
