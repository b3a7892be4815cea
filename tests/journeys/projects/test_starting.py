"""A checklist is started from a recipe, or from several, and narrowed by their questions."""

import re

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry
from tests.cookbook.samples import add_project
from tests.journeys.pages import form_of
from tests.journeys.projects.checklists import WAYS, keys, page, put, rows
from tests.world import World


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


def test_ones_own_projects_stand_above_a_list_that_counts_what_is_shown_to_everybody(project: World) -> None:
    aino = project.client("aino")
    listed = aino.get("/fi/projects").text
    assert "own-projects" in listed
    assert "0 näkyy kaikille." in listed
    assert "Tiimi näyttää omansa täällä, kun haluaa." in listed
    assert "Yhteensä" not in listed
    assert aino.post(project.path("project", "/publishing"), data={"public": "yes"}).status_code == 303
    assert "1 näkyy kaikille." in aino.get("/fi/projects").text
