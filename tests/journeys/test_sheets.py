"""Paths and artefacts as designers use them: made, edited step by step, forked, compared, taken out and brought back."""

import io
import json
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank.entries import links
from ideabank.entries.models import Attachment, Entry, EntryText, Link, Revision
from ideabank.upkeep.doctor import examine
from segments.sheets import changing
from segments.sheets.reading import read, stored
from segments.sheets.schema import TYPES
from segments.sheets.sheet import CellAt, Item, Sheet, plain
from tests.banks import BankWith
from tests.house.reading import Reading
from tests.segments import samples
from tests.web.test_answers import queries
from tests.world import World

STEPS = "# Tarve herää\nHuomaa oireen\nSoittaa\n# Hoito\nKäy vastaanotolla"
DRAFT = "S" * 43


@pytest.fixture
def paths(bank_with: BankWith) -> World:
    """The cast's bank with a path and its fork, on both databases."""
    return bank_with(samples.add_path)


def sheet_of(world: World, name: str, code: str = "path") -> Sheet:
    with world.database.reading() as session:
        query = sa.select(Revision).where(col(Revision.entry_id) == world.entries[name])
        newest = session.execute(query.order_by(col(Revision.number).desc()).limit(1)).scalar_one()
        return stored(newest.snapshot["details"]["sheet"], TYPES[code])


def form_of(answer: Any) -> dict[str, Any]:
    """What the page's main form would send as it stands."""
    assert answer.status_code == 200, answer.status_code
    page = Reading(answer.text)
    found: dict[str, Any] = {}
    for node in page.all("input"):
        kind = node.get("type") or "text"
        if kind in ("checkbox", "radio") and "checked" not in node:
            continue
        if node.get("name") and kind != "file":
            found.setdefault(node.get("name"), []).append(node.get("value") or "")
    for name, words in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', answer.text, re.DOTALL):
        found[name] = [words.replace("&#39;", "'").replace("&amp;", "&")]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', answer.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        found[name] = [chosen[1] if chosen else ""]
    found.pop("q", None)
    found.pop("do", None)
    return found


def test_a_path_is_begun_as_lines_of_text_and_kept_whole_when_something_is_wrong(world: World) -> None:
    sanna = world.client("sanna")
    form = {"title": "Uusi polku", "summary": "Lyhyesti.", "state": "now", "language": "fi", "draft": DRAFT}
    refused = sanna.post("/fi/paths", data={**form, "sheet": "", "do": "publish"})
    assert refused.status_code == 422
    assert "ainakin yksi askel" in refused.text
    assert "Lyhyesti." in refused.text
    twice = sanna.post("/fi/paths", data={**form, "sheet": "Soittaa\nsoittaa", "do": "publish"})
    assert twice.status_code == 422
    assert "Soittaa\nsoittaa" in twice.text
    many = sanna.post("/fi/paths", data={**form, "sheet": "\n".join(f"Askel {n}" for n in range(400))})
    assert many.status_code == 422
    assert "400" in many.text
    made = sanna.post("/fi/paths", data={**form, "sheet": STEPS, "do": "publish"})
    assert made.status_code == 303
    page = sanna.get(made.headers["location"], follow_redirects=True).text
    for name in ("Tarve herää", "Huomaa oireen", "Käy vastaanotolla"):
        assert name in page


def test_only_those_who_design_may_change_a_path(paths: World) -> None:
    at = paths.path("path", "/steps/huomaa/edit")
    assert "/sign-in" in paths.client().get(at).headers["location"]
    assert paths.client("aino").get(at).status_code == 403
    assert paths.client("aino").get("/fi/paths/import").status_code == 403
    assert paths.client("sanna").get(at).status_code == 200


def test_a_form_saved_as_it_stands_changes_nothing(paths: World) -> None:
    sanna, before = paths.client("sanna"), paths.entry("path").revision
    for lang in ("fi", "en"):
        at = paths.path("path", "/steps/huomaa/edit", lang=lang)
        assert sanna.post(at, data=form_of(sanna.get(at))).status_code == 303
    for lane in ("pain", "feeling", "channel", "systems"):
        at = paths.path("path", f"/cells/huomaa/{lane}/edit")
        assert sanna.post(at, data=form_of(sanna.get(at))).status_code == 303
    assert (
        sanna.post(paths.path("path", "/stages"), data=form_of(sanna.get(paths.path("path", "/stages")))).status_code
        == 303
    )
    assert paths.entry("path").revision == before


def test_a_step_is_saved_and_the_next_one_opens(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/steps/huomaa/edit")
    form = form_of(sanna.get(at)) | {"feeling": "2", "feeling_word": "toiveikas", "pain": "Uusi este\nJono on pitkä."}
    answer = sanna.post(at, data={**form, "new_stage": "Ennen", "do": "next"})
    assert answer.status_code == 303
    column = sheet_of(paths, "path").column("huomaa")
    assert column is not None
    feeling = column.feeling()
    assert feeling is not None
    assert (feeling.value, feeling.word) == (2, {"fi": "toiveikas", "en": "worried"})
    assert [item.level for item in column.items("pain")] == ["assumption", "researched"]
    assert sheet_of(paths, "path").stages[-1].name == {"fi": "Ennen"}
    assert "/steps/" in answer.headers["location"] or "#step-huomaa" in answer.headers["location"]
    compared = sanna.get(paths.path("path", "/compare")).text
    assert "este" in compared
    assert "Huomaa oireen · Mikä hankaloittaa" in compared


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"feeling": "7"}, "Valitse"),
        ({"name": ""}, "nimi"),
        ({"name": "Soittaa"}, "Soittaa"),
        ({"pain": "x" * 400}, "300"),
        ({"pain": "Tunnus 131052-308T"}, "henkilötunnus"),
        ({"pain": "Soita 040 123 4567"}, "puhelinnumero"),
        ({"channel": "pigeon"}, "pigeon"),
        ({"stage": "nowhere"}, "Valitse"),
    ],
)
def test_a_step_that_is_wrong_is_told_and_every_word_stays(paths: World, wrong: dict[str, str], words: str) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/steps/huomaa/edit")
    before = paths.entry("path").revision
    form = form_of(sanna.get(at)) | {"does": "Sanat, jotka eivät katoa"} | wrong
    answer = sanna.post(at, data=form)
    assert answer.status_code == 422
    assert "Sanat, jotka eivät katoa" in answer.text
    assert words in answer.text
    assert paths.entry("path").revision == before


def test_two_who_edit_different_steps_both_win_and_two_who_edit_one_see_each_other(paths: World) -> None:
    sanna, kaisa = paths.client("sanna"), paths.client("kaisa")
    one, other = paths.path("path", "/steps/huomaa/edit"), paths.path("path", "/steps/kay/edit")
    mine, theirs, same = form_of(sanna.get(one)), form_of(kaisa.get(other)), form_of(kaisa.get(one))
    assert sanna.post(one, data=mine | {"pain": "Sannan este"}).status_code == 303
    assert kaisa.post(other, data=theirs | {"opportunity": "Kaisan ajatus"}).status_code == 303
    conflict = kaisa.post(one, data=same | {"pain": "Kaisan este"})
    assert conflict.status_code == 409
    assert "Sannan este" in conflict.text
    assert "Kaisan este" in conflict.text
    assert "Sanna" in conflict.text
    again = re.search(r'name="based_on" value="(\d+)"', conflict.text)
    assert again
    assert kaisa.post(one, data=same | {"pain": "Kaisan este", "based_on": again[1]}).status_code == 303
    sheet = sheet_of(paths, "path")
    assert [item.text["fi"] for item in sheet.columns[0].items("pain")] == ["Kaisan este"]
    assert [item.text["fi"] for item in sheet.columns[2].items("opportunity")] == ["Kaisan ajatus"]
    cell = paths.path("path", "/cells/huomaa/pain/edit")
    old = form_of(kaisa.get(cell))
    assert sanna.post(cell, data=old | {"pain": "Taas Sannan"}).status_code == 303
    refused = kaisa.post(cell, data=old | {"pain": "Taas Kaisan"})
    assert refused.status_code == 409
    assert "Taas Sannan" in refused.text
    assert "Taas Kaisan" in refused.text


def test_a_finding_of_several_lines_keeps_them_and_has_a_field_of_its_own(paths: World) -> None:
    sanna, cell = paths.client("sanna"), paths.path("path", "/cells/huomaa/pain/edit")
    with paths.database.writing() as session:
        path = session.get(Entry, paths.entries["path"])
        assert path is not None
        brought = stored({**samples.PATH}, TYPES["path"])
        several = (Item({"fi": "Eka rivi\ntoka rivi"}), *brought.columns[0].items("pain")[1:])
        sheet = changing.with_cell(brought, CellAt("huomaa/pain", several))
        changing.save(session, path, sheet, by=paths.people["sanna"])
    form = form_of(sanna.get(cell))
    assert form["pain-0"] == ["Eka rivi\ntoka rivi"]
    assert sanna.post(cell, data=form | {"pain": "Uusi havainto"}).status_code == 303
    pains = [item.text["fi"] for item in sheet_of(paths, "path").columns[0].items("pain")]
    assert pains == ["Eka rivi\ntoka rivi", "Jono on pitkä.", "Uusi havainto"]
    assert "Eka rivi\ntoka rivi</span>" in sanna.get(paths.path("path"), follow_redirects=True).text
    step = paths.path("path", "/steps/huomaa/edit")
    assert sanna.post(step, data=form_of(sanna.get(step)) | {"name": "Toinen nimi"}).status_code == 303
    assert sheet_of(paths, "path").columns[0].items("pain")[0].text["fi"] == "Eka rivi\ntoka rivi"
    drawn = sanna.get(paths.path("path", "/export/svg")).text
    assert "Eka rivi<" in drawn
    assert ">toka rivi<" in drawn


def test_a_draft_of_a_step_leads_back_to_its_form(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/steps/huomaa")
    form = form_of(sanna.get(f"{at}/edit")) | {"pain": "Kesken jäänyt", "draft": DRAFT}
    assert sanna.post(f"{at}/draft", data=form).json()["draft"] == DRAFT
    led = sanna.get(f"/fi/paths/drafts/{DRAFT}")
    assert led.status_code == 303
    assert "Kesken jäänyt" in sanna.get(led.headers["location"], follow_redirects=True).text


def test_steps_are_added_moved_copied_and_removed_with_their_links(paths: World) -> None:
    sanna = paths.client("sanna")
    assert sanna.post(paths.path("path", "/steps/new"), data={"names": "", "language": "fi"}).status_code == 422
    assert sanna.post(paths.path("path", "/steps/new"), data={"names": "soittaa", "language": "fi"}).status_code == 422
    added = sanna.post(
        paths.path("path", "/steps/new"), data={"names": "Odottaa\nKiittää", "stage": "hoito", "language": "fi"}
    )
    assert added.status_code == 303
    at = paths.path("path", "/steps/huomaa/edit")
    assert sanna.post(at, data=form_of(sanna.get(at)) | {"do": "later"}).status_code == 303
    at = paths.path("path", "/steps/kay/edit")
    assert sanna.post(at, data=form_of(sanna.get(at)) | {"do": "duplicate"}).status_code == 303
    names = [column.name["fi"] for column in sheet_of(paths, "path").columns]
    assert names == ["Soittaa", "Huomaa oireen", "Käy vastaanotolla", "Käy vastaanotolla (2)", "Odottaa", "Kiittää"]
    assert paths.entry("booking").link_count == 4
    assert sanna.post(paths.path("path", "/steps/huomaa/removal")).status_code == 303
    assert paths.entry("booking").link_count == 3
    with paths.database.reading() as session:
        assert [finding.what for finding in examine(paths.database, session)] == []


def test_the_last_step_of_a_path_stays(paths: World) -> None:
    sanna = paths.client("sanna")
    for step in ("huomaa", "soittaa"):
        assert sanna.post(paths.path("path", f"/steps/{step}/removal")).status_code == 303
    assert sanna.post(paths.path("path", "/steps/kay/removal")).status_code == 422
    assert len(sheet_of(paths, "path").columns) == 1


def test_stages_are_named_ordered_added_and_taken_away(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/stages")
    form = form_of(sanna.get(at))
    assert (
        sanna.post(at, data=form | {"stage-tarve": "Alku", "new_stage": "Loppu", "do": "up:hoito"}).status_code == 303
    )
    sheet = sheet_of(paths, "path")
    assert [stage.name["fi"] for stage in sheet.stages] == ["Hoito", "Alku", "Loppu"]
    assert [column.key for column in sheet.columns] == ["kay", "huomaa", "soittaa"]
    # A stage told in another language too only loses its Finnish name; one that has no other keeps its steps.
    refused = sanna.post(at, data=form_of(sanna.get(at)) | {"stage-hoito": ""})
    assert refused.status_code == 422
    gone = sanna.post(at, data=form_of(sanna.get(at)) | {"stage-loppu": ""})
    assert gone.status_code == 303
    assert len(sheet_of(paths, "path").stages) == 2


def test_a_cell_tells_for_each_finding_how_well_it_is_known(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/cells/soittaa/pain/edit")
    form = form_of(sanna.get(at))
    drawn = sanna.post(at, data=form | {"pain": "Jono katkeaa.", "do": "lines"})
    assert 'name="level-pain-0"' in drawn.text
    form |= {"pain": "Jono katkeaa.", "of-pain-0": "Jono katkeaa.", "level-pain-0": "researched"}
    assert sanna.post(at, data=form | {"source-pain-0": "haastattelu 3"}).status_code == 303
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    [item] = column.items("pain")
    assert (item.text, item.level, item.source) == ({"fi": "Jono katkeaa."}, "researched", "haastattelu 3")
    page = sanna.get(paths.path("path"), follow_redirects=True).text
    assert "tutkittu, haastattelu 3" in page
    english = paths.path("path", "/cells/soittaa/pain/edit", lang="en")
    form = form_of(sanna.get(english)) | {"pain-0": "The queue drops."}
    assert sanna.post(english, data=form).status_code == 303
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    assert column.items("pain")[0].text == {"fi": "Jono katkeaa.", "en": "The queue drops."}
    assert sanna.post(at, data=form_of(sanna.get(at)) | {"pain": ""}).status_code == 303
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    assert column.items("pain") == ()


def test_a_step_shows_what_is_unmet_and_both_ends_of_its_links(paths: World) -> None:
    sanna = paths.client("sanna")
    need = str(paths.entries["queue"])
    form = {
        "other": need,
        "relation": "raises>",
        "anchor": "soittaa",
        "fit": "unknown",
        "basis": "judgement",
        "language": "fi",
    }
    assert sanna.post(paths.path("path", "/links"), data=form).status_code == 303
    assert sanna.post(paths.path("path", "/links"), data=form | {"anchor": "nowhere"}).status_code == 422
    page = paths.client().get(paths.path("path", "?view=table"), follow_redirects=True).text
    assert "Näen päivystyksen jonon" in page
    assert 'class="unmet"' in page
    assert "1 askeleessa" in page
    assert "Soittaa" in paths.client().get(paths.path("queue"), follow_redirects=True).text
    assert "Käy vastaanotolla" in paths.client().get(paths.path("omakanta"), follow_redirects=True).text
    choose = sanna.get(paths.path("path", f"/links/new?kind=usecase&anchor=kay&other={need}")).text
    assert re.search(r'<option value="kay" selected', choose)


def test_a_link_to_what_one_may_not_see_is_refused(paths: World) -> None:
    mika, sanna = paths.client("mika"), paths.client("sanna")
    assert mika.post(paths.path("queue", "/decision"), data={"do": "hide", "reason": "Syy"}).status_code == 303
    form = {
        "other": str(paths.entries["queue"]),
        "relation": "raises>",
        "anchor": "soittaa",
        "fit": "unknown",
        "basis": "judgement",
    }
    assert sanna.post(paths.path("path", "/links"), data=form).status_code == 404


def test_a_fork_shows_exactly_what_was_changed_and_when_its_origin_moves_on(paths: World) -> None:
    sanna, title = paths.client("sanna"), "Polku iäkkäälle"
    refused = sanna.post(paths.path("path", "/fork"), data={"title": "polku vastaanotolle", "links": "yes"})
    assert refused.status_code == 422
    made = sanna.post(paths.path("path", "/fork"), data={"title": title, "links": "yes", "segment": ""})
    assert made.status_code == 303
    at = made.headers["location"].split("-")[0]
    for step, words in (
        ("huomaa", "Ei näe pientä tekstiä."),
        ("soittaa", "Numero vaihtui."),
        ("kay", "Matka on pitkä."),
    ):
        where = f"{at}/steps/{step}/edit"
        assert sanna.post(where, data=form_of(sanna.get(where)) | {"pain": words}).status_code == 303
    sides = paths.client().get(f"{at}/sides").text
    assert sides.count('class="pair differs"') == 3
    assert "3 askelta eroaa" in sides
    assert "Numero vaihtui." in sides
    page = paths.client().get(at, follow_redirects=True).text
    assert "Polku vastaanotolle" in page
    assert "muuttunut haarautuksen jälkeen" not in page
    assert page.count("Varaan ajan äitini puolesta") >= 1  # its step's need came along
    origin = paths.path("path", "/steps/kay/edit")
    assert sanna.post(origin, data=form_of(sanna.get(origin)) | {"opportunity": "Etävastaanotto"}).status_code == 303
    behind = sanna.get(at, follow_redirects=True).text
    action = re.search(r'action="([^"]+/origin)"', behind)
    assert action
    assert "Käy vastaanotolla" in behind
    assert sanna.post(action[1]).status_code == 303
    assert not re.search(r'action="([^"]+/origin)"', sanna.get(at, follow_redirects=True).text)


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "md", "svg"])
def test_everybody_may_take_a_path_out(paths: World, ending: str) -> None:
    answer = paths.client().get(paths.path("path", f"/export/{ending}"))
    assert answer.status_code == 200
    if ending in ("json", "csv", "md", "svg"):
        assert "Huomaa oireen" in answer.text
    if ending == "json":
        told = answer.json()
        assert told["schema"] == "ideabank.sheet/1"
        assert any(link["anchor"] == "huomaa" for link in told["links"])
    if ending == "xlsx":
        page = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        assert page.freeze_panes == "D2"


def test_characters_that_no_file_takes_are_left_out_of_files_and_pages(paths: World) -> None:
    """Such rows were stored before forms refused them."""
    evil, number = "a\ufffeb\uffffc", paths.entries["path"]
    with paths.database.writing() as session:
        session.execute(sa.update(EntryText).where(col(EntryText.entry_id) == number).values(title=f"Polku {evil}"))
        held = json.dumps(plain(sheet_of(paths, "path")))
        sheet = held.replace("Huomaa oireen", "Huomaa a\\ufffeb\\uffffc oireen\\ud800\\u0007")
        session.execute(
            sa.text("UPDATE service_path SET sheet = :sheet WHERE entry_id = :number"),
            {"sheet": sheet, "number": number},
        )
    client = paths.client()
    files = {
        ending: client.get(paths.path("path", f"/export/{ending}")) for ending in ("json", "csv", "xlsx", "md", "svg")
    }
    assert {answer.status_code for answer in files.values()} == {200}
    assert "Huomaa abc oireen" in "".join(ElementTree.fromstring(files["svg"].content).itertext())
    page = openpyxl.load_workbook(io.BytesIO(files["xlsx"].content)).worksheets[0]
    assert any("Huomaa abc oireen" in str(cell.value) for row in page.iter_rows() for cell in row)
    assert client.get(paths.path("path"), follow_redirects=True).status_code == 200


def send(client: TestClient, at: str, name: str, data: bytes, **form: str) -> Any:
    return client.post(at, data={"do": "look", **form}, files={"file": (name, data)})


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_what_was_taken_out_comes_back_unchanged_and_a_change_is_shown_before_it_is_saved(
    paths: World, ending: str
) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/import")
    before, revision = sheet_of(paths, "path"), paths.entry("path").revision
    out = paths.client().get(paths.path("path", f"/export/{ending}")).content
    same = send(sanna, at, f"a.{ending}", out)
    assert same.status_code == 200
    assert 'value="confirm"' not in same.text
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(out))
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if cell.value == "Soittaa hoitajalle.":
                    cell.value = "Soittaa päivystysapuun."
        changed = io.BytesIO()
        book.save(changed)
        data = changed.getvalue()
    else:
        data = out.replace(b"Soittaa hoitajalle.", "Soittaa päivystysapuun.".encode())
    looked = send(sanna, at, f"a.{ending}", data)
    assert looked.status_code == 200
    assert "Soittaa päivystysapuun." in looked.text
    assert paths.entry("path").revision == revision
    page = Reading(looked.text)
    hidden = {node.get("name"): node.get("value") or "" for node in page.all("input") if node.get("type") == "hidden"}
    assert sanna.post(at, data={**hidden, "do": "confirm"}).status_code == 303
    after = sheet_of(paths, "path")
    assert after != before
    assert after.columns[1].items("does")[0].text["fi"] == "Soittaa päivystysapuun."
    assert sanna.post(at, data={**hidden, "do": "confirm"}).status_code == 409


def test_a_wrong_file_says_row_and_column_and_changes_nothing(paths: World) -> None:
    sanna, at, revision = paths.client("sanna"), paths.path("path", "/import"), paths.entry("path").revision
    out = paths.client().get(paths.path("path", "/export/csv")).text.replace(";-2;", ";7;")
    answer = send(sanna, at, "a.csv", out.encode())
    assert answer.status_code == 422
    assert "soittaa" in answer.text
    assert "(feeling)" in answer.text
    persona = json.dumps({"schema": "ideabank.sheet/1", "type": "persona", "sheet": samples.PERSONA})
    other = send(sanna, at, "a.json", persona.encode())
    assert other.status_code == 422
    assert other.text.count("Tiedostossa on toinen tyyppi: Persoona") == 1
    assert sanna.post(at, data={"do": "look"}).status_code == 422
    assert sanna.post(at, data={"do": "confirm", "data": "{"}).status_code in (409, 422)
    assert paths.entry("path").revision == revision


def test_pasted_notes_become_an_affinity_board(world: World) -> None:
    sanna, at = world.client("sanna"), "/fi/artefacts/import"
    pasted = "note\tgroup\nJono oli pitkä\tPuhelin\nKoodi ei tullut\tVerkko"
    looked = sanna.post(at, data={"do": "look", "paste": pasted, "type": "affinity"})
    assert looked.status_code == 200
    hidden = {
        node.get("name"): node.get("value") or ""
        for node in Reading(looked.text).all("input")
        if node.get("type") == "hidden"
    }
    assert sanna.post(at, data={**hidden, "do": "confirm", "title": ""}).status_code == 422
    made = sanna.post(at, data={**hidden, "do": "confirm", "title": "Löydökset keväältä"})
    assert made.status_code == 303
    page = sanna.get(made.headers["location"], follow_redirects=True).text
    assert "Koodi ei tullut" in page
    assert "Verkko" in page


def test_personal_data_in_a_file_is_asked_about(world: World) -> None:
    sanna, at = world.client("sanna"), "/fi/artefacts/import"
    looked = sanna.post(
        at, data={"do": "look", "paste": "note\tgroup\nSoita 040 123 4567\tPuhelin", "type": "affinity"}
    )
    hidden = {
        node.get("name"): node.get("value") or ""
        for node in Reading(looked.text).all("input")
        if node.get("type") == "hidden"
    }
    form = {**hidden, "do": "confirm", "title": "Löydökset"}
    asked = sanna.post(at, data=form)
    assert asked.status_code == 422
    assert "040 123 4567" in asked.text
    assert sanna.post(at, data={**form, "confirmed": "yes"}).status_code == 303


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (10, 90, 30)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_needs_words_is_served_safely_and_goes_with_its_path(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/attachments/new")
    assert sanna.post(at, data={"alt": ""}, files={"file": ("a.png", picture())}).status_code == 422
    assert sanna.post(at, data={"alt": "Kuva"}, files={"file": ("a.svg", b"<svg onload='x'/>")}).status_code == 422
    assert sanna.post(at, data={"alt": "Kuva"}).status_code == 422
    assert paths.client("aino").post(at, data={"alt": "Kuva"}, files={"file": ("a.png", picture())}).status_code == 403
    assert (
        sanna.post(at, data={"alt": "Nainen puhelimessa"}, files={"file": ("../Äiti.png", picture())}).status_code
        == 303
    )
    with paths.database.reading() as session:
        one = session.execute(sa.select(Attachment)).scalar_one()
    where = paths.path("path", f"/attachments/{one.id}")
    answer = paths.client().get(where)
    assert answer.headers["content-type"] == "image/png"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"] == 'inline; filename="aiti.png"'
    assert 'alt="Nainen puhelimessa"' in paths.client().get(paths.path("path"), follow_redirects=True).text
    assert paths.client().get(paths.path("fork", f"/attachments/{one.id}")).status_code == 404
    assert (
        paths.client("mika").post(paths.path("path", "/decision"), data={"do": "hide", "reason": "Syy"}).status_code
        == 303
    )
    assert paths.client().get(where).status_code == 410
    assert (
        paths.client("mika").post(paths.path("path", "/decision"), data={"do": "restore", "reason": "Syy"}).status_code
        == 303
    )
    assert sanna.post(f"{where}/removal").status_code == 303
    assert paths.client().get(where).status_code == 404


def test_the_doctor_finds_a_link_whose_step_is_gone_and_mends_it(paths: World) -> None:
    with paths.database.writing() as session:
        link = session.execute(sa.select(Link).where(col(Link.anchor) == "huomaa").limit(1)).scalar_one()
        link.anchor = "kadonnut"
    with paths.database.reading() as session:
        [finding] = list(examine(paths.database, session))
    assert "kadonnut" in finding.what
    assert finding.repair is not None
    finding.repair()
    with paths.database.reading() as session:
        assert list(examine(paths.database, session)) == []


def test_a_path_goes_to_another_bank_and_its_steps_keep_their_links(paths: World, tmp_path: Any) -> None:
    from ideabank.app import open_database
    from ideabank.exchange import intake
    from ideabank.exchange.documents import documents
    from ideabank.settings import Settings
    from ideabank.upkeep import schema as store
    from tests.world import BANK

    with paths.database.reading() as session:
        lines = [json.dumps(one) for one in documents(session)]
    other = open_database(Settings(database_url=f"sqlite:///{tmp_path / 'other.sqlite3'}"), BANK)
    store.upgrade(other)
    with other.writing() as session:
        intake.take_in(session, intake.understand(session, lines))
    with other.reading() as session:
        query = sa.select(sa.func.count()).select_from(Link).where(col(Link.anchor) == "huomaa")
        assert session.execute(query).scalar() == 2
    other.close()


def test_a_path_is_found_by_a_word_of_one_of_its_cells(paths: World) -> None:
    paths.app.state.site.search.drain_all()
    found = paths.client().get("/fi/search?q=vastaanotolla").text
    assert paths.path("path") in found
    assert plain(sheet_of(paths, "path"))["columns"]


def test_a_path_costs_as_many_queries_with_three_steps_as_with_fifty_and_with_many_forks(
    paths: World, figure: Callable[[str], None]
) -> None:
    at = paths.path("path", "-polku-vastaanotolle")
    before = queries(paths, at)
    sanna = paths.people["sanna"]
    with paths.database.writing() as session:
        path, need = (session.get(Entry, paths.entries[name]) for name in ("path", "queue"))
        assert path is not None
        assert need is not None
        sheet = stored(samples.PATH, TYPES["path"])
        for _ in range(47):
            sheet, key = changing.duplicated(sheet, "kay")
            changing.save(session, path, sheet, by=sanna)
            links.suggest(session, path, need, "raises", links.Claim(), anchor=key, by=sanna)
        for number in range(5):
            changing.fork(
                session, path, title=f"Haara {number}", language="fi", by=sanna, segment=None, with_links=False
            )
    after = queries(paths, at)
    figure(f"Queries: a path {after}, a fork {queries(paths, paths.path('fork', '-polku-kotoutujalle'))}")
    assert after == before <= 15


def test_whatever_is_sent_to_the_forms_of_a_sheet_is_answered(paths: World) -> None:
    sanna = paths.client("sanna")
    words = st.one_of(
        st.text(max_size=40), st.sampled_from(["", "x" * 400, "\x00", "-2", "9999999999", "\ud800", "# a\nb"])
    )
    fields = st.dictionaries(
        st.sampled_from(
            "name stage new_stage does channel feeling feeling_word pain pain-0 of-pain-0 level-pain-0 source-pain-0 based_on language do "
            "names data paste type title segment links stage-tarve confirmed draft".split()
        ),
        words,
        max_size=8,
    )
    ends = "steps/huomaa/edit steps/huomaa/draft steps/new steps/nowhere/edit cells/huomaa/pain/edit cells/huomaa/feeling/edit cells/huomaa/x/edit stages import fork origin".split()

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(ends), fields)
    def holds(end: str, form: dict[str, str]) -> None:
        sent = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
        answer = sanna.post(paths.path("path", f"/{end}"), data=sent)
        assert answer.status_code in (200, 303, 404, 409, 422), (end, sent)
        faults = read(plain(sheet_of(paths, "path")), TYPES["path"])[1]
        assert faults == []

    holds()


def test_a_step_that_somebody_has_moved_to_another_stage_is_not_moved_back_unseen(paths: World) -> None:
    sanna, kaisa, at = paths.client("sanna"), paths.client("kaisa"), paths.path("path", "/steps/soittaa/edit")
    old = form_of(kaisa.get(at))
    assert sanna.post(at, data=form_of(sanna.get(at)) | {"stage": "hoito"}).status_code == 303
    conflict = kaisa.post(at, data=old | {"pain": "Jono"})
    assert conflict.status_code == 409
    assert "Hoito" in conflict.text
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    assert column.stage == "hoito"


def test_a_cells_form_has_no_more_rows_than_a_form_may_carry(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/cells/huomaa/pain/edit")
    lines = "\n".join(f"Havainto {number}" for number in range(400))
    answer = sanna.post(at, data=form_of(sanna.get(at)) | {"pain": lines, "do": "lines"})
    assert answer.status_code == 200
    assert answer.text.count('name="of-pain-') == 81
