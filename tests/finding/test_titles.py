"""What the search proposes while one types, and the page of results it opens."""

import pytest

from ideabank.finding.handlers.search import _page
from tests.world import World


@pytest.mark.parametrize(
    ("typed", "page"),
    [("", 1), ("2", 2), ("0", 1), ("-3", 1), ("500", 500), ("99999", 500), ("999999", 1), ("٣", 1), ("2.5", 1)],
)
def test_a_page_that_cannot_be_is_the_nearest_that_can(typed: str, page: int) -> None:
    assert _page(typed) == page


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("näen päiv", ["Näen päivystyksen jonon"]),
        ("jon", ["Näen päivystyksen jonon"]),
        ("JONON näen", ["Näen päivystyksen jonon"]),
        ("äen", []),
        ("näen omak", []),
    ],
)
def test_titles_are_proposed_that_have_a_word_beginning_with_each_that_is_typed(
    world: World, typed: str, titles: list[str]
) -> None:
    world.app.state.site.search.drain_all()
    told = world.client().get("/fi/search/titles", params={"q": typed})
    assert [one["title"] for one in told.json()] == titles
