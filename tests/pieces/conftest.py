"""A bank with an entry of every kind that has pieces."""

import pytest

from tests.cookbook.samples import add_project, add_recipe
from tests.segments.samples import add_path, add_persona
from tests.world import World


@pytest.fixture
def bank(world: World) -> World:
    add_path(world)
    add_persona(world)
    add_recipe(world)
    add_project(world)
    return world
