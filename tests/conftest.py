"""Fixtures every test may use."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ideabank.upkeep.services import Services
from tests import postgres as postgresql
from tests import shared
from tests.banks import Banks, BankWith
from tests.world import Seed, World, open_world, plant


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells a measured figure; all of them stand at the end of the run, whichever process measured them."""
    return lambda text: record_property("figure", text)


def pytest_unconfigure() -> None:
    shared.end()


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
def banks(tmp_path_factory: pytest.TempPathFactory) -> Banks:
    """Copies of filled banks on SQLite, each filled once."""
    return Banks(tmp_path_factory.mktemp("banks"))


@pytest.fixture(scope="session")
def planted(banks: Banks) -> tuple[Path, Seed]:
    """The SQLite file that worlds are copies of."""
    return banks.seed()


@pytest.fixture
def world(tmp_path: Path, banks: Banks) -> Iterator[World]:
    """A fresh bank on SQLite with the small cast in it."""
    with banks.open(tmp_path) as made:
        yield made


@pytest.fixture
def bank_with(tmp_path: Path, banks: Banks) -> Iterator[BankWith]:
    """Gives a bank of the test's own, filled further by a function that is called once in the whole run."""
    with contextlib.ExitStack() as ending:
        yield lambda fill: ending.enter_context(banks.open(tmp_path, fill))


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
