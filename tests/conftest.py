"""Fixtures every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres as postgresql
from tests.world import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A fresh bank on SQLite with the small cast in it."""
    made = make_world(tmp_path)
    yield made
    made.app.state.site.extras["services"].close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgresql.Postgres]:
    """A PostgreSQL of our own, started when the first test asks for it; `fresh()` gives the URL of an empty database."""
    with postgresql.running(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="module")
def postgres_url(postgres: postgresql.Postgres) -> str:
    """An empty PostgreSQL database, one for each test module."""
    return postgres.fresh()
