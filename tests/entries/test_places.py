"""The names of steps and tasks that links belong to: answered from keys and names alone, in one query a kind."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from ideabank.entries import actions, links
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import names_in
from segments.sheets.reading import stored
from segments.sheets.schema import PATH
from segments.sheets.sheet import in_language
from segments.sheets.structure import SheetStructure
from tests.cookbook.samples import add_recipe
from tests.segments import samples
from tests.world import BANK, World, content


@contextmanager
def asked(world: World) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    seen: list[str] = []
    listener = lambda *rest: None if rest[2].startswith("BEGIN") else seen.append(rest[2])  # noqa: E731 one and the same object twice
    sa.event.listen(world.database.engine, "before_cursor_execute", listener)
    yield seen
    sa.event.remove(world.database.engine, "before_cursor_execute", listener)


def test_a_kind_with_places_says_in_which_of_its_details_they_are() -> None:
    anchored = [kind for kind in BANK.kinds.values() if kind.structure is not None and kind.structure.has_places]
    assert {kind.code for kind in anchored} == {"path", "recipe"}
    assert all(kind.structure and kind.detail_field(kind.structure.field) is not None for kind in anchored)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_steps_are_called_as_the_whole_sheet_calls_them_in_its_order(language: str) -> None:
    sheet: dict[str, Any] = copy.deepcopy(samples.PATH)
    sheet["columns"].reverse()  # as a file may have them: the stages say the order
    whole = stored(sheet, PATH)
    names = SheetStructure(has_places=True).places({"sheet": sheet}, language)
    assert list(names.items()) == [(one.key, in_language(one.name, language) or one.key) for one in whole.columns]


@pytest.mark.parametrize(
    ("pieces", "names"),
    [
        ([{"key": "a", "name": {"fi": "Yksi", "sv": "Ett"}, "cells": "anything"}], {"a": "Ett"}),
        ([{"key": "a", "name": {"fi": "Yksi", "sv": ""}}], {"a": "Yksi"}),
        ([{"key": "a", "name": {}}, {"key": "b"}, {"key": "c", "name": "x"}], {"a": "a", "b": "b", "c": "c"}),
        ([{"name": {"fi": "Ilman"}}, {"key": 5}, "x", None], {}),
        (None, {}),
        ({}, {}),
    ],
)
def test_only_keys_and_names_of_pieces_are_looked_at(pieces: Any, names: dict[str, str]) -> None:
    assert names_in(pieces, "sv") == names


def test_the_names_of_many_entries_cost_one_query_a_kind_that_reads_one_column(either: World) -> None:
    samples.add_path(either)
    add_recipe(either)
    ids = {either.entries[name] for name in ("path", "fork", "recipe", "booking")}
    with either.database.reading() as session, asked(either) as seen:
        found = links.places_of(session, ids, "fi")
        single = {
            name: links.anchors_of(session, session.get_one(Entry, either.entries[name]), "fi")
            for name in ("path", "recipe")
        }
    assert found[either.entries["path"], "huomaa"] == "Huomaa oireen"
    for name, places in single.items():
        assert {key: told for (number, key), told in found.items() if number == either.entries[name]} == places
    assert len(single["recipe"]) > 1
    ours = [one for one in seen if " IN " in one]
    assert len(ours) == 2
    assert all(one.partition("FROM")[0].count(",") == 1 for one in ours), ours


def test_nothing_is_asked_for_when_no_link_belongs_to_a_step(world: World) -> None:
    with world.database.reading() as session, asked(world) as seen:
        assert links.places_of(session, set(), "fi") == {}
    assert seen == []


def test_a_need_names_the_step_it_belongs_to_whatever_stands_in_the_rest_of_the_path(world: World) -> None:
    samples.add_path(world)
    assert "Huomaa oireen" in world.client().get(world.path("booking"), follow_redirects=True).text
    with world.database.writing() as session:
        path = session.get_one(Entry, world.entries["path"])
        sheet = copy.deepcopy(samples.PATH)
        sheet["columns"][0]["name"]["fi"] = "Herää oireeseen"
        actions.revise(session, path, content("Polku vastaanotolle", details={"state": "now", "scope": "region", "sheet": sheet}), based_on=path.revision)  # fmt: skip
    assert "Herää oireeseen" in world.client().get(world.path("booking"), follow_redirects=True).text
