"""A recipe, and a project that carries it out."""

import pytest

from tests.banks import BankWith
from tests.cookbook import samples
from tests.cookbook.samples import add_project
from tests.world import World


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    """The cast's bank with a recipe, on both databases."""
    return bank_with(samples.add_recipe)


@pytest.fixture
def project(bank: World) -> World:
    """And a project of Aino's, started from the recipe."""
    add_project(bank)
    return bank
