"""Every change says what it did on the page one lands on, once, in the reader's language: a walk over all routes that take a form."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from ideabank import sections
from ideabank.attachments.actions import File, attach
from ideabank.entries.models import Entry
from ideabank.exchange.cleaned import Cleaned
from ideabank.people.models import Person, SignInSession
from ideabank.people.signin import open_session
from tests.banks import BankWith
from tests.cookbook.samples import add_project, add_recipe
from tests.journeys.test_journeys import NEED, letters
from tests.segments.samples import add_path
from tests.segments.test_cleaned import picture
from tests.telling.lists import NEW, Visitor, needs, placed
from tests.torture.forms import read
from tests.world import World

CLAIM = {"fit": "full", "basis": "test", "evidence": "Kokeiltu"}
LIST = "L" * 43
OUR = {"body": "Sanat", "stance": "for"}
# A handler → who sends it where, with which form. What is not here answers a script, or is walked by its own test below.
WALK: dict[str, tuple[str, str, dict[str, str]]] = {
    "beginning.create": ("aino", "/fi/usecases", {**NEED, "do": "publish"}),
    "lists.create": ("sanna", "/fi/usecases/import", {"paste": "Otsikko;Kuka\nTarve;Joku"}),
    "lists.update": ("sanna", f"/fi/usecases/import/{LIST}", {"do": "save", "version": "1"}),
    "editing.update": ("aino", "{queue}", {**NEED, "based_on": "1"}),
    "lifecycle.set_status": ("kaisa", "{queue}/status", {"status": "accepted", "reason": "Syy"}),
    "lifecycle.withdrawal": ("aino", "{queue}/withdrawal", {}),
    "support.support": ("aino", "{queue}/support", {"support": "yes"}),
    "support.state": ("eero", "{queue}/statements", {"organisation": "{seniors_id}", "words": "Tuemme"}),
    "support.unstate": ("eero", "{queue}/statements/{seniors_id}/withdrawal", {}),
    "discussion.comment": ("aino", "{queue}/comments", OUR),
    "discussion.edit": ("aino", "{booking}/comments/1/edit", {**OUR, "based_on": "1"}),
    "discussion.withdrawal": ("aino", "{booking}/comments/1/withdrawal", {}),
    "linking.create": ("sanna", "{queue}/links", {**CLAIM, "other": "{omakanta_id}", "relation": "addressed-by>"}),
    "linking.edit": ("sanna", "{booking}/links/1/edit", {**CLAIM, "based_on": "1"}),
    "linking.confirm": ("kaisa", "{booking}/links/1/confirmation", {"state": "confirmed"}),
    "linking.contest": ("aino", "{booking}/links/1/contest", {"reason": "Syy"}),
    "linking.withdrawal": ("sanna", "{booking}/links/1/withdrawal", {}),
    "reports.report": ("", "{queue}/report", {"reason": "other", "words": ""}),
    "blackout.blackout": (
        "mika",
        "{booking}/blackout",
        {"words": "laboratoriotulokset", "reason": "Syy", "places": "text"},
    ),
    "emptying.removal": ("aino", "{booking}/revisions/1/removal", {}),
    "reports.decision": ("mika", "{queue}/decision", {"do": "hide", "reason": "Syy"}),
    "steps.add_steps": ("sanna", "{path}/steps/new", {"names": "Uusi askel"}),
    "steps.edit_steps": ("sanna", "{path}/steps/huomaa/edit", {"name": "Huomaa", "based_on": "1"}),
    "steps.remove_steps": ("sanna", "{path}/steps/huomaa/removal", {}),
    "across.edit_rows": ("sanna", "{path}/rows/pain/edit", {"step-huomaa": "Uusi", "based_on": "1"}),
    "dragging.place": ("sanna", "{path}/steps/huomaa/place", {"before": "kay"}),
    "dragging.move": ("sanna", "{path}/cells/huomaa/pain/move", {"words": "Jono on pitkä.", "to": "kay/pain"}),
    "cells.edit_cells": ("sanna", "{path}/cells/huomaa/pain/edit", {"pain": "Uusi", "based_on": "1"}),
    "stages.edit_stages": ("sanna", "{path}/stages", {"new_stage": "Uusi vaihe", "do": "save"}),
    "sides.fork": ("sanna", "{path}/fork", {"title": "Oma polku"}),
    "sides.note_origin": ("sanna", "{fork}/origin", {}),
    "attachments.add": ("sanna", "{path}/attachments/new", {"alt": "Kuva", "file": "picture"}),
    "attachments.removal": ("sanna", "{path}/attachments/1/removal", {}),
    "tasks.add_tasks": ("sanna", "{recipe}/tasks/new", {"names": "Uusi tehtävä"}),
    "tasks.edit_tasks recipe": ("sanna", "{recipe}/tasks/linkita/edit", {"name": "Tee linkki", "language": "fi"}),
    "tasks.remove_tasks recipe": ("sanna", "{recipe}/tasks/linkita/removal", {}),
    "questions.edit_questions": ("sanna", "{recipe}/questions/kuka/edit", {"text": "Kuka sen varaa?"}),
    "questions.remove_questions": ("sanna", "{recipe}/questions/jarjestelma/removal", {}),
    "variants.edit_variants": ("sanna", "{recipe}/variants/linkki/edit", {"name": "Linkki"}),
    "forking.fork": ("sanna", "{recipe}/fork", {"title": "Oma tapa"}),
    "starting.start": ("aino", "/fi/projects/start", {"recipe": "{recipe_id}", "version": "1", "title": "Toinen"}),
    "tasks.add_task": ("aino", "{project}/tasks", {"name": "Oma tehtävä"}),
    "tasks.update_task": ("aino", "{project}/tasks/1", {"state": "done"}),
    "tasks.edit_tasks project": ("aino", "{project}/tasks/1/edit", {"state": "done", "note": "Tehty"}),
    "team.team": ("aino", "{project}/team", {"do": "invite"}),
    "team.publishing": ("aino", "{project}/publishing", {"public": "yes"}),
    "exchanging.bring": ("aino", "{project}/import", {"paste": "csv"}),
    "fieldreports.start": (
        "aino",
        "/fi/fieldreports/start",
        {"recipe": "{recipe_id}", "revision": "1", "outcome": "failed", "because": "Näin."},
    ),
    "signing.sign_in": ("", "/fi/sign-in", {"email": "uusi@example.org"}),
    "signing.sign_out": ("aino", "/fi/sign-out", {}),
    "own.account": ("aino", "/fi/account", {"name": "Aino", "language": "fi"}),
    "own.revoke_session": ("aino", "/fi/account/sessions/{other_session}/revocation", {}),
    "own.deletion": ("aino", "/fi/account/deletion", {}),
}  # fmt: skip
SCRIPTS = {
    "beginning.save_draft",
    "steps.save_draft_steps",
    "across.save_draft_rows",
    "cells.save_draft_cells",
    "stages.save_draft_stages",
    "tasks.save_draft_tasks",
    "questions.save_draft_questions",
    "variants.save_draft_variants",
}  # they answer JSON that says it
BY_THEMSELVES = {
    "signing.code",
    "team.join",
    "updates.changes",
    "exchanging.bring_new",
    "exchanging.bring_into",
    "team.hand_on",
    "demo.demo",
    "variants.remove_variants",
    "undoing.undo",
    "looking.look",  # what it does is seen: the page comes back in the chosen look
    "lifecycle.publication",
}


def handlers(routes: list[Any]) -> set[str]:
    """module.function of every handler that takes a form; room.function where the module is called handlers."""
    found: set[str] = set()
    for route in routes:
        if isinstance(route, Mount):
            found |= handlers(list(route.routes or []))
        elif isinstance(route, Route) and "POST" in (route.methods or ()):
            handler = route.endpoint.by_method["POST"].handler  # type: ignore[attr-defined]
            while hasattr(handler, "__wrapped__"):
                handler = handler.__wrapped__
            found.add(f"{handler.__module__.removesuffix('.handlers').rpartition('.')[2]}.{handler.__name__}")
    return found


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    return bank_with(_with_something_written)


def _with_something_written(world: World) -> None:
    add_path(world)
    add_recipe(world)
    add_project(world)
    placed(world, Visitor(world).bring(needs(NEW)), LIST)
    world.client("aino").post(world.path("booking", "/comments"), data=OUR)
    world.client("aino").post(world.path("booking"), data={**NEED, "based_on": "1"})
    form = {"organisation": str(world.entries["seniors"]), "words": "Tuemme"}
    world.client("eero").post(world.path("queue", "/statements"), data=form)
    with world.database.writing() as session:
        path = session.get(Entry, world.entries["path"])
        assert path is not None
        attach(session, path, File("a.png", {"fi": "Kuva"}, Cleaned(picture(), "image/png", 1, 1)), by=world.people["sanna"])  # fmt: skip


def told(client: TestClient, answer: Any) -> str:
    """What the page one lands on says was done."""
    page = (
        answer.text if answer.status_code == 200 else client.get(answer.headers["location"], follow_redirects=True).text
    )
    found = re.search(r'<p id="strip-words">(?:<svg.*?</svg>)?([^<]+)</p>', page)
    return found[1] if found else ""


def test_every_handler_that_takes_a_form_is_walked(bank: World) -> None:
    known = {name.split()[0] for name in WALK} | SCRIPTS | BY_THEMSELVES
    assert handlers(list(bank.app.routes)) == known


def another_browser(bank: World) -> int:
    """A second sign-in of Aino's, which she may end from the first."""
    with bank.database.writing() as session:
        person = session.get(Person, bank.people["aino"].id)
        assert person is not None
        open_session(session, person, device="Toinen", days=1)
        return session.execute(sa.select(sa.func.max(col(SignInSession.id)))).scalar_one() or 0


def on_the_page(client: TestClient, path: str) -> dict[str, str]:
    """What stands in the form at this address, as a browser sends it along; nothing where the form is elsewhere."""
    answer = client.get(path)
    forms = read(path, answer.text)[0] if answer.status_code == 200 else []
    return next((dict(form.fields) for form in forms if form.method == "post" and form.action == path), {})


@pytest.mark.parametrize("name", WALK)
def test_a_change_says_what_it_did_once(name: str, bank: World) -> None:
    who, path, form = WALK[name]
    places = {one: bank.path(one) for one in bank.entries} | {f"{n}_id": str(i) for n, i in bank.entries.items()}
    places["other_session"] = str(another_browser(bank) if "{other_session}" in path else "")
    data = {field: value.format(**places) if value.startswith("{") else value for field, value in form.items()}
    client = bank.client(who)
    files = {"file": ("a.png", picture())} if data.pop("file", "") else None
    if data.get("paste") == "csv":
        data["paste"] = client.get(bank.path("project", "/export/csv")).text
    data = {**on_the_page(client, path.format(**places)), **data}
    before = client.get("/fi/usecases").text
    answer = client.post(path.format(**places), data=data, files=files)
    assert answer.status_code in (200, 303), answer.text[:3000]
    assert told(client, answer), name
    assert 'id="strip"' not in before
    if answer.status_code == 303:
        assert not told(client, answer), "it is said once"


def test_signing_in_says_so(world: World) -> None:
    client = world.client()
    client.post("/fi/sign-in", data={"email": "uusi@example.org"})
    code = re.search(r"\d{6}", letters(world)[-1])
    assert code
    answer = client.post("/fi/sign-in/code", data={"email": "uusi@example.org", "code": code[0]})
    assert told(client, answer) == "Olet kirjautunut sisään."


def test_joining_a_team_says_so(bank: World) -> None:
    page = bank.client("aino").post(bank.path("project", "/team"), data={"do": "invite"}).text
    link = re.search(r"/fi/projects/join/[\w-]+", page)
    assert link
    sanna = bank.client("sanna")
    assert told(sanna, sanna.post(link[0])) == "Olet nyt tiimissä."


def test_no_other_page_takes_a_sentence_away(world: World) -> None:
    client = world.client("aino")
    answer = client.post(world.path("queue", "/comments"), data=OUR)
    for _ in range(2):
        assert 'id="strip"' not in client.get(world.path("booking"), follow_redirects=True).text
    assert told(client, answer) == "Kommenttisi on julkaistu."


def test_a_sentence_is_one_of_ours_whatever_the_cookie_says(world: World) -> None:
    client = world.client("aino")
    answer = client.post(world.path("queue", "/comments"), data=OUR)
    name = next(one for one in client.cookies if one.startswith("said-"))
    other = world.client("aino")
    other.cookies.set(name, "=%3Cscript%3E&x=%25(y)s")
    assert told(other, answer) == ""


def test_every_sentence_is_told_in_the_readers_language(world: World) -> None:
    for language in ("fi", "sv"):
        translator = world.app.state.site.catalogues[language]
        assert not [code for code, one in sections.notices().items() if translator(one.words) == one.words]
