"""The recipe moves on: each change is taken over, or left, one by one."""

import dataclasses

import sqlalchemy as sa
from sqlmodel import col

from cookbook.models import Project
from cookbook.projects.queries import rows_of
from cookbook.recipes import changing
from cookbook.recipes.plan import circle
from cookbook.recipes.structure import VARIANT
from ideabank.entries.models import Entry, Revision
from ideabank.moderation.blackout import MARK
from tests.cookbook.samples import add_project, plan_of, replan, rewrite
from tests.journeys.pages import form_of
from tests.journeys.projects.checklists import keys, page, put, row_of, rows
from tests.world import World


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
