"""How two entries may be joined from either end."""

import pytest

from ideabank.entries.models import Entry
from ideabank.linking.joining import ends_of, relation_choices
from ideabank.visit.visit import Visit
from tests.world import World


@pytest.fixture
def visit(world: World) -> Visit:
    return Visit({"type": "http", "app": world.app, "path_params": {"lang": "en"}, "headers": [], "query_string": b""})


def test_each_way_of_joining_is_named_from_the_end_one_stands_at(world: World, visit: Visit) -> None:
    need, solution = world.entry("booking"), world.entry("omakanta")
    forth, back = relation_choices(visit, need, solution), relation_choices(visit, solution, need)
    assert "addressed-by>" in {choice.value for choice in forth}
    assert "addressed-by<" in {choice.value for choice in back}
    assert {choice.name for choice in forth}.isdisjoint(choice.name for choice in back)


def test_a_relation_that_is_called_the_same_from_both_ends_is_offered_once(world: World, visit: Visit) -> None:
    names = [choice.name for choice in relation_choices(visit, world.entry("booking"), world.entry("queue"))]
    assert len(names) == len(set(names))


def test_a_choice_puts_the_ends_where_its_arrow_points(world: World, visit: Visit) -> None:
    need, solution = world.entry("booking"), world.entry("omakanta")
    assert ends(ends_of(visit, need, solution, "addressed-by>")) == (need.id, solution.id, "addressed-by")
    assert ends(ends_of(visit, solution, need, "addressed-by<")) == (need.id, solution.id, "addressed-by")


@pytest.mark.parametrize("choice", ["addressed-by<", "addressed-by", "", ">", "nonsense>", "addressed-by>>"])
def test_what_was_not_offered_joins_nothing(world: World, visit: Visit, choice: str) -> None:
    assert ends_of(visit, world.entry("booking"), world.entry("omakanta"), choice) is None


def ends(found: tuple[Entry, Entry, str] | None) -> tuple[int, int, str] | None:
    return found and (found[0].id, found[1].id, found[2])
