"""A path and its fork."""

import pytest

from tests.banks import BankWith
from tests.segments import samples
from tests.world import World


@pytest.fixture
def paths(bank_with: BankWith) -> World:
    """The cast's bank with a path and its fork, on both databases."""
    return bank_with(samples.add_path)
