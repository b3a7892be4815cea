"""Whose a project is: who joins, who leaves, and who sees it."""

import re

import sqlalchemy as sa
from sqlmodel import col

from cookbook.models import ProjectInvitation, ProjectTask
from cookbook.projects.membership import LASTS
from ideabank.database import now
from ideabank.entries.models import Entry, Link
from tests.cookbook.samples import add_project
from tests.journeys.pages import form_of
from tests.journeys.projects.checklists import SECRET, page, put
from tests.world import World


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
