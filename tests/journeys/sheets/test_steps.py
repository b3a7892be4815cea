"""A path is begun as lines and edited step by step; two who edit at once both win, or see each other."""

import re
from collections.abc import Callable

import pytest

from ideabank.entries import links
from ideabank.entries.models import Entry
from ideabank.upkeep.doctor import examine
from segments.sheets import changing
from segments.sheets.reading import stored
from segments.sheets.schema import TYPES
from segments.sheets.sheet import CellAt, Item, plain
from tests.journeys.pages import form_of
from tests.journeys.sheets.stored import sheet_of
from tests.segments import samples
from tests.web.test_answers import queries
from tests.world import World

STEPS = "# Tarve herää\nHuomaa oireen\nSoittaa\n# Hoito\nKäy vastaanotolla"


DRAFT = "S" * 43


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
        several = (Item({"fi": "Eka rivi\ntoka rivi"}), Item({"fi": "Jono on pitkä."}, "researched"))
        sheet = changing.with_cell(stored(samples.PATH, TYPES["path"]), CellAt("huomaa/pain", several))
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
