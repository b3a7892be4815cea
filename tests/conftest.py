"""Fixtures every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A fresh bank on SQLite with the small cast in it."""
    made = make_world(tmp_path)
    yield made
    made.app.state.site.extras["services"].close()
