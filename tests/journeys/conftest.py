"""Journeys are walked on both databases."""

import pytest

from tests.banks import BankWith
from tests.world import World


@pytest.fixture
def world(either: World) -> World:
    """The bank of the journey, once on SQLite and once on PostgreSQL."""
    return either


@pytest.fixture
def bank_with(either_with: BankWith) -> BankWith:
    """A bank filled further, once on SQLite and once on PostgreSQL."""
    return either_with
