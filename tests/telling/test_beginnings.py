"""Where entries begin: each kind by whom it may and on its own page, whichever address a browser or a file tries."""

import json

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Draft, Entry
from ideabank.exchange import intake
from ideabank.people.actions import equip
from ideabank.people.models import KeptAct
from ideabank.visit.rules import may_tell
from tests.journeys.test_journeys import NEED
from tests.world import BANK, FACES, World

EVERYBODY = ("", "aino", "eero", "sanna", "kaisa", "mika", "ada", "timo")
BEGIN_ELSEWHERE = {"project", "fieldreport"}


@pytest.fixture
def staffed(world: World) -> World:
    """The cast, and somebody of each role that it lacks."""
    from ideabank.people.signin import open_session
    from ideabank.people.viewer import Viewer

    with world.database.writing() as session:
        for name, role in (("ada", "admin"), ("timo", "team")):
            person = equip(session, f"{name}@example.org", roles=[role], name=name.title())
            world.tokens[name] = open_session(session, person, device="Test", days=1)
            world.people[name] = Viewer(person.id, name.title(), "fi", frozenset({"citizen", role}))
    return world


def entries_of(world: World) -> dict[str, int]:
    with world.database.reading() as session:
        query = sa.select(col(Entry.kind), sa.func.count()).group_by(col(Entry.kind))
        return {row[0]: row[1] for row in session.execute(query)}


def forget_acts(world: World) -> None:
    """What has been kept for after signing in goes: a browser may have ten such, and this test presses more."""
    with world.database.writing() as session:
        session.execute(sa.delete(KeptAct))


def test_the_kinds_that_begin_on_a_page_of_their_own_are_these() -> None:
    assert {kind.code for kind in BANK.kinds.values() if FACES[kind.code].telling.start} == BEGIN_ELSEWHERE


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_kind_begins_by_whom_it_may_and_nowhere_else(staffed: World, who: str) -> None:
    client, before = staffed.client(who), entries_of(staffed)
    for number, kind in enumerate(BANK.kinds.values()):
        start = FACES[kind.code].telling.start
        token = chr(ord("A") + number) * 43
        form = {**NEED, "summary": "Mitä", "plan": "Tee ensin", "type": "persona", "outcome": "worked", "draft": token}
        may = bool(who) and not start and may_tell(staffed.people[who], kind)
        for do in ("save", "preview", "edit", "publish"):
            forget_acts(staffed)
            answer = client.post(f"/fi/{kind.folder}", data={**form, "do": do})
            if not may and kind.code != "usecase":
                # Who has not said who they are is asked first.
                assert answer.status_code == (403 if who else 303), (who, kind.code, do)
                assert who or answer.headers["location"].startswith("/fi/sign-in?"), (kind.code, do)
        kept = client.post(f"/fi/{kind.folder}/drafts", data={**form, "draft": chr(ord("a") + number) * 43})
        assert (kept.status_code == 200) is (may or kind.code == "usecase"), (who, kind.code)
        made = entries_of(staffed).get(kind.code, 0) - before.get(kind.code, 0)
        assert made <= may, (who, kind.code)
        assert not (start and made), (who, kind.code)
        page = client.get(f"/fi/{kind.folder}/new")
        if start:
            assert page.headers["location"] == f"/fi/{kind.folder}/{start}"


def test_a_draft_from_before_opens_no_form_of_a_kind_that_begins_elsewhere(world: World) -> None:
    with world.database.writing() as session:
        session.add(Draft(token="P" * 43, kind="project", values={"title": "Vanha"}, person_id=world.people["aino"].id))
    assert world.client("aino").get(f"/fi/projects/drafts/{'P' * 43}").status_code == 403


def line(kind: str, **more: object) -> str:
    given = {"id": 1, "uuid": f"u-{kind}", "kind": kind, "language": "fi", "texts": {"fi": {"title": "Otsikko"}}}
    return json.dumps({**given, **more})


def test_a_file_brings_no_project_without_a_team_and_no_report_without_its_recipe(world: World) -> None:
    before = entries_of(world)
    with world.database.writing() as session:
        rows = intake.understand(session, [line("project", details={"recipes": []}), line("usecase")])
        assert intake.take_in(session, rows).created == 1
        with pytest.raises(intake.IntakeError, match="reports-on"):
            intake.understand(session, [line("fieldreport", details={"outcome": "worked"})])
    assert entries_of(world) == {**before, "usecase": before["usecase"] + 1}
