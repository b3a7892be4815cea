"""Who may do what, through the front door: every row is a button, every column a role."""

import pytest
from starlette.routing import BaseRoute, Mount, Route

from tests.cookbook.samples import add_recipe
from tests.journeys.test_journeys import NEED
from tests.world import World

EVERYBODY = ("", "aino", "eero", "sanna", "kaisa", "mika")
THING = {**NEED, "summary": "Mitä se on"}
CLAIM = {"fit": "full", "basis": "test", "evidence": "Kokeiltu"}
# what, where, with which form, and who may (the others are refused; "" is who has not signed in)
TABLE: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = (
    ("tell a need", "/fi/usecases", {**NEED, "do": "publish"}, ("aino", "eero", "sanna", "kaisa", "mika")),
    ("keep a draft", "/fi/usecases/drafts", NEED, EVERYBODY),
    ("preview a need", "/fi/usecases", {**NEED, "do": "preview"}, EVERYBODY),
    ("add a solution", "/fi/solutions", {**THING, "do": "publish"}, ("eero", "sanna", "kaisa")),
    ("make a proposal", "/fi/proposals", {**THING, "do": "publish"}, ("sanna", "kaisa")),
    ("add an organisation", "/fi/organisations", {**THING, "do": "publish"}, ("kaisa",)),
    ("edit", "{queue}", {**NEED, "based_on": "1"}, ("aino", "sanna", "kaisa")),
    ("edit what one's organisation told", "{seniors}", {**THING, "based_on": "1"}, ("sanna", "kaisa")),
    ("withdraw", "{queue}/withdrawal", {}, ("aino", "mika")),
    ("set the status", "{queue}/status", {"status": "accepted", "reason": "Syy"}, ("kaisa",)),
    ("support", "{queue}/support", {"support": "yes"}, ("aino", "eero", "sanna", "kaisa", "mika")),
    ("state", "{queue}/statements", {"organisation": "{seniors_id}", "words": ""}, ("eero",)),
    ("take a statement back", "{queue}/statements/{seniors_id}/withdrawal", {}, ("eero",)),
    ("comment", "{queue}/comments", {"body": "Sanat", "stance": "for"}, ("aino", "eero", "sanna", "kaisa", "mika")),
    (
        "comment as an organisation",
        "{queue}/comments",
        {"body": "Sanat", "stance": "for", "organisation": "{seniors_id}"},
        ("eero",),
    ),
    ("link", "{queue}/links", {**CLAIM, "other": "{omakanta_id}", "relation": "addressed-by>"}, ("sanna", "kaisa")),
    ("edit a link", "{booking}/links/1/edit", {**CLAIM, "based_on": "1"}, ("sanna", "kaisa")),
    ("confirm a link", "{booking}/links/1/confirmation", {"state": "confirmed"}, ("eero", "kaisa")),
    ("contest a link", "{booking}/links/1/contest", {"reason": "Syy"}, ("aino", "eero", "sanna", "kaisa", "mika")),
    ("take a link away", "{booking}/links/1/withdrawal", {}, ("sanna", "kaisa", "mika")),
    ("report", "{queue}/report", {"reason": "other", "words": ""}, EVERYBODY),
    ("hide", "{queue}/decision", {"do": "hide", "reason": "Syy"}, ("mika",)),
    ("write a recipe", "/fi/recipes", {**THING, "plan": "Tee ensin", "do": "publish"}, ("sanna", "kaisa")),
    ("write a requirement", "/fi/requirements", {**THING, "do": "publish"}, ("sanna", "kaisa")),
    (
        "edit a task of a recipe",
        "{recipe}/tasks/linkita/edit",
        {"name": "Tee linkki", "language": "fi", "based_on": "1"},
        ("sanna", "kaisa"),
    ),
    ("fork a recipe", "{recipe}/fork", {"title": "Oma tapa"}, ("sanna", "kaisa")),
    (
        "start a checklist",
        "/fi/projects/start",
        {"recipe": "{recipe_id}", "version": "1", "title": "Meidän"},
        ("aino", "eero", "sanna", "kaisa", "mika"),
    ),
    (
        "tell how a recipe went",
        "/fi/fieldreports/start",
        {"recipe": "{recipe_id}", "revision": "1", "outcome": "failed", "because": "Näin."},
        ("aino", "eero", "sanna", "kaisa", "mika"),
    ),
    (
        "tell it for an organisation",
        "/fi/fieldreports/start",
        {
            "recipe": "{recipe_id}",
            "revision": "1",
            "outcome": "worked",
            "because": "Näin.",
            "organisation": "{seniors_id}",
        },
        ("eero",),
    ),
    ("save one's account", "/fi/account", {"name": "X", "language": "fi"}, ("aino", "eero", "sanna", "kaisa", "mika")),
    ("delete one's account", "/fi/account/deletion", {}, ("aino", "eero", "sanna", "kaisa", "mika")),
    ("sign out", "/fi/sign-out", {}, EVERYBODY),
    ("ask for a code", "/fi/sign-in", {"email": "a@example.org"}, EVERYBODY),
)
CASES = [(who, *row) for row in TABLE for who in EVERYBODY]


def names(world: World) -> dict[str, str]:
    ids = {f"{name}_id": str(number) for name, number in world.entries.items()}
    return ids | {name: world.path(name) for name in world.entries}


@pytest.mark.parametrize(
    ("who", "what", "path", "form", "allowed"), CASES, ids=[f"{who or 'anybody'} {what}" for who, what, *_ in CASES]
)
def test_each_role_may_do_its_own_things_and_nothing_else(
    world: World, who: str, what: str, path: str, form: dict[str, str], allowed: tuple[str, ...]
) -> None:
    if "{recipe" in path or any("{recipe" in value for value in form.values()):
        add_recipe(world)
    places = names(world)
    data = {name: value.format(**places) if value.startswith("{") else value for name, value in form.items()}
    answer = world.client(who).post(path.format(**places), data=data)
    led_to_the_door = "/sign-in" in answer.headers.get("location", "")
    if who in allowed:
        assert answer.status_code in (200, 303), what
        assert not led_to_the_door, what
    elif not who:
        assert answer.status_code in (401, 403) or led_to_the_door, what
    else:
        assert answer.status_code in (403, 422), what


FREE = {"look", "people:send_code", "people:code", "people:sign_out", "people:enter_demo"}
FREE_BELOW = {"create", "drafts", "reported"}


def posts(routes: list[BaseRoute], prefix: str = "") -> list[tuple[str, str]]:
    """(name, path) of every route that takes a form."""
    found: list[tuple[str, str]] = []
    for route in routes:
        if isinstance(route, Mount):
            found += posts(list(route.routes or []), prefix + route.path_format.removesuffix("/{path}"))
        elif isinstance(route, Route) and "POST" in (route.methods or ()):
            found.append((getattr(route, "aliases", (route.name,))[-1], prefix + route.path_format))
    return found


def test_nobody_changes_anything_without_signing_in_except_the_few_things_that_are_for_all(world: World) -> None:
    client, seen = world.client(), 0
    for name, path in posts(world.app.routes):
        if name in FREE or name.partition(":")[2] in FREE_BELOW:
            continue
        folder = path.split("/")[2]
        entry = {"usecases": "booking", "solutions": "omakanta", "proposals": "notices", "organisations": "seniors"}
        ids = {"lang": "fi", "ref": world.entries.get(entry.get(folder, ""), 1), "link": 1, "comment": 1, "session": 1}
        ids |= {"step": "huomaa", "lane": "pain", "attachment": 1, "token": "A" * 43}
        ids |= {"task": "sovi", "question": "jarjestelma", "variant": "suoraan", "number": 1}
        answer = client.post(path.format(**ids, organisation=world.entries["seniors"]), data={"reason": "x"})
        refused = answer.status_code in (401, 403, 404) or "/sign-in" in answer.headers.get("location", "")
        assert refused, (name, answer.status_code)
        seen += 1
    assert seen > 50


def test_an_admin_may_do_what_every_role_may(world: World) -> None:
    with world.database.writing() as session:
        from ideabank.people.actions import equip

        equip(session, "aino@example.org", roles=["admin"])
    client = world.client("aino")
    status = {"status": "accepted", "reason": "Syy"}
    assert client.post(world.path("booking", "/status"), data=status).status_code == 303
    assert client.post(world.path("queue", "/decision"), data={"do": "hide", "reason": "Syy"}).status_code == 303
    assert client.get("/fi/moderation").status_code == 200
    assert client.get("/fi/solutions/new").status_code == 200


def test_a_page_offers_the_buttons_that_work_and_no_others(world: World) -> None:
    buttons = {
        "/edit": ("aino", "sanna", "kaisa"),
        "/status": ("kaisa",),
        "/decision": ("mika",),
        "/withdrawal": ("aino", "mika"),
    }
    for who in EVERYBODY:
        page = world.client(who).get(world.path("queue"), follow_redirects=True).text
        for ending, allowed in buttons.items():
            assert (f"{world.path('queue', ending)}" in page) is (who in allowed), (who, ending)


@pytest.mark.parametrize(
    "ending", ["/edit", "/links/new", "/withdrawal", "/decision", "/links/1/edit", "/links/1/contest"]
)
def test_a_page_that_needs_a_person_leads_there_and_back(world: World, ending: str) -> None:
    answer = world.client().get(world.path("booking", ending))
    assert answer.status_code in (303, 403)
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/fi/sign-in?next=%2Ffi%2Fusecases")


def test_others_drafts_and_comments_are_not_ones_own(world: World) -> None:
    aino, sanna = world.client("aino"), world.client("sanna")
    aino.post("/fi/usecases", data={**NEED, "do": "save"})
    aino.post(world.path("booking", "/comments"), data={"body": "Ainon sanat", "stance": "for"})
    assert sanna.get(f"/fi/usecases/drafts/{NEED['draft']}").status_code == 404
    assert world.client().get(f"/fi/usecases/drafts/{NEED['draft']}").status_code == 404
    assert sanna.get(world.path("booking", "/comments/1/edit")).status_code == 403
    assert sanna.post(world.path("booking", "/comments/1/withdrawal")).status_code == 403
    assert sanna.post(world.path("queue", "/comments/1/edit"), data={"body": "x"}).status_code == 404
