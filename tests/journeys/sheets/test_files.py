"""Paths and artefacts are taken out, changed elsewhere and brought back."""

import io
import json
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import sqlalchemy as sa
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank.entries.models import EntryText, Link
from segments.sheets.sheet import plain
from tests.house.reading import Reading
from tests.journeys.sheets.stored import sheet_of
from tests.segments import samples
from tests.world import World


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
