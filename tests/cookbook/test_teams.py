"""A team's project when people leave: its links end with who made them, and it is never nobody's."""

import re

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.people.actions import equip
from ideabank.people.models import TeamMember
from tests.cookbook.samples import add_project, add_recipe
from tests.journeys.projects.checklists import page
from tests.world import World


@pytest.fixture
def project(either: World) -> World:
    """Aino's project, with Eero in the team; Kaisa is an administrator."""
    add_recipe(either)
    add_project(either)
    either.client("eero").post(door(either, "aino"))
    with either.database.writing() as session:
        equip(session, "kaisa@example.org", roles=["admin"])
    return either


def door(world: World, who: str) -> str:
    told = world.client(who).post(world.path("project", "/team"), data={"do": "invite"}).text
    found = re.search(r"(/fi/projects/join/[^\"<]+)", told)
    assert found is not None
    return found[1]


def leave(world: World, who: str, *, confirmed: str = "") -> int:
    form = {"do": f"remove:{world.people[who].id}", "confirmed": confirmed}
    return world.client(who).post(world.path("project", "/team"), data=form).status_code


@pytest.mark.parametrize("way", ["leaves", "is taken out", "is erased"])
def test_a_link_to_join_ends_with_who_made_it(project: World, way: str) -> None:
    link = door(project, "eero")
    assert project.client("sanna").get(link).status_code == 200
    if way == "leaves":
        assert leave(project, "eero") == 303
    elif way == "is taken out":
        form = {"do": f"remove:{project.people['eero'].id}"}
        assert project.client("aino").post(project.path("project", "/team"), data=form).status_code == 303
    else:
        assert project.client("eero").post("/fi/account/deletion").status_code == 303
    assert project.client("sanna").get(link).status_code == 404
    assert project.client("sanna").post(link).status_code == 404
    assert project.client("sanna").get(project.path("project")).status_code == 404


def test_a_row_taken_away_by_other_means_ends_the_link_too(project: World) -> None:
    link = door(project, "eero")
    with project.database.writing() as session:
        session.execute(sa.delete(TeamMember).where(col(TeamMember.person_id) == project.people["eero"].id))
    assert project.client("sanna").post(link).status_code == 404


@pytest.mark.parametrize("way", ["leaves", "is erased"])
def test_after_who_started_it_comes_who_has_been_there_longest(project: World, way: str) -> None:
    assert leave(project, "aino") == 303 if way == "leaves" else project.client("aino").post("/fi/account/deletion")
    assert project.entry("project").owner_id == project.people["eero"].id
    assert "Meidän ajanvaraus" in page(project, "eero")
    if way == "leaves":
        assert project.client("aino").get(project.path("project")).status_code == 404


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("way", ["leaves", "is erased"])
def test_a_project_whose_last_member_goes_is_handed_on_by_an_administrator(
    project: World, way: str, public: bool
) -> None:
    if public:
        project.client("aino").post(project.path("project", "/publishing"), data={"public": "yes"})
    assert leave(project, "eero") == 303
    if way == "leaves":
        assert leave(project, "aino") == 200  # asks first
        assert project.entry("project").owner_id == project.people["aino"].id
        assert leave(project, "aino", confirmed="yes") == 303
    else:
        assert project.client("aino").post("/fi/account/deletion").status_code == 303
    left = project.entry("project")
    assert (left.owner_id, left.is_public) == (None, public)
    for who in ("", "sanna", "mika", "eero"):
        client = project.client(who)
        assert client.get(project.path("project"), follow_redirects=True).status_code == (200 if public else 404), who
        assert client.get(project.path("project", "/hand-on")).status_code == (403 if public else 404), who
    kaisa = project.client("kaisa")
    assert "Hankkeet, joiden tiimi on lähtenyt" in kaisa.get("/fi/projects").text
    assert project.path("project", "/hand-on") in kaisa.get(project.path("project"), follow_redirects=True).text
    answer = kaisa.post(project.path("project", "/hand-on"), data={"email": "nobody@example.org"})
    assert answer.status_code == 422
    answer = kaisa.post(project.path("project", "/hand-on"), data={"email": "sanna@example.org"})
    assert answer.status_code == 303
    assert project.entry("project").owner_id == project.people["sanna"].id
    assert "Meidän ajanvaraus" in page(project, "sanna")
    assert "Hankkeet, joiden tiimi on lähtenyt" not in kaisa.get("/fi/projects").text
    assert kaisa.get(project.path("project", "/hand-on")).status_code == (403 if public else 404)


def test_what_only_its_founder_has_seen_goes_along_with_the_account(either: World) -> None:
    add_recipe(either)
    add_project(either)
    either.client("aino").post("/fi/account/deletion")
    with either.database.reading() as session:
        assert session.get(Entry, either.entries["project"]) is None
