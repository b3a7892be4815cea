"""What a detail may hold: decided by its own column, so that a list of objects is no list of words."""

from typing import Any

import pytest

from ideabank.entries.content import Content, Text, check
from tests.world import BANK

RECIPE = {"recipe": 3, "revision": 1, "way": "on.itse", "variant": "suoraan"}


@pytest.mark.parametrize(
    ("kind", "field", "value", "fits"),
    [
        ("project", "recipes", [RECIPE], True),
        ("project", "recipes", [], True),
        ("project", "recipes", ["sana"], False),
        ("project", "recipes", [[RECIPE]], False),
        ("proposal", "repeats", [12, 13], True),
        ("proposal", "repeats", [{"slide": 12}], False),
        ("proposal", "repeats", [[12]], False),
        ("usecase", "channels", ["digital"], True),
        ("usecase", "channels", [{"digital": "yes"}], False),
        ("usecase", "channels", "digital", False),
        ("solution", "type", ["service"], False),
    ],
)
def test_a_list_takes_what_its_column_is_declared_to_hold(kind: str, field: str, value: Any, fits: bool) -> None:
    told = Content("fi", {"fi": Text("Otsikko", "Tiivistelmä", "", {})}, details={field: value})
    assert (field not in {problem.field for problem in check(BANK.kinds[kind], told)}) is fits
