"""Where an entry stands: only what its kind can become, with a reason, and withdrawal once."""

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries import actions
from ideabank.entries.models import Entry, Event
from ideabank.errors import Refused
from ideabank.visit.cards import status_choices
from tests.world import BANK, World


@pytest.mark.parametrize("code", BANK.kinds)
def test_every_status_of_a_kind_is_offered_once_under_a_name_of_its_own(code: str) -> None:
    choices = status_choices(BANK.kinds[code], "fi")
    assert [choice.value for choice in choices] == list(BANK.kinds[code].lifecycle.statuses)
    assert len({choice.name for choice in choices}) == len(choices)


@pytest.mark.parametrize(
    ("name", "status"), [("booking", "in-use"), ("omakanta", "accepted"), ("booking", ""), ("queue", "nonsense")]
)
def test_an_entry_becomes_nothing_that_its_kind_cannot(world: World, name: str, status: str) -> None:
    before = world.entry(name).status
    with world.database.writing() as session, pytest.raises(Refused):
        actions.set_status(
            session, session.get_one(Entry, world.entries[name]), status, by=world.people["kaisa"], reason="Syy"
        )
    assert world.entry(name).status == before


def test_a_change_of_status_tells_from_where_to_where_and_why(world: World) -> None:
    with world.database.writing() as session:
        entry = session.get_one(Entry, world.entries["queue"])
        for status in ("in-review", "accepted"):
            actions.set_status(session, entry, status, by=world.people["kaisa"], reason=f"Syy: {status}")
        session.flush()  # so that the select below sees it
        told = session.execute(sa.select(Event).where(col(Event.name) == "status").order_by(col(Event.id))).scalars()
        assert [(one.data["from"], one.data["to"], one.reason) for one in told] == [
            ("new", "in-review", "Syy: in-review"), ("in-review", "accepted", "Syy: accepted")
        ]  # fmt: skip


def test_what_is_withdrawn_twice_was_withdrawn_the_first_time(world: World) -> None:
    moments = []
    for _ in range(2):
        with world.database.writing() as session:
            actions.withdraw(session, session.get_one(Entry, world.entries["queue"]), by=world.people["aino"])
        moments.append(world.entry("queue").withdrawn_at)
    assert moments[0] is not None
    assert moments[0] == moments[1]
