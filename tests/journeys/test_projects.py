"""A team carries a recipe out: its checklist, what waits for what, changes taken over one by one, who sees it; and it reports back."""

import csv
import dataclasses
import io
import re
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from sqlmodel import col

from cookbook.models import Project, ProjectInvitation, ProjectTask
from cookbook.projects.membership import LASTS
from cookbook.projects.queries import rows_of
from cookbook.recipes import changing
from cookbook.recipes.plan import circle
from cookbook.recipes.structure import VARIANT
from ideabank.database import now
from ideabank.entries.models import Entry, Link, Revision
from ideabank.moderation.blackout import MARK
from tests.banks import BankWith
from tests.cookbook import samples
from tests.cookbook.samples import add_project, plan_of, replan, rewrite
from tests.journeys.test_sheets import form_of
from tests.web.test_answers import queries
from tests.world import BANK, World, content

WAYS = {"on.itse": ["sovi", "avaa"], "on.toinen": ["sovi", "avaa", "valtuus"], "ei": ["sovi", "linkita"]}
SECRET, WORDS = "qzxvsalaisuus", ("hanke", "muistiinpano", "tekijä")


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    """The cast's bank with a recipe, on both databases."""
    return bank_with(samples.add_recipe)


@pytest.fixture
def project(bank: World) -> World:
    """And a project of Aino's, started from the recipe."""
    add_project(bank)
    return bank


def rows(world: World) -> list[ProjectTask]:
    with world.database.reading() as session:
        found = rows_of(session, world.entries["project"])
        session.expunge_all()
        return found


def keys(world: World) -> list[str]:
    return [row.task["key"] for row in rows(world)]


def row_of(world: World, key: str) -> ProjectTask:
    return next(row for row in rows(world) if row.task["key"] == key)


def put(world: World, key: str, who: str = "aino", **values: str) -> None:
    """Sends the form of one task as a browser would."""
    at = world.path("project", f"/tasks/{row_of(world, key).id}/edit")
    client = world.client(who)
    answer = client.post(at, data=form_of(client.get(at)) | values)
    assert answer.status_code == 303, answer.text[:3000]


def page(world: World, who: str = "aino", rest: str = "") -> str:
    answer = world.client(who).get(world.path("project", rest), follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    return answer.text


# --- starting --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_the_checklist_has_the_tasks_of_the_variant_pinned_to_the_version(bank: World, way: str) -> None:
    add_project(bank, way=way)
    assert keys(bank) == WAYS[way]
    assert {row.revision for row in rows(bank)} == {1}
    told = page(bank)
    assert "versio 1" in told
    assert "0/2 tehty" in told or "0/3 tehty" in told


def test_a_checklist_needs_a_name_and_a_sign_in_and_keeps_what_was_typed(bank: World) -> None:
    form = {"recipe": str(bank.entries["recipe"]), "version": "1", "way": "on.itse"}
    at_the_door = bank.client().get(f"/fi/projects/start?recipe={form['recipe']}")
    assert "/sign-in" in at_the_door.headers["location"]
    refused = bank.client("aino").post("/fi/projects/start", data={**form, "title": ""})
    assert refused.status_code == 422
    assert 'name="way" value="on.itse"' in refused.text
    secret = bank.client("aino").post("/fi/projects/start", data={**form, "title": "Hetu 131052-308T"})
    assert secret.status_code == 422
    assert bank.client("aino").get("/fi/projects/start?recipe=999999").status_code == 404
    assert bank.client("aino").get(f"/fi/projects/start?recipe={bank.entries['booking']}").status_code == 404


def test_a_version_that_no_longer_exists_is_refused_and_the_next_press_takes_the_newest(bank: World) -> None:
    form = {"recipe": str(bank.entries["recipe"]), "version": "7", "way": "on.itse", "title": "Meidän"}
    refused = bank.client("aino").post("/fi/projects/start", data=form)
    assert refused.status_code == 422
    assert "Meidän" in refused.text
    newest = re.search(r'name="version" value="(\d+)"', refused.text)
    assert newest is not None
    assert bank.client("aino").post("/fi/projects/start", data={**form, "version": newest[1]}).status_code == 303
    with bank.database.reading() as session:
        made = session.execute(sa.select(sa.func.count()).where(col(Entry.kind) == "project")).scalar()
    assert made == 1


def test_several_recipes_make_one_checklist_and_more_are_added_later(bank: World) -> None:
    sanna = bank.client("sanna")
    forked = sanna.post(bank.path("recipe", "/fork"), data={"title": "Toinen ohje"}).headers["location"]
    other = forked.rpartition("/")[2].partition("-")[0]
    aino, both = bank.client("aino"), [str(bank.entries["recipe"]), other]
    assert "Toinen ohje" in aino.get("/fi/projects/start").text
    none = aino.post("/fi/projects/start", data={"title": "Kaksi kerralla"})
    assert none.status_code == 422
    assert "Kaksi kerralla" in none.text
    made = aino.post("/fi/projects/start", data={"title": "Kaksi kerralla", "recipes": both})
    bank.entries["project"] = int(made.headers["location"].rpartition("/")[2].partition("-")[0])
    assert len(rows(bank)) == 8
    again = aino.post("/fi/projects/start", data={"project": str(bank.entries["project"]), "recipes": [other]})
    assert again.status_code == 422
    assert 'href="#field-recipes"' in again.text  # what to change is which recipes are ticked
    assert len(rows(bank)) == 8


def test_a_checklist_is_narrowed_when_the_questions_are_answered_later(bank: World) -> None:
    add_project(bank, way="")
    assert len(rows(bank)) == 4
    assert "#decide" in page(bank)
    put(bank, "linkita", note="Tämä on jo aloitettu.")
    aino, recipe = bank.client("aino"), str(bank.entries["recipe"])
    # The link of the checklist leads through the questions and back to this project.
    number = str(bank.entries["project"])
    asked = bank.client("aino").get(bank.path("recipe", f"?project={number}"), follow_redirects=True).text
    assert f"project={number}" in asked[asked.index('id="decide"') :]
    fresh = form_of(aino.get(f"/fi/projects/start?recipe={recipe}&way=on.itse"))
    assert fresh["project"] == [""]
    form = form_of(aino.get(f"/fi/projects/start?recipe={recipe}&way=on.itse&project={number}"))
    assert form["project"] == [number]
    assert aino.post("/fi/projects/start", data=form).status_code == 303
    # What the variant does not have is gone, but for what the team has begun.
    assert keys(bank) == ["sovi", "avaa", "linkita"]
    assert "#decide" not in page(bank)
    other = form | {"way": "on.toinen"}
    assert aino.post("/fi/projects/start", data=other).status_code == 303
    assert set(keys(bank)) == {"sovi", "avaa", "linkita", "valtuus"}


# --- working ---------------------------------------------------------------------------------------------------------------


def test_tasks_have_a_state_somebody_and_a_note_and_wait_for_others(project: World) -> None:
    told = page(project)
    assert "Odottaa" in told
    assert "1. Sovi vastuut" in told
    first = project.path("project", f"/tasks/{row_of(project, 'sovi').id}")
    aino = project.client("aino")
    assert aino.post(first, data={"state": "done"}).status_code == 303
    assert aino.post(first, data={"state": "done"}).status_code == 303  # said twice, it stands once
    assert aino.post(first, data={"state": "mitäpä"}).status_code in (400, 422)
    told = page(project)
    assert "1/2 tehty" in told
    assert "50 %" in told
    assert "Odottaa" not in told
    put(project, "avaa", assignee="Pekka, varaustiimi", note="Avaimet ovat toimittajalla.", state="doing")
    told = page(project)
    assert "Pekka, varaustiimi" in told
    assert "Avaimet ovat toimittajalla." in told


def test_what_two_write_at_once_is_shown_to_the_second(project: World) -> None:
    aino = project.client("aino")
    at = project.path("project", f"/tasks/{row_of(project, 'sovi').id}/edit")
    form = form_of(aino.get(at))
    put(project, "sovi", note="Ensimmäinen.")
    clash = aino.post(at, data=form | {"note": "Toinen."})
    assert clash.status_code == 409
    assert "Ensimmäinen." in clash.text
    assert "Toinen." in clash.text
    long = aino.post(at, data=form_of(aino.get(at)) | {"assignee": "x" * 81})
    assert long.status_code == 422
    assert "x" * 81 in long.text
    secret = aino.post(at, data=form_of(aino.get(at)) | {"note": "Hetu 131052-308T"})
    assert secret.status_code == 422
    assert row_of(project, "sovi").note == "Ensimmäinen."


def test_a_team_adds_tasks_of_its_own_and_takes_them_away(project: World) -> None:
    aino, at = project.client("aino"), project.path("project", "/tasks")
    empty = aino.post(at, data={"name": " "})
    assert empty.status_code == 422
    long = aino.post(at, data={"name": "y" * 121})
    assert long.status_code == 422
    assert "y" * 121 in long.text
    assert aino.post(at, data={"name": "Kerro henkilöstölle"}).status_code == 303
    assert "Omat tehtävämme" in page(project)
    own = row_of(project, "own-1")
    put(project, "own-1", note="Kokous 3.2.")
    at = project.path("project", f"/tasks/{own.id}/edit")
    asked = aino.post(at, data={"do": "remove"})
    assert asked.status_code == 200
    assert "Kokous 3.2." in asked.text
    assert "own-1" in keys(project)
    assert aino.post(at, data={"do": "remove", "confirmed": "yes"}).status_code == 303
    assert keys(project) == ["sovi", "avaa"]
    # A task of the recipe is not taken away like that.
    theirs = project.path("project", f"/tasks/{row_of(project, 'sovi').id}/edit")
    aino.post(theirs, data={"do": "remove"})
    assert "sovi" in keys(project)


def test_the_page_costs_a_bounded_number_of_queries(project: World) -> None:
    few = queries(project, project.path("project"), "aino")
    for number in range(12):
        project.client("aino").post(project.path("project", "/tasks"), data={"name": f"Oma {number}"})
    assert queries(project, project.path("project"), "aino") == few
    assert few <= 40


# --- the recipe moves on ----------------------------------------------------------------------------------------------------


def test_a_change_is_seen_and_taken_over_and_the_rest_stays_as_it_was(project: World) -> None:
    put(project, "sovi", state="done", assignee="Aino", note="Meillä on sopimus.")
    assert "muuttunut ohjeissa" not in page(project)
    rewrite(project, check={"fi": "Kaikki kolme ovat allekirjoittaneet."}, outcome={"fi": "Kirjallinen sopimus"})
    assert "1 tehtävä on muuttunut ohjeissa" in page(project)
    told = page(project, rest="/changes")
    assert "Sovi vastuut" in told
    assert "Kirjallinen" in told
    code = row_of(project, "sovi").code
    at = project.path("project", "/changes")
    assert project.client("aino").post(at, data={"do": f"take:{code}"}).status_code == 303
    row = row_of(project, "sovi")
    assert row.task["check"] == {"fi": "Kaikki kolme ovat allekirjoittaneet."}
    assert (row.state, row.assignee, row.note, row.revision) == ("done", "Aino", "Meillä on sopimus.", 2)
    assert "muuttunut ohjeissa" not in page(project)
    gone = project.client("aino").post(at, data={"do": f"take:{code}"})
    assert gone.status_code == 422


def test_a_change_that_is_left_is_not_offered_again_until_the_recipe_changes_again(project: World) -> None:
    rewrite(project, outcome={"fi": "Ensimmäinen muutos"})
    at, code = project.path("project", "/changes"), row_of(project, "sovi").code
    assert project.client("aino").post(at, data={"do": f"leave:{code}"}).status_code == 303
    assert "muuttunut ohjeissa" not in page(project)
    assert row_of(project, "sovi").task["outcome"]["fi"] == "Sopimus"
    rewrite(project, outcome={"fi": "Toinen muutos"})
    assert "1 tehtävä on muuttunut ohjeissa" in page(project)


def test_new_tasks_and_those_that_are_gone_are_offered_one_by_one(project: World) -> None:
    plan = changing.appended(changing.without_task(plan_of(project), "avaa"), ["Mittaa odotusaika"], "fi")
    replan(project, plan)
    assert "2 tehtävää on muuttunut ohjeissa" in page(project)
    at, recipe = project.path("project", "/changes"), project.entries["recipe"]
    aino = project.client("aino")
    assert aino.post(at, data={"do": f"take:{recipe}-mittaa-odotusaika"}).status_code == 303
    assert keys(project) == ["sovi", "avaa", "mittaa-odotusaika"] or set(keys(project)) == {
        "sovi",
        "avaa",
        "mittaa-odotusaika",
    }
    assert aino.post(at, data={"do": f"take:{recipe}-avaa"}).status_code == 303
    assert set(keys(project)) == {"sovi", "mittaa-odotusaika"}
    assert "muuttunut ohjeissa" not in page(project)


def test_a_task_that_is_gone_stays_as_the_teams_own_when_it_has_been_begun(project: World) -> None:
    put(project, "avaa", note="Avaimet ovat toimittajalla.")
    replan(project, changing.without_task(plan_of(project), "avaa"))
    at, recipe = project.path("project", "/changes"), project.entries["recipe"]
    aino = project.client("aino")
    answer = aino.post(at, data={"do": f"take:{recipe}-avaa"})
    assert answer.status_code == 303
    assert "Muutos on nyt" in aino.get(answer.headers["location"]).text
    told = page(project)
    assert "Omat tehtävämme" in told
    assert "Avaimet ovat toimittajalla." in told
    assert "muuttunut ohjeissa" not in told


def test_ones_projects_tell_where_recipes_have_changed_and_the_latest_stands_first(project: World) -> None:
    first = project.entries["project"]
    add_project(project, title="Toinen hanke", way="ei")
    told = project.client("aino").get("/fi/projects").text
    assert told.index("Toinen hanke") < told.index("Meidän ajanvaraus")
    assert "muuttunut ohjeissa" not in told
    rewrite(project, check={"fi": "Uusi tapa."})
    project.entries["project"] = first
    put(project, "avaa", state="doing")
    told = project.client("aino").get("/fi/projects").text
    assert told.index("Meidän ajanvaraus") < told.index("Toinen hanke")
    assert told.count("1 tehtävä on muuttunut ohjeissa.") == 2


def test_a_new_task_may_be_left_out(project: World) -> None:
    replan(project, changing.appended(plan_of(project), ["Mittaa odotusaika"], "fi"))
    at, recipe = project.path("project", "/changes"), project.entries["recipe"]
    assert project.client("aino").post(at, data={"do": f"leave:{recipe}-mittaa-odotusaika"}).status_code == 303
    assert keys(project) == ["sovi", "avaa"]
    assert "muuttunut ohjeissa" not in page(project)


def test_a_change_that_would_make_tasks_wait_in_a_circle_is_refused(project: World) -> None:
    """The recipe turned two tasks round; taken one by one, the first alone would close a circle."""
    import dataclasses

    plan = plan_of(project)
    sovi, avaa = plan.task("sovi"), plan.task("avaa")
    assert sovi is not None
    assert avaa is not None
    turned = plan.with_task(dataclasses.replace(avaa, after=())).with_task(dataclasses.replace(sovi, after=("avaa",)))
    replan(project, turned)
    at, recipe, aino = project.path("project", "/changes"), project.entries["recipe"], project.client("aino")
    refused = aino.post(at, data={"do": f"take:{recipe}-sovi"})
    assert refused.status_code == 422
    assert "Sovi vastuut" in refused.text
    assert aino.post(at, data={"do": f"take:{recipe}-avaa"}).status_code == 303
    assert aino.post(at, data={"do": f"take:{recipe}-sovi"}).status_code == 303
    assert not circle({row.code: tuple(f"{recipe}-{key}" for key in row.task["after"]) for row in rows(project)})


# --- whose it is ------------------------------------------------------------------------------------------------------------


def test_people_join_by_a_link_that_is_shown_once_and_leave_again(project: World) -> None:
    aino, eero = project.client("aino"), project.client("eero")
    told = aino.post(project.path("project", "/team"), data={"do": "invite"}).text
    door = re.search(r'href="[^"]*(/fi/projects/join/[^"]+)"', told)
    assert door is not None
    assert door[1] not in aino.get(project.path("project", "/team")).text
    assert "/sign-in" in project.client().get(door[1]).headers["location"]
    assert "Meidän ajanvaraus" in eero.get(door[1]).text
    assert eero.get(project.path("project")).status_code == 404
    assert eero.post(door[1]).status_code == 303
    assert eero.post(door[1]).status_code == 303
    assert "Meidän ajanvaraus" in page(project, "eero")
    put(project, "sovi", "eero", note="Eeron huomio.")
    assert "Eeron huomio." in page(project)
    eero_id = project.people["eero"].id
    # Only who started it takes others out, and nobody takes out who started it.
    assert (
        eero.post(project.path("project", "/team"), data={"do": f"remove:{project.people['aino'].id}"}).status_code
        == 422
    )
    assert "Meidän ajanvaraus" in page(project)
    fresh = re.search(
        r"(/fi/projects/join/[^\"<]+)", aino.post(project.path("project", "/team"), data={"do": "invite"}).text
    )
    assert fresh is not None
    assert project.client("kaisa").get(door[1]).status_code == 404
    assert project.client("kaisa").post(fresh[1]).status_code == 303
    assert (
        eero.post(project.path("project", "/team"), data={"do": f"remove:{project.people['kaisa'].id}"}).status_code
        == 403
    )
    assert aino.post(project.path("project", "/team"), data={"do": f"remove:{eero_id}"}).status_code == 303
    assert eero.get(project.path("project")).status_code == 404
    # Taking somebody out ends the link they know; an open one can be closed, and it ends by itself.
    assert eero.post(fresh[1]).status_code == 404
    third = re.search(
        r"(/fi/projects/join/[^\"<]+)", aino.post(project.path("project", "/team"), data={"do": "invite"}).text
    )
    assert third is not None
    with project.database.writing() as session:
        session.execute(sa.update(ProjectInvitation).values(created_at=now() - LASTS))
    assert eero.get(third[1]).status_code == 404
    fourth = re.search(
        r"(/fi/projects/join/[^\"<]+)", aino.post(project.path("project", "/team"), data={"do": "invite"}).text
    )
    assert fourth is not None
    assert aino.post(project.path("project", "/team"), data={"do": "close"}).status_code == 303
    assert eero.get(fourth[1]).status_code == 404


def test_what_was_written_before_a_project_was_shown_stays_with_its_team(project: World) -> None:
    aino = project.client("aino")
    for title in (f"{SECRET} hanke", "Julkinen nimi", "Julkinen nimi, tarkennettu"):
        form = form_of(aino.get(project.path("project", "/edit")))
        assert aino.post(project.path("project"), data=form | {"title": title}).status_code == 303
        if title == "Julkinen nimi":
            aino.post(project.path("project", "/publishing"), data={"public": "yes"})
    for who, allowed in (("", False), ("sanna", False), ("mika", False), ("aino", True)):
        client = project.client(who)
        for path in ("/revisions", "/compare?from=1&to=2", "/compare?from=2&to=3", "/compare?from=2&to=4"):
            told = client.get(project.path("project", path), follow_redirects=True)
            assert (SECRET in told.text) is (allowed and "compare" in path), (who, path)
        assert "tarkennettu" in client.get(project.path("project", "/compare?from=3&to=4"), follow_redirects=True).text
        assert client.get(project.path("project", "/compare?from=1&to=4")).status_code == (200 if allowed else 404)


def test_needs_and_solutions_are_linked_to_a_project_before_anybody_else_sees_it(bank: World) -> None:
    add_project(bank, "sanna")
    sanna = bank.client("sanna")
    form = form_of(sanna.get(bank.path("project", f"/links/new?other={bank.entries['queue']}")))
    assert sanna.post(bank.path("project", "/links"), data=form).status_code == 303
    assert "Näen päivystyksen jonon" in page(bank, "sanna")
    assert "Meidän ajanvaraus" not in bank.client().get(bank.path("queue"), follow_redirects=True).text
    assert bank.entry("queue").link_count == 0
    bank.client("sanna").post(bank.path("project", "/publishing"), data={"public": "yes"})
    assert "Meidän ajanvaraus" in bank.client().get(bank.path("queue"), follow_redirects=True).text
    assert bank.entry("queue").link_count == 1


def test_who_leaves_the_bank_takes_a_project_that_is_only_theirs_along(project: World) -> None:
    told = project.client("aino").get("/fi/account/data").text
    assert "Meidän ajanvaraus" in told
    assert "team_member" in told
    project.client("aino").post("/fi/account/deletion")
    with project.database.reading() as session:
        assert session.get(Entry, project.entries["project"]) is None
        assert not session.execute(sa.select(ProjectTask)).all()
        assert not session.execute(sa.select(Link).where(col(Link.relation) == "carries-out")).all()


def test_a_team_keeps_its_project_when_who_started_it_leaves_the_bank(project: World) -> None:
    told = project.client("aino").post(project.path("project", "/team"), data={"do": "invite"}).text
    door = re.search(r"(/fi/projects/join/[^\"<]+)", told)
    assert door is not None
    project.client("eero").post(door[1])
    project.client("aino").post("/fi/account/deletion")
    assert "Meidän ajanvaraus" in page(project, "eero")


# --- in and out -------------------------------------------------------------------------------------------------------------


def test_the_checklist_goes_out_and_comes_back(project: World) -> None:
    put(project, "sovi", note="=1+1", assignee="-Aino", state="done")
    aino = project.client("aino")
    out = aino.get(project.path("project", "/export/csv")).text
    table = list(csv.reader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert [line[3] for line in table[1:]] == ["Tehty", "Tekemättä"]
    assert table[1][5] == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(aino.get(project.path("project", "/export/xlsx")).content))
    cell = book.worksheets[0]["F2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "- [x] 1. Sovi vastuut (-Aino): Tehty" in aino.get(project.path("project", "/export/md")).text
    assert aino.get(project.path("project", "/export/json")).json()["tasks"][1]["waits"] == ""
    assert aino.get(project.path("project", "/export/exe")).status_code == 404
    back = out.replace("Tekemättä", "Työn alla")
    answer = aino.post(project.path("project", "/import"), files={"file": ("lista.csv", back.encode())})
    assert answer.status_code == 303, answer.text[:2000]
    row = row_of(project, "sovi")
    assert (row.state, row.assignee, row.note) == ("done", "-Aino", "=1+1")
    assert row_of(project, "avaa").state == "doing"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_whatever_a_note_says_comes_back_exactly(project: World, ending: str) -> None:
    aino, code = project.client("aino"), row_of(project, "sovi").id
    for note in ("-5", "-5,25", "-", "- soita", "+358 40 123 4567", "=1+1", "'=1+1", "@nimi", "'", "−5", 'a;b,"c"', "x\ny", "_x000D_", "1e5", "007"):  # fmt: skip
        for words in (note, "muuta"):  # what is in the file, and what stands when it comes back
            if words == "muuta":
                out = aino.get(project.path("project", f"/export/{ending}")).content
            with project.database.writing() as session:
                session.execute(sa.update(ProjectTask).where(col(ProjectTask.id) == code).values(note=words))
        answer = aino.post(
            project.path("project", "/import"), files={"file": (f"a.{ending}", out)}, data={"confirmed": "yes"}
        )
        assert answer.status_code == 303, note
        assert row_of(project, "sovi").note == note


def test_a_file_never_undoes_what_others_have_done_since_it_was_taken_out(project: World) -> None:
    aino = project.client("aino")
    out = aino.get(project.path("project", "/export/csv")).text
    put(project, "sovi", state="doing", note="Tehdään jo.")
    late = aino.post(project.path("project", "/import"), files={"file": ("lista.csv", out.encode())})
    assert late.status_code == 422
    assert "Rivi 2" in late.text
    assert row_of(project, "sovi").note == "Tehdään jo."
    # A row that says what stands already is no trouble.
    again = aino.get(project.path("project", "/export/csv")).text
    assert (
        aino.post(project.path("project", "/import"), files={"file": ("lista.csv", again.encode())}).status_code == 303
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("id;state\npoissa-1;done", "Rivi 2"),
        ("id;state\n{sovi};valmis jo", "Rivi 2"),
        ("id;state\n{sovi};done\n{sovi};todo", "Rivi 3"),
        ("id;state;note\n{sovi};done;Hetu 131052-308T", "Rivi 2"),
        ("nimi;tila\n{sovi};done", "Rivi 1"),
        ("", "Rivi 1"),
        ("id;state\n" + "{sovi};done\n" * 1_001, "Rivi 1"),
    ],
)
def test_one_bad_row_and_nothing_changes(project: World, lines: str, told: str) -> None:
    text = lines.replace("{sovi}", row_of(project, "sovi").code)
    answer = project.client("aino").post(project.path("project", "/import"), data={"paste": text})
    assert answer.status_code == 422
    assert told in answer.text
    if 0 < len(text) < 200:
        assert text.split("\n")[1].partition(";")[0] in answer.text  # what was pasted comes back
    assert {row.state for row in rows(project)} == {"todo"}


# --- reporting back ---------------------------------------------------------------------------------------------------------


def report(world: World, who: str, **values: str) -> Any:
    form = {
        "recipe": str(world.entries["recipe"]),
        "revision": "1",
        "outcome": "worked",
        "because": "Koska näin.",
        "context": "Kaksi kuntaa.",
    }
    return world.client(who).post("/fi/fieldreports/start", data=form | values)


def test_both_kinds_of_reports_are_shown_with_equal_weight_and_the_figures(bank: World) -> None:
    seniors = str(bank.entries["seniors"])
    assert report(bank, "eero", organisation=seniors, because="Toimittaja avasi rajapinnan.").status_code == 303
    assert report(bank, "aino", outcome="failed", because="Testiympäristöä ei ollut.").status_code == 303
    told = bank.client().get(bank.path("recipe"), follow_redirects=True).text
    assert "Toimi: 1. Ei toiminut: 1." in told
    assert "Ikäihmisten liitto" in told
    part = told[told.index('id="reports"') :]
    assert part.index("Toimittaja avasi rajapinnan.") < part.index("Testiympäristöä ei ollut.")
    listed = bank.client().get("/fi/recipes").text
    assert "Toimi meillä: 1" in listed
    assert "Ei toiminut meillä: 1" in listed
    assert bank.client().get(bank.path("recipe", ".json")).json()["facts"]["reports"] == {"worked": 1, "failed": 1}
    rewrite(bank, outcome={"fi": "Muuttunut"})
    assert "Versio 1 (aiempi)" in bank.client().get(bank.path("recipe"), follow_redirects=True).text
    assert "Testiympäristöä ei ollut." in bank.client().get("/fi/fieldreports?outcome=failed").text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"because": ""}, "because"),
        ({"because": "x" * 2_000}, "because"),
        ({"revision": "9"}, "revision"),
        ({"revision": "eilen"}, "revision"),
        ({"county": "kuu"}, "county"),
        ({"organisation": "2"}, "organisation"),
        ({"because": "Hetu 131052-308T"}, "because"),
    ],
)
def test_a_report_with_something_wrong_is_refused_and_every_word_comes_back(
    bank: World, values: dict[str, str], field: str
) -> None:
    who = "eero" if field == "organisation" else "aino"  # whoever speaks for none has no such field
    answer = report(bank, who, context="Pitkä kertomus kahdesta kunnasta.", **values)
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text
    assert "Pitkä kertomus kahdesta kunnasta." in answer.text
    assert "Toimi: " not in bank.client().get(bank.path("recipe"), follow_redirects=True).text


def test_a_report_asks_once_about_what_may_be_personal(bank: World) -> None:
    asked = report(bank, "aino", because="Soita 040 123 4567")
    assert asked.status_code == 422
    assert "Soita 040 123 4567" in asked.text
    assert report(bank, "aino", because="Soita 040 123 4567", confirmed="yes").status_code == 303


def test_a_report_is_changed_only_by_who_told_it(bank: World) -> None:
    report(bank, "aino")
    with bank.database.reading() as session:
        query = sa.select(Entry).where(col(Entry.kind) == "fieldreport")
        bank.entries["report"] = session.execute(query).scalar_one().id
    assert bank.client("sanna").get(bank.path("report", "/edit")).status_code == 403
    assert bank.client("aino").get(bank.path("report", "/edit")).status_code == 200


# --- requirements -----------------------------------------------------------------------------------------------------------


def test_the_register_tells_general_and_mobile_requirements_apart(bank: World) -> None:
    told = bank.client().get("/fi/requirements").text
    general, mobile = told.index("Yleiset vaatimukset"), told.index("Puhelinta koskevat vaatimukset")
    assert general < told.index("Rajapinta on avoin") < mobile < told.index("Toimii pienellä näytöllä")
    only = bank.client().get("/fi/requirements?scope=mobile").text
    assert "Rajapinta on avoin" not in only
    need, recipe = bank.entries["booking"], bank.entries["recipe"]
    for query in (f"need={need}", f"fulfilled={recipe}", "level=must"):
        told = bank.client().get(f"/fi/requirements?{query}").text
        assert "Rajapinta on avoin" in told, query
        assert "Toimii pienellä näytöllä" not in told, query


def test_the_register_goes_to_a_tender_as_a_checklist(bank: World) -> None:
    with bank.database.writing() as session:
        from ideabank.entries import actions

        risky = content("=HYPERLINK(1)", summary="Teksti.", details={"scope": "general", "level": "must"})
        actions.propose(session, BANK.kinds["requirement"], risky)
    client = bank.client()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/fi/requirements/export/xlsx").content))
    sheet = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [line[0] for line in lines[1:3]] == ["G-01", "M-01"]
    assert "Varaan ajan" in str(lines[1][6])
    assert "Liitä ajanvaraus" in str(lines[1][7])
    assert lines[1][8] == "dia 97"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    text = client.get("/fi/requirements/export/csv?scope=mobile").text
    assert "M-01" in text
    assert "G-01" not in text
    assert "- [ ] **G-01** Rajapinta on avoin (pakollinen)" in client.get("/fi/requirements/export/md").text
    assert client.get("/fi/requirements/export/exe").status_code == 404


def test_a_black_out_of_a_recipe_reaches_what_projects_have_copied_of_it_and_nothing_of_their_own(bank: World) -> None:
    plan, secret = plan_of(bank), "Veikko Vekkuli"
    task = dataclasses.replace(plan.tasks[0], how={"fi": f"Kysy {secret}, hän auttaa."})
    variant = next(one for one in plan.variants if one.key == "suoraan")
    variant = dataclasses.replace(variant, name={"fi": f"{secret} tekee"})
    replan(bank, VARIANT.put(plan.with_task(task), variant))
    form = {"recipe": str(bank.entries["recipe"]), "version": "2", "way": "on.itse", "title": "Meidän"}
    assert bank.client("aino").post("/fi/projects/start", data=form).status_code == 303
    with bank.database.writing() as session:
        project = session.execute(sa.select(Entry).where(col(Entry.kind) == "project")).scalar_one()
        bank.entries["project"] = project.id
        row = rows_of(session, project.id)[0]
        row.note, row.declined = f"Soitin: {secret}", {**row.task, "name": {"fi": secret}}
    shape = form_of(bank.client("aino").get(bank.path("project", "/edit")))
    assert bank.client("aino").post(bank.path("project"), data={**shape, "title": "Uusi nimi"}).status_code == 303
    version = bank.entry("project").version
    black = {"words": secret, "reason": "Nimi ulkopuolisesta", "places": ["text"]}
    assert bank.client("mika").post(bank.path("recipe", "/blackout"), data=black).status_code == 303
    first = rows(bank)[0]
    assert first.task["how"] == {"fi": f"Kysy {MARK['fi']}, hän auttaa."}
    assert secret not in str((first.task, first.declined))
    assert secret in first.note  # the team's own words
    with bank.database.reading() as session:
        kept = [one.snapshot for one in session.execute(sa.select(Revision)).scalars()]
        recipes = session.get_one(Project, bank.entries["project"]).recipes
    assert "tekee" in str(recipes)
    assert secret not in str((kept, recipes))
    assert bank.entry("project").version > version  # no page of it is shown from a cache
