"""Fixtures every test may use."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import postgres as postgresql
from tests import shared
from tests.banks import FILE, Banks, BankWith
from tests.world import Seed, World


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells a measured figure; all of them stand at the end of the run, whichever process measured them."""
    return lambda text: record_property("figure", text)


# Files that take longest, the longest first. They go first, so that processes which take file after file end together.
LONG = (
    "browser/test_axe",
    "browser/test_long_words",
    "house/test_pages",
    "visit/test_belonging",
    "web/test_gate",
    "browser/",
    "torture/",
    "web/test_hostile_forms",
    "web/test_one_spelling",
    "journeys/",
    "visit/",
    "content/",
    "search/",
    "exchange/",
    "web/",
    "house/",
)


@pytest.hookimpl(optionalhook=True)  # `make torture` runs without xdist
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: many tests wait for a browser, a server or a clock."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    name = item.path.relative_to(Path(__file__).parent).as_posix()
    return next((turn for turn, long in enumerate(LONG) if name.startswith(long)), len(LONG))


def pytest_collection_finish() -> None:
    shared.sweep_seldom()


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
def banks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Banks]:
    """Copies of filled banks on SQLite, each filled once."""
    folder = tmp_path_factory.mktemp("banks")
    yield Banks(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def planted(banks: Banks) -> tuple[Path, Seed]:
    """The SQLite file with the small cast alone, not to be changed, and what is in it."""
    made = banks.filled()
    return made.place / FILE, made.seed


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
def banks_on_postgres(tmp_path_factory: pytest.TempPathFactory, postgres: postgresql.Postgres) -> Banks:
    """Copies of filled banks on PostgreSQL, each filled once."""
    return Banks(tmp_path_factory.mktemp("banks"), postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def either_banks(request: pytest.FixtureRequest) -> Banks:
    """Banks on SQLite and on PostgreSQL: the test runs on both."""
    found: Banks = request.getfixturevalue("banks" if request.param == "sqlite" else "banks_on_postgres")
    return found


@pytest.fixture
def either(tmp_path: Path, either_banks: Banks) -> Iterator[World]:
    """The same bank as `world` on SQLite and on PostgreSQL."""
    with either_banks.open(tmp_path) as made:
        yield made


@pytest.fixture
def either_with(tmp_path: Path, either_banks: Banks) -> Iterator[BankWith]:
    """As `bank_with`, on SQLite and on PostgreSQL."""
    with contextlib.ExitStack() as ending:
        yield lambda fill: ending.enter_context(either_banks.open(tmp_path, fill))
