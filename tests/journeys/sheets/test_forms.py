"""Sheets filled in forms: a persona in one, evidence that keeps to its line, and what is typed at the wrong moment or far too long."""

import html
import re

import pytest

from tests.banks import BankWith
from tests.house.reading import Reading
from tests.journeys.pages import form_of
from tests.journeys.sheets.stored import sheet_of
from tests.segments import samples
from tests.world import World


def with_persona(world: World) -> None:
    samples.add_path(world)
    samples.add_persona(world)


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


def test_words_for_a_step_that_somebody_has_removed_meanwhile_are_given_back_with_a_sentence(paths: World) -> None:
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


def test_one_row_is_written_at_every_step_and_leads_to_the_next(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/rows/pain/edit")
    form = form_of(sanna.get(at))
    assert form["step-huomaa"] == ["Numero ei löydy.\nJono on pitkä."]
    told = {"step-huomaa": "Jono on pitkä.\nUusi este", "step-kay": "Kynnys on korkea", "do": "next"}
    answer = sanna.post(at, data=form | told)
    assert answer.status_code == 303
    assert "/rows/opportunity/edit" in answer.headers["location"]
    pains = {column.key: [(one.text["fi"], one.level) for one in column.items("pain")] for column in sheet_of(paths, "path").columns}  # fmt: skip
    assert pains["huomaa"] == [("Jono on pitkä.", "researched"), ("Uusi este", "assumption")]
    assert pains["kay"] == [("Kynnys on korkea", "assumption")]
    refused = sanna.post(at, data=form_of(sanna.get(at)) | {"step-kay": "x" * 400, "step-soittaa": "Jää tähän"})
    assert refused.status_code == 422
    assert "Jää tähän" in refused.text
    assert "#field-step-kay" in refused.text
    for nowhere in ("feeling", "channel", "nothing"):
        assert sanna.get(paths.path("path", f"/rows/{nowhere}/edit")).status_code == 404
    assert sanna.get(paths.path("persona", "/rows/goals/edit")).status_code == 404


def test_two_who_write_different_rows_both_win(paths: World) -> None:
    sanna, kaisa = paths.client("sanna"), paths.client("kaisa")
    pain, does = (paths.path("path", f"/rows/{lane}/edit") for lane in ("pain", "does"))
    first, second = form_of(sanna.get(pain)), form_of(kaisa.get(does))
    assert sanna.post(pain, data=first | {"step-kay": "Sannan este"}).status_code == 303
    assert kaisa.post(does, data=second | {"step-kay": "Kaisan teko"}).status_code == 303
    column = sheet_of(paths, "path").columns[2]
    assert [column.items(lane)[0].text["fi"] for lane in ("pain", "does")] == ["Sannan este", "Kaisan teko"]


def test_a_step_is_put_before_another_and_takes_its_stage(paths: World) -> None:
    sanna = paths.client("sanna")
    assert sanna.post(paths.path("path", "/steps/huomaa/place"), data={"before": "kay"}).status_code == 303
    assert [(one.key, one.stage) for one in sheet_of(paths, "path").columns] == [
        ("soittaa", "tarve"),
        ("huomaa", "hoito"),
        ("kay", "hoito"),
    ]
    assert sanna.post(paths.path("path", "/steps/soittaa/place"), data={"before": ""}).status_code == 303
    assert [one.key for one in sheet_of(paths, "path").columns] == ["huomaa", "kay", "soittaa"]
    gone = sanna.post(paths.path("path", "/steps/huomaa/place"), data={"before": "nowhere"})
    assert gone.status_code == 404
    assert "ei enää ole" in html.unescape(gone.text)
    assert paths.client("aino").post(paths.path("path", "/steps/huomaa/place"), data={}).status_code == 403


def test_a_finding_is_moved_to_another_cell_with_what_it_rests_on(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/cells/huomaa/pain/move")
    assert sanna.post(at, data={"words": "Jono on pitkä.", "to": "kay/pain"}).status_code == 303
    first, _second, third = sheet_of(paths, "path").columns
    assert [one.text["fi"] for one in first.items("pain")] == ["Numero ei löydy."]
    assert [(one.text["fi"], one.level) for one in third.items("pain")] == [("Jono on pitkä.", "researched")]
    for data, status in (
        ({"words": "Jono on pitkä.", "to": "kay/pain"}, 404),
        ({"words": "Numero ei löydy.", "to": "nowhere/pain"}, 404),
        ({"words": "Numero ei löydy.", "to": "kay/feeling"}, 422),
        ({"words": "Numero ei löydy.", "to": "kay/nothing"}, 422),
    ):
        assert sanna.post(at, data=data).status_code == status, data
    assert [one.text["fi"] for one in sheet_of(paths, "path").columns[0].items("pain")] == ["Numero ei löydy."]
