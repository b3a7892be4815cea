"""Whatever has become of an entry, its words show to nobody who may not see it: over every address there is."""

import contextlib
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import BaseRoute, Mount, Route

from ideabank.database import now
from ideabank.entries import links
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import may_see
from ideabank.exchange.documents import documents
from ideabank.people.viewer import ANONYMOUS
from tests.segments.samples import add_path
from tests.world import World

SECRET = "qzxvsalaisuus"
FACTS = ("published_at", "hidden_at", "withdrawn_at", "erased_at", "merged_into_id")
STATES = st.sets(st.sampled_from(FACTS)).filter(lambda facts: facts != {"published_at"})


def addresses(routes: list[BaseRoute], prefix: str = "") -> Iterator[str]:
    """The pattern of every page there is."""
    for route in routes:
        if isinstance(route, Mount):
            yield from addresses(list(route.routes or []), prefix + route.path_format.removesuffix("/{path}"))
        elif isinstance(route, Route) and "GET" in (route.methods or ()):
            yield prefix + route.path_format


def everywhere(world: World) -> list[str]:
    """Every page of every entry, each list in each order and with each filter, in Finnish."""
    found = []
    for pattern in addresses(world.app.routes):
        refs = world.entries.values() if "{ref}" in pattern else [0]
        ids = {"lang": "fi", "token": "A" * 43, "link": 1, "comment": 1, "organisation": 1, "session": 1}
        ids |= {"step": "huomaa", "lane": "pain", "attachment": 1, "format": "json", "ending": "ttl"}
        ids |= {
            "task": "sovi",
            "question": "jarjestelma",
            "variant": "suoraan",
            "page": "index",
            "part": 1,
            "number": 1,
        }
        found += [pattern.format(**ids, ref=ref) for ref in refs]
    for folder, orders in (
        ("usecases", "supported newest discussed linked"),
        ("solutions", "linked newest"),
        ("proposals", "code"),
    ):
        found += [f"/fi/{folder}?sort={order}" for order in orders.split()]
        found += [
            f"/fi/{folder}?{one}"
            for one in ("theme=own-data", "language=fi", f"q={SECRET}", f"tag={SECRET}", "status=new")
        ]
    found += [f"/fi/search?q={SECRET}", f"/fi/usecases/new?title={SECRET}", f"/en/usecases?q={SECRET}"]
    for name in world.entries:
        found += [
            world.path(name, ending) for ending in (".md", ".json", f"/links/new?q={SECRET}", "/compare?from=1&to=2")
        ]
        found += [world.path(name, f"/links/new?other={other}") for other in world.entries.values()]
    return found


@contextlib.contextmanager
def secret(world: World, name: str, facts: set[str]) -> Iterator[None]:
    """The entry with secret words and in this state, and afterwards as it was."""
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries[name])
        text = session.get(EntryText, (world.entries[name], "fi"))
        assert entry is not None
        assert text is not None
        kept = ({fact: getattr(entry, fact) for fact in FACTS}, text.title, text.summary)
        for fact in FACTS:
            setattr(entry, fact, None)
            if fact in facts:
                other = world.entries["queue" if name != "queue" else "booking"]
                setattr(entry, fact, other if fact == "merged_into_id" else now())
        text.title = text.summary = f"{SECRET} {SECRET}"
    yield
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries[name])
        text = session.get(EntryText, (world.entries[name], "fi"))
        assert entry is not None
        assert text is not None
        for fact, value in kept[0].items():
            setattr(entry, fact, value)
        text.title, text.summary = kept[1:]


@pytest.mark.parametrize(
    ("name", "fact", "who"),
    [
        ("booking", "hidden_at", "eero"),
        ("omakanta", "withdrawn_at", ""),
        ("notices", "merged_into_id", "eero"),
        ("seniors", "hidden_at", "sanna"),
        ("queue", "erased_at", "eero"),
        ("omakanta", "draft", "eero"),
    ],
)
def test_no_address_shows_what_its_reader_may_not_see(world: World, name: str, fact: str, who: str) -> None:
    """The index was made while the words were public: the worst case."""
    data = {"organisation": str(world.entries["seniors"]), "words": "Sanat"}
    world.client("eero").post(world.path("booking", "/statements"), data=data)
    with secret(world, name, {"published_at"}):
        world.app.state.site.search.drain_all()
    client = world.client(who)
    with secret(world, name, set() if fact == "draft" else {"published_at", fact}):
        for path in everywhere(world):
            answer = client.get(path, follow_redirects=True)
            assert answer.status_code in (200, 403, 404, 405, 410, 422), path
            assert f"{SECRET} {SECRET}" not in answer.text, path
        with world.database.reading() as session:
            assert f"{SECRET} {SECRET}" not in json.dumps(list(documents(session)))


@pytest.mark.parametrize("who", ["", "eero"])
def test_no_address_shows_the_steps_of_a_path_that_its_reader_may_not_see(world: World, who: str) -> None:
    """Nor on the pages of the needs and solutions that its steps are linked to."""
    add_path(world, word=f"{SECRET} {SECRET}")
    with secret(world, "path", {"published_at"}):
        world.app.state.site.search.drain_all()
    client = world.client(who)
    with secret(world, "path", {"published_at", "hidden_at"}):
        for path in everywhere(world):
            answer = client.get(path, follow_redirects=True)
            assert answer.status_code in (200, 403, 404, 405, 410, 422), path
            assert f"{SECRET} {SECRET}" not in answer.text, path


@given(
    facts=STATES,
    name=st.sampled_from(["booking", "omakanta", "notices", "queue", "seniors"]),
    who=st.sampled_from(["", "aino", "sanna", "mika"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_answers_exactly_those_who_may_see_its_entry(world: World, facts: set[str], name: str, who: str) -> None:
    with secret(world, name, facts):
        entry = world.entry(name)
        viewer = world.people[who] if who else ANONYMOUS
        answer = world.client(who).get(world.path(name), follow_redirects=True)
        shown = f"{SECRET} {SECRET}" in answer.text
        assert shown is may_see(viewer, entry)


@pytest.mark.parametrize("ending", ["withdraw", "hide", "merge"])
def test_what_ends_takes_its_links_out_of_the_other_ends_counts_and_back(either: World, ending: str) -> None:
    from ideabank.entries import actions

    mika = either.people["mika"]
    before = either.entry("booking")
    with either.database.writing() as session:
        target, other = (session.get(Entry, either.entries[name]) for name in ("omakanta", "notices"))
        assert target is not None
        assert other is not None
        if ending == "merge":
            actions.merge(session, target, into=other, by=mika)
        elif ending == "hide":
            actions.hide(session, target, by=mika, reason="Syy")
        else:
            actions.withdraw(session, target, by=mika)
    during = either.entry("booking")
    assert (before.met, during.met, during.link_count) == ("partly", "unmet", before.link_count - 1)
    with either.database.writing() as session:
        target = session.get(Entry, either.entries["omakanta"])
        assert target is not None
        (actions.unmerge if ending == "merge" else actions.restore)(session, target, by=mika)
    after = either.entry("booking")
    stands = during if ending == "withdraw" else before  # what its author has withdrawn no moderator brings back
    assert (after.met, after.link_count) == (stands.met, stands.link_count)


def test_a_merged_entry_leads_to_the_one_that_tells_the_same(either: World) -> None:
    from ideabank.entries import actions

    with either.database.writing() as session:
        entry, into = (session.get(Entry, either.entries[name]) for name in ("queue", "booking"))
        assert entry is not None
        assert into is not None
        actions.merge(session, entry, into=into, by=either.people["kaisa"])
    for ending in ("", ".json", "/revisions"):
        answer = either.client().get(either.path("queue", ending))
        assert (answer.status_code, answer.headers["location"]) == (301, either.path("booking"))


def test_only_the_other_end_of_a_link_that_one_may_see_can_be_chosen(world: World) -> None:
    with secret(world, "omakanta", {"published_at", "hidden_at"}):
        form = {
            "other": str(world.entries["omakanta"]),
            "relation": "addressed-by>",
            "fit": "full",
            "basis": "test",
            "evidence": "x",
        }
        assert world.client("kaisa").post(world.path("queue", "/links"), data=form).status_code == 404
    assert links.Claim().fit == "unknown"
