"""Who tells a need is the first who shares it; nobody is when it was told for others."""

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Draft, Entry
from tests.world import World

FORM = {"title": "Näen jonon pituuden", "who": "Potilas", "language": "fi", "draft": "F" * 43, "do": "publish", "confirmed": "yes"}  # fmt: skip


def told(world: World, **more: str) -> str:
    """The address of a need that Aino has told."""
    answer = world.client("aino").post("/fi/usecases", data={**FORM, **more})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def count(world: World, address: str) -> int:
    with world.database.reading() as session:
        entry = session.get_one(Entry, int(address.rpartition("/")[2].partition("-")[0]))
        return entry.support_count


def test_the_teller_is_the_first_who_shares_a_need_and_may_take_it_back(world: World) -> None:
    address, aino = told(world), world.client("aino")
    assert count(world, address) == 1
    assert 'class="mine"' in aino.get(address, follow_redirects=True).text
    at = address.partition("-")[0] + "/support"
    aino.post(at, data={"support": "no"})
    assert count(world, address) == 0
    aino.post(at, data={"support": "yes"})
    aino.post(at, data={"support": "yes"})
    assert count(world, address) == 1


def test_a_second_press_of_publish_counts_nobody_twice(world: World) -> None:
    address = told(world)
    world.client("aino").post("/fi/usecases", data=FORM)
    assert count(world, address) == 1


def test_a_row_of_a_list_told_from_its_draft_is_not_the_bringers_own(world: World) -> None:
    aino = world.client("aino")
    aino.post("/fi/usecases", data={**FORM, "do": "save"})
    with world.database.writing() as session:
        session.execute(sa.update(Draft).where(col(Draft.token) == FORM["draft"]).values(listed="a" * 36))
    assert count(world, told(world)) == 0


def test_what_the_bank_began_with_is_shared_by_nobody_yet(world: World) -> None:
    assert count(world, world.path("queue")) == 0


def test_only_a_need_is_its_tellers_own(world: World) -> None:
    form = {**FORM, "summary": "Palvelu.", "type": "service"}
    answer = world.client("sanna").post("/fi/solutions", data=form)
    assert answer.status_code == 303
    assert count(world, str(answer.headers["location"])) == 0


@pytest.mark.parametrize(
    ("name", "is_large"), [("queue", True), ("notices", True), ("omakanta", True), ("seniors", False)]
)
def test_support_stands_large_only_where_it_says_much_and_nobody_is_no_number(
    world: World, name: str, is_large: bool
) -> None:
    page = world.client().get(world.path(name), follow_redirects=True).text
    assert ('<section class="support"' in page, '<section class="support small"' in page) == (is_large, not is_large)
    assert "big-number" not in page
