"""A team works through its checklist: who does what, what waits for what, and two who write at once."""

from tests.journeys.pages import form_of
from tests.journeys.projects.checklists import keys, page, put, row_of
from tests.web.test_answers import queries
from tests.world import World


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
