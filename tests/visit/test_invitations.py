"""A page invites nobody to what they may not do: every link and form that a role is shown opens for it."""

import re
from urllib.parse import urljoin

import pytest

from ideabank.people.actions import equip
from ideabank.people.signin import open_session
from tests.banks import BankWith
from tests.cookbook.samples import add_project, add_recipe
from tests.house.reading import Reading
from tests.segments.samples import add_path
from tests.telling.test_beginnings import forget_acts
from tests.web import patterns_of
from tests.world import BANK, World

EVERYBODY = ("", "aino", "eero", "sanna", "timo", "kaisa", "mika", "ada")
# Ends the walk, or is gone when the walk comes back.
LEFT_OUT = re.compile(
    r"/sign-out|/account/deletion|/static/|\.(md|json|ttl|jsonld|svg)$|/export/|/account/data|/health"
)
MOST = 260


@pytest.fixture
def lively(bank_with: BankWith) -> World:
    """Something of every kind, seen by somebody of every role."""
    return bank_with(_enliven)


def _enliven(world: World) -> None:
    add_recipe(world)
    add_path(world)
    add_project(world, title="Julkinen hanke")
    world.client("aino").post(world.path("project", "/publishing"), data={"public": "yes"})
    world.client("aino").post(world.path("queue", "/comments"), data={"body": "Sanat", "stance": "for"})
    world.client("aino").post(world.path("booking", "/links/1/contest"), data={"reason": "Ei pidä"})
    with world.database.writing() as session:
        for name, role in (("ada", "admin"), ("timo", "team")):
            person = equip(session, f"{name}@example.org", roles=[role], name=name.title())
            world.tokens[name] = open_session(session, person, device="Test", days=1)


def starts(world: World) -> list[str]:
    pages = ["/fi/", "/fi/account", "/fi/search?q=aika", "/fi/projects", "/fi/moderation/log"]
    pages += [f"/fi/{kind.folder}" for kind in BANK.kinds.values()]
    return [*pages, *(world.path(name) for name in world.entries)]


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_link_and_form_that_is_shown_opens(lively: World, who: str) -> None:
    """Links are followed two pages deep; a form that has no page of its own is sent empty, which may be refused, but not forbidden."""
    client, faults = lively.client(who), list[str]()
    reads = [re.compile("^" + re.sub(r"{\w+}", "[^/]+", one.replace("{lang}", "fi")) + "$") for one in patterns_of(lively.app.routes, "GET")]  # fmt: skip
    waiting, met, forms = [(path, "") for path in starts(lively)], set[str](), dict[str, str]()
    while waiting and len(met) < MOST:
        path, source = waiting.pop(0)
        key = path.split("?")[0]
        if key in met or LEFT_OUT.search(key):
            continue
        met.add(key)
        answer = client.get(path, follow_redirects=True)
        if answer.status_code >= 400:
            faults.append(f"{answer.status_code} {path} shown at {source}")
            continue
        page = Reading(answer.text)
        here = str(answer.url.path)
        if source.count(" > ") < 2:
            shown = {urljoin(here, link).split("#")[0] for link in page.links() if link and "://" not in link}
            waiting += [(link, f"{source} > {path}") for link in sorted(shown) if link.startswith("/fi/")]
        forms |= {urljoin(here, one): path for one in page.actions() if one}
    for action, source in sorted(forms.items()):
        plain = action.split("?")[0]
        if LEFT_OUT.search(plain) or any(one.match(plain) for one in reads):
            continue
        # What was sent before may have ended it: a link shown at both its ends is confirmed once.
        if plain not in client.get(source, follow_redirects=True).text:
            continue
        forget_acts(lively)
        answer = client.post(action, data={"language": "fi"})
        if answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500:
            faults.append(f"{answer.status_code} POST {action} shown at {source}")
    assert not faults, "\n".join(faults)
    assert len(met) > 40


def test_who_may_not_link_is_invited_to_tell_it_in_a_comment(world: World) -> None:
    for who, told in (("", "kommentissa"), ("aino", "kommentissa"), ("sanna", "linkitä se tähän")):
        assert told in world.client(who).get(world.path("queue"), follow_redirects=True).text, who
