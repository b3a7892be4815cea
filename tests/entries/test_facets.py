"""The count beside a choice is what the list shows once it is chosen: on both databases, for every kind and choice."""

import dataclasses

import pytest

from ideabank.entries.facets import tally
from ideabank.entries.grouped import grouped
from ideabank.entries.queries import Selection, joined_ends
from ideabank.reading.lists import filter_groups
from tests.banks import BankWith
from tests.browser.seeding import enrich
from tests.entries.counting import count_of
from tests.world import BANK, World

KINDS = ("usecase", "proposal", "solution", "recipe", "requirement", "segment", "path", "organisation")


@pytest.fixture
def bank(either_with: BankWith) -> World:
    """A bank with something of every kind."""
    return either_with(enrich)


def choices(world: World, code: str) -> dict[str, list[str]]:
    kind = BANK.kinds[code]
    found = {group.name: [choice.value for choice in group.choices] for group in filter_groups(kind, "fi")}
    with world.database.reading() as session:
        ends = joined_ends(session, kind, "fi")
    return found | {name: [str(number) for number, _ in told] for name, told in ends.items()}


def chosen(selection: Selection, name: str, value: str) -> Selection:
    return dataclasses.replace(selection, filters={**selection.filters, name: value})


def test_each_count_is_what_the_list_shows_when_it_is_chosen(bank: World) -> None:
    some = 0
    for code in KINDS:
        offered = choices(bank, code)
        with bank.database.reading() as session:
            for filters in ({}, {"theme": "booking"}, {"language": "fi", "theme": "contact"}):
                asked = Selection(BANK.kinds[code], "fi", dict(filters))
                counted = tally(session, asked, list(offered))
                assert counted.total == count_of(session, asked)
                assert counted.every == count_of(session, Selection(BANK.kinds[code], "fi"))
                for name in filters:
                    without = {one: value for one, value in filters.items() if one != name}
                    assert counted.without[name] == count_of(session, dataclasses.replace(asked, filters=without))
                for name, values in offered.items():
                    for value in values:
                        there = count_of(session, chosen(asked, name, value))
                        assert counted.by[name].get(value, 0) == there, (code, filters, name, value)
                        some += bool(there)
    assert some > 40


def test_what_a_word_found_narrows_the_counts_too(bank: World) -> None:
    number = bank.entries["booking"]
    with bank.database.reading() as session:
        asked = Selection(BANK.kinds["usecase"], "fi", only=(number,))
        counted = tally(session, asked, ["theme", "met"])
    assert (counted.total, counted.by["theme"]) == (1, {"booking": 1})
    assert counted.every > 1


def test_a_list_in_groups_holds_every_entry_once_the_most_linked_first(bank: World) -> None:
    with bank.database.reading() as session:
        asked = Selection(BANK.kinds["proposal"], "fi")
        groups = grouped(session, asked, "main_area", most=40)
        assert sum(sum(one.statuses.values()) for one in groups.values()) == count_of(session, asked)
        assert [row.id for row in groups["PK3"].rows] == [bank.entries["notices"]]
        solutions = grouped(session, Selection(BANK.kinds["solution"], "fi"), "type", most=2)
    links = [row.link_count for row in solutions["service"].rows]
    assert links == sorted(links, reverse=True)
    assert len(links) == 2
    assert sum(solutions["service"].statuses.values()) > 2
