"""One list of channels for needs, steps and segments; what was called otherwise before is still read, everywhere."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Revision
from ideabank.entries.vocabulary import CHANNELS, FORMER_CHANNELS, current
from ideabank.exchange.content import load, read_file
from ideabank.exchange.lines import Line
from ideabank.reading.lists import filter_groups, selection_of
from ideabank.visit.visit import Visit
from segments.sheets import files
from segments.sheets.schema import TYPES
from tests.journeys.test_journeys import NEED
from tests.world import BANK, World

FILE = """---
kind: usecase
key: hyva
language: fi
title: {fi: Hyvä}
fields:
  who: {fi: Joku}
details: {abilities: [sms], channels: [phone, sms, sms]}
---
"""


def test_needs_segments_and_steps_share_one_list() -> None:
    told = [BANK.kinds[kind].detail_field("channels") for kind in ("usecase", "segment")]
    lanes = [lane for kind in TYPES.values() for lane in kind.lanes if lane.holds == "choices"]
    assert len(lanes) == 3
    assert all(one is not None and one.options is CHANNELS and one.former is FORMER_CHANNELS for one in [*told, *lanes])
    assert set(FORMER_CHANNELS.values()) <= set(CHANNELS)
    assert not set(FORMER_CHANNELS) & set(CHANNELS)


@pytest.mark.parametrize(
    ("value", "today"),
    [
        ("sms", "text-message"),
        ("phone", "phone"),
        (["sms", "phone"], ["text-message", "phone"]),
        (["sms", "text-message", "sms"], ["text-message"]),
        ([], []),
        (None, None),
        ([["sms"]], [["sms"]]),
        ({"sms": 1}, {"sms": 1}),
    ],
)
def test_a_former_name_is_read_as_the_name_of_today(value: Any, today: Any) -> None:
    assert current(value, FORMER_CHANNELS) == today


def test_an_old_content_file_is_read_and_the_device_still_needs_text_messages(tmp_path: Path) -> None:
    (tmp_path / "hyva.md").write_text(FILE)
    details = read_file(tmp_path / "hyva.md", BANK.kinds["usecase"]).content.details
    assert details == {"abilities": ["sms"], "channels": ["phone", "text-message"]}


def test_a_file_that_only_says_the_same_by_another_name_makes_no_version(world: World, tmp_path: Path) -> None:
    loaded = []
    for told in (
        FILE,
        FILE.replace("phone, sms, sms", "text-message, phone"),
        FILE.replace("{fi: Hyvä}", "{fi: Parempi}"),
    ):
        (tmp_path / "hyva.md").write_text(told)
        with world.database.writing() as session:
            done = load(session, [read_file(tmp_path / "hyva.md", BANK.kinds["usecase"])])
            loaded.append((done.created, done.updated, done.kept))
    assert loaded == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]


@pytest.mark.parametrize("kind", ["usecase", "segment"])
def test_an_old_export_is_read(kind: str) -> None:
    data = {"kind": kind, "uuid": "u-1", "id": 9, "language": "fi", "texts": {"fi": {"title": "Tarve"}}}
    row = Line(BANK, 1).read(json.dumps({**data, "details": {"channels": ["sms", "phone"]}}))
    assert row is not None
    assert row.content.details["channels"] == ["text-message", "phone"]


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_sheet_that_says_the_former_name_is_read(ending: str) -> None:
    cells = {"channel": ["sms", "phone"]}
    sheet = {"columns": [{"key": "a", "name": {"fi": "Askel"}, "cells": cells}]}
    rows = [["row", "part", "name", "1"], ["type", "", "", "path"], ["key", "", "", "a"], ["name", "fi", "", "Askel"]]
    written = {
        "json": json.dumps({"schema": "ideabank.sheet/1", "type": "path", "sheet": sheet}),
        "csv": "\n".join(";".join(row) for row in [*rows, ["channel", "", "", '"sms\nphone"']]),
    }
    brought = files.bring(f"a.{ending}", written[ending].encode())
    assert brought.problems == []
    assert brought.sheet.columns[0].choices("channel") == ("phone", "text-message")


def test_a_form_and_a_draft_from_before_keep_what_was_ticked(world: World) -> None:
    client, typed = world.client("aino"), {**NEED, "channels": ["sms", "letter"]}
    client.post("/fi/usecases/drafts", data=typed, headers={"accept": "application/json"})
    with world.database.writing() as session:  # as an older bank kept it
        values = {**typed, "language": "fi"}
        session.execute(sa.text('UPDATE draft SET "values" = :values'), {"values": json.dumps(values)})
    draft = client.get("/fi/usecases/drafts/" + NEED["draft"]).text
    for code, ticked in (("text-message", True), ("letter", True), ("chat", False)):
        box = draft[draft.index(f'value="{code}"') :].partition(">")[0]
        assert ("checked" in box) is ticked, code
    answer = client.post("/fi/usecases", data={**typed, "confirmed": "yes"})
    assert answer.status_code == 303
    with world.database.reading() as session:
        newest = session.execute(sa.select(Revision).order_by(col(Revision.id).desc()).limit(1)).scalar_one()
        assert newest.snapshot["details"]["channels"] == ["text-message", "letter"]


def test_an_old_version_and_a_new_one_differ_only_where_somebody_changed_something(world: World) -> None:
    """The first version says sms, and in another order; only the title was changed since."""
    client, path = world.client("aino"), world.path("booking")
    with world.database.writing() as session:
        first = session.execute(
            sa.select(Revision).where(col(Revision.entry_id) == world.entries["booking"])
        ).scalar_one()
        details = {**first.snapshot["details"], "channels": ["letter", "sms"]}
        first.snapshot = {**first.snapshot, "details": details}
    typed = {
        "title": "Uusi nimi",
        "who": "Omaishoitaja",
        "want": "Varata ajan",
        "why": "Aika löytyy ajoissa",
        "abilities": ["sms"],
    }
    typed |= {
        "summary": "Ajan saa varattua toisen puolesta.",
        "situation": "Äiti ei käytä puhelinta.",
        "body": "Pitkä *kertomus*.",
    }
    typed |= {
        "theme": "booking",
        "tags": "ajanvaraus",
        "language": "fi",
        "based_on": "1",
        "channels": ["text-message", "letter"],
    }
    assert client.post(path, data={**typed, "confirmed": "yes"}).status_code == 303
    compared = client.get(f"{path}/compare?from=1&to=2").text
    assert "Uusi" in compared
    assert "Asiointikanavat" not in compared
    again = client.post(path, data={**typed, "based_on": "2", "channels": ["letter", "sms"], "confirmed": "yes"})
    assert again.status_code == 303
    assert world.entry("booking").revision == 2  # the same by other names, in another order


def test_an_old_address_filters_by_the_name_of_today(world: World) -> None:
    kind = BANK.kinds["usecase"]
    filtered = tuple(dataclasses.replace(one, filter=one.name == "channels") for one in kind.details)
    kind = dataclasses.replace(kind, details=filtered)
    for asked in ("sms", "text-message"):
        scope = {
            "type": "http",
            "app": world.app,
            "path_params": {"lang": "fi"},
            "headers": [],
            "query_string": f"channels={asked}".encode(),
        }
        selection = selection_of(Visit(scope), kind, filter_groups(kind, "fi"))
        assert selection.filters == {"channels": "text-message"}
