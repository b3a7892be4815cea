"""A team's project shows to nobody else, whatever address they try; published, it keeps who does what and the notes. On one database: it is slow."""

import pytest

from ideabank.entries.models import Entry, EntryText
from ideabank.upkeep.doctor import examine
from tests.cookbook import samples
from tests.entries.test_nothing_leaks import everywhere
from tests.journeys.projects.checklists import SECRET, WORDS, page, put, row_of
from tests.world import World


@pytest.fixture
def project(world: World) -> World:
    """Aino's project, on SQLite."""
    samples.add_recipe(world)
    samples.add_project(world)
    return world


def secrets(world: World) -> None:
    """The project's name, a note and who does it are secret words."""
    put(world, "sovi", note=f"{SECRET} muistiinpano", assignee=f"{SECRET} tekijä")
    with world.database.writing() as session:
        text = session.get(EntryText, (world.entries["project"], "fi"))
        assert text is not None
        text.title = f"{SECRET} hanke"


@pytest.mark.parametrize("who", ["", "sanna", "mika"])
def test_a_project_is_seen_by_nobody_but_its_team(project: World, who: str) -> None:
    secrets(project)
    project.app.state.site.search.drain_all()
    client = project.client(who)
    for path in everywhere(project):
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code in (200, 403, 404, 405, 410, 422), path
        assert not any(f"{SECRET} {word}" in answer.text for word in WORDS), path
    posts = ("/tasks", "/changes", "/team", "/publishing", "/import", "/support", "/comments", "/links", "/withdrawal")
    for rest in (*posts, f"/tasks/{row_of(project, 'sovi').id}", f"/tasks/{row_of(project, 'sovi').id}/edit"):
        form = {"state": "done", "public": "yes", "do": "invite", "support": "yes", "body": "x", "stance": "for"}
        answer = client.post(project.path("project", rest), data=form)
        assert answer.status_code in (401, 403, 404) or "/sign-in" in answer.headers["location"], rest
    with project.database.reading() as session:
        assert not [finding.what for finding in examine(project.database, session)]
        assert session.get(Entry, project.entries["recipe"]).link_count == 4  # type: ignore[union-attr]


def test_a_published_project_shows_its_tasks_and_keeps_names_and_notes(project: World) -> None:
    put(project, "sovi", note=f"{SECRET} muistiinpano", assignee=f"{SECRET} tekijä", state="done")
    assert (
        project.client("eero").post(project.path("project", "/publishing"), data={"public": "yes"}).status_code == 404
    )
    assert (
        project.client("aino").post(project.path("project", "/publishing"), data={"public": "yes"}).status_code == 303
    )
    project.app.state.site.search.drain_all()
    told = page(project, "")
    assert "Sovi vastuut" in told
    assert "1/2 tehty" in told
    for path in (*everywhere(project), project.path("project", "/export/csv"), project.path("project", "/export/json")):
        told = project.client().get(path, follow_redirects=True).text
        assert not any(f"{SECRET} {word}" in told for word in WORDS), path
    assert "Meidän ajanvaraus" in project.client().get(project.path("recipe"), follow_redirects=True).text
    assert "Meidän ajanvaraus" in project.client().get("/fi/projects").text
    assert project.client("aino").post(project.path("project", "/publishing"), data={"public": "no"}).status_code == 303
    assert project.client().get(project.path("project")).status_code == 404
    assert "Meidän ajanvaraus" not in project.client().get(project.path("recipe"), follow_redirects=True).text
    with project.database.reading() as session:
        assert not [finding.what for finding in examine(project.database, session)]
