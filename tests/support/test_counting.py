"""Support and statements: each person once, each organisation once, and the counters agree with the rows."""

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.errors import Refused
from ideabank.support.actions import state, support, unstate
from ideabank.support.models import Statement, Vote
from tests.world import World


def rows(world: World, table: type[Vote] | type[Statement]) -> int:
    with world.database.reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_saying_the_same_twice_changes_nothing(world: World) -> None:
    counted = []
    for wanted in (True, True, False, False, True):
        with world.database.writing() as session:
            support(session, session.get_one(Entry, world.entries["queue"]), by=world.people["aino"], wanted=wanted)
        counted.append((world.entry("queue").support_count, rows(world, Vote)))
    assert counted == [(1, 1), (1, 1), (0, 0), (0, 0), (1, 1)]


def test_two_people_count_as_two(world: World) -> None:
    with world.database.writing() as session:
        for who in ("aino", "sanna"):
            support(session, session.get_one(Entry, world.entries["queue"]), by=world.people[who], wanted=True)
    assert (world.entry("queue").support_count, rows(world, Vote)) == (2, 2)


def test_an_organisation_stands_behind_an_entry_once_in_its_first_words_and_may_step_back(world: World) -> None:
    eero, seniors = world.people["eero"], world.entries["seniors"]
    with world.database.writing() as session:
        entry = session.get_one(Entry, world.entries["queue"])
        for words in ("Tärkeä", "Toisin sanoen"):
            state(session, entry, organisation_id=seniors, by=eero, words=words)
    with world.database.reading() as session:
        assert session.execute(sa.select(col(Statement.words))).scalars().all() == ["Tärkeä"]
    assert world.entry("queue").statement_count == 1
    with world.database.writing() as session:
        for _ in range(2):
            unstate(session, session.get_one(Entry, world.entries["queue"]), organisation_id=seniors, by=eero)
    assert (world.entry("queue").statement_count, rows(world, Statement)) == (0, 0)


@pytest.mark.parametrize("who", ["aino", "kaisa"])
def test_nobody_speaks_for_an_organisation_that_is_not_theirs(world: World, who: str) -> None:
    with world.database.writing() as session:
        entry = session.get_one(Entry, world.entries["queue"])
        with pytest.raises(Refused):
            state(session, entry, organisation_id=world.entries["seniors"], by=world.people[who], words="Minäkin")
    assert world.entry("queue").statement_count == 0
