"""A recipe to work on."""

import pytest

from tests.banks import BankWith
from tests.cookbook import samples
from tests.world import World


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    """The cast's bank with a recipe, on both databases."""
    return bank_with(samples.add_recipe)
