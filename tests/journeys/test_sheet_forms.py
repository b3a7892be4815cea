"""Sheets filled in forms: a persona in one, evidence that keeps to its line, and what is typed at the wrong moment or far too long."""

import html
import re
from typing import Any

import pytest

from ideabank.entries import actions
from tests.banks import BankWith
from tests.house.reading import Reading
from tests.journeys.test_sheets import form_of, sheet_of
from tests.segments import samples
from tests.world import BANK, World, content


def with_persona(world: World) -> None:
    """A path and a persona whose second goal is researched."""
    samples.add_path(world)
    goals = [
        {"text": {"fi": "Ehtiä töistä"}},
        {"text": {"fi": "Asioida kerralla", "en": "All at once"}, "level": "researched", "source": "dia 73"},
    ]
    sheet: dict[str, Any] = {"columns": [{"key": "all", "name": {}, "cells": {"goals": goals}}]}
    with world.database.writing() as session:
        told = content("Persoona: Sari", details={"type": "persona", "sheet": sheet})
        world.entries["persona"] = actions.propose(session, BANK.kinds["artefact"], told, by=world.people["sanna"]).id


@pytest.fixture
def paths(bank_with: BankWith) -> World:
    return bank_with(with_persona)


def goals(world: World) -> list[tuple[str, str, str]]:
    [column] = sheet_of(world, "persona", "persona").columns
    return [(item.text["fi"], item.level, item.source) for item in column.items("goals")]


def test_all_of_a_persona_is_filled_in_one_form_and_evidence_keeps_to_its_line(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("persona", "/steps/all/edit")
    form = form_of(sanna.get(at))
    assert sanna.post(at, data=form | {"goals": "Uusi alussa\nAsioida kerralla\nEhtiä töistä", "who": "Sari, 48"}).status_code == 303  # fmt: skip
    assert goals(paths) == [
        ("Uusi alussa", "assumption", ""),
        ("Asioida kerralla", "researched", "dia 73"),
        ("Ehtiä töistä", "assumption", ""),
    ]
    page = html.unescape(sanna.get(paths.path("persona"), follow_redirects=True).text)
    assert "Sari, 48" in page
    assert "tutkittu, dia 73" in page


def test_what_a_line_rests_on_is_told_beside_it_and_follows_it_to_another_place(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("persona", "/steps/all/edit")
    form = form_of(sanna.get(at))
    assert form["of-goals-0"] == ["Ehtiä töistä"]
    told = {"level-goals-0": "partly", "source-goals-0": "haastattelu 3", "goals": "Asioida kerralla\nEhtiä töistä ajoissa"}  # fmt: skip
    assert sanna.post(at, data=form | told).status_code == 303
    assert goals(paths) == [
        ("Asioida kerralla", "researched", "dia 73"),
        ("Ehtiä töistä ajoissa", "partly", "haastattelu 3"),
    ]
    refused = sanna.post(at, data=form_of(sanna.get(at)) | {"level-goals-0": "perhaps", "who": "Jää tähän"})
    assert refused.status_code == 422
    assert "Jää tähän" in refused.text


def test_a_persona_saved_as_it_stands_changes_nothing(paths: World) -> None:
    sanna, before = paths.client("sanna"), paths.entry("persona").revision
    for lang in ("fi", "en"):
        at = paths.path("persona", "/steps/all/edit", lang=lang)
        assert sanna.post(at, data=form_of(sanna.get(at))).status_code == 303
    assert paths.entry("persona").revision == before


def test_two_who_fill_one_persona_see_both_texts(paths: World) -> None:
    sanna, kaisa, at = paths.client("sanna"), paths.client("kaisa"), paths.path("persona", "/steps/all/edit")
    mine, theirs = form_of(sanna.get(at)), form_of(kaisa.get(at))
    assert sanna.post(at, data=mine | {"day": "Sannan aamu"}).status_code == 303
    conflict = kaisa.post(at, data=theirs | {"day": "Kaisan aamu"})
    assert conflict.status_code == 409
    assert "Sannan aamu" in conflict.text
    assert "Kaisan aamu" in conflict.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x" * 10_000, "300"),
        ("\n".join(f"Havainto {number}" for number in range(100)), "100"),
        ("Tunnus 131052-308T", "henkilötunnus"),
        ("Soita 040 123 4567", "puhelinnumero"),
    ],
    ids=["ten thousand letters", "a hundred lines", "an identity code", "a telephone number"],
)
@pytest.mark.parametrize("where", ["persona/steps/all/edit", "path/cells/huomaa/pain/edit"])
def test_what_cannot_be_saved_is_told_in_a_sentence_and_every_word_stays(
    paths: World, where: str, words: str, said: str
) -> None:
    name, _slash, rest = where.partition("/")
    sanna, at = paths.client("sanna"), paths.path(name, f"/{rest}")
    field, before = ("needs" if name == "persona" else "pain"), paths.entry(name).revision
    answer = sanna.post(at, data=form_of(sanna.get(at)) | {field: words})
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert words in html.unescape(answer.text)
    assert paths.entry(name).revision == before


def test_words_for_a_step_that_somebody_has_removed_meanwhile_are_given_back(paths: World) -> None:
    sanna, kaisa = paths.client("sanna"), paths.client("kaisa")
    cell, step = paths.path("path", "/cells/soittaa/pain/edit"), paths.path("path", "/steps/soittaa/edit")
    forms = {at: form_of(kaisa.get(at)) for at in (cell, step)}
    assert sanna.post(paths.path("path", "/steps/soittaa/removal")).status_code == 303
    for at, form in forms.items():
        answer = kaisa.post(at, data=form | {"pain": "Pitkään mietitty este"})
        assert answer.status_code == 404
        page = html.unescape(answer.text)
        assert "Pitkään mietitty este" in page
        assert "ei enää ole" in page
        assert "assumption" not in page
    assert kaisa.get(cell).status_code == 404
    assert kaisa.get(paths.path("path", "/cells/huomaa/nowhere/edit")).status_code == 404


def test_a_type_of_artefact_is_chosen_from_cards_before_the_form(world: World) -> None:
    sanna = world.client("sanna")
    cards = Reading(sanna.get("/fi/artefacts/new").text)
    led = [node.get("href") or "" for node in cards.all("a") if "type=" in (node.get("href") or "")]
    assert len(led) == 10
    persona = sanna.get("/fi/artefacts/new?type=persona").text
    assert re.search(r'<option value="persona" selected', persona)
    assert 'name="sheet"' not in persona
    assert 'name="sheet"' in sanna.get("/fi/artefacts/new?type=blueprint").text
    assert len(Reading(sanna.get("/fi/artefacts/new?type=nonsense").text).all("select")) == 0
    assert world.client("aino").get("/fi/artefacts/new").status_code == 403


def test_a_path_folds_rows_with_little_in_them_and_leaves_out_empty_ones(paths: World) -> None:
    reader = paths.client().get(paths.path("path", "?view=table"), follow_redirects=True).text
    assert 'class="lane-does"' in reader
    assert 'class="lane-systems"' not in reader
    designer = paths.client("sanna").get(paths.path("path", "?view=table"), follow_redirects=True).text
    assert 'class="lane-systems"' in designer
    assert designer.index("more-lanes") < designer.index('class="lane-systems"')
