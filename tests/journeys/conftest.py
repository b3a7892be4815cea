"""Journeys are walked on both databases."""

import pytest

from tests.world import World


@pytest.fixture
def world(either: World) -> World:
    """The bank of the journey, once on SQLite and once on PostgreSQL."""
    return either
