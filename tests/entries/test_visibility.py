"""The one visibility rule: its two forms are equal, and nothing hidden shows anywhere."""

import json

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import may_see, visible_to
from ideabank.exchange.documents import documents
from ideabank.people.viewer import ANONYMOUS, Viewer
from tests.world import World

FACTS = ("published_at", "hidden_at", "withdrawn_at", "erased_at")
SECRET = "Salainen otsikko qzxv"


@given(
    facts=st.sets(st.sampled_from([*FACTS, "merged_into_id"])),
    who=st.sampled_from(["", "aino", "sanna", "mika", "admin"]),
    owned=st.booleans(),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_forms_of_the_rule_agree(world: World, facts: set[str], who: str, owned: bool) -> None:
    admin = Viewer(world.people["kaisa"].id, roles=frozenset({"admin"}))
    viewer = {**world.people, "": ANONYMOUS, "admin": admin}[who]
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries["queue"])
        assert entry is not None
        for name in FACTS:
            setattr(entry, name, now() if name in facts else None)
        entry.owner_id = world.people["aino"].id if owned else None
        entry.merged_into_id = world.entries["booking"] if "merged_into_id" in facts else None
        session.flush()
        session.refresh(entry)
        seen = session.execute(sa.select(sa.exists().where(visible_to(viewer), col(Entry.id) == entry.id))).scalar()
        assert seen == may_see(viewer, entry)
        public = facts == {"published_at"}
        assert entry.is_public is public
        if not public and viewer == ANONYMOUS:
            assert not seen


def routes(world: World) -> list[str]:
    """Every public page that could name an entry, in one language."""
    kinds = ("usecases", "proposals", "solutions", "organisations")
    lists = [
        f"/fi/{kind}?sort={sort}" for kind in kinds for sort in ("supported", "newest", "discussed", "linked", "code")
    ]
    filters = [
        f"/fi/usecases?{one}" for one in ("met=unmet", "theme=guidance", "language=fi", "q=salainen", "tag=ajanvaraus")
    ]
    pages = [
        world.path(name, rest)
        for name in ("booking", "omakanta", "notices", "seniors")
        for rest in ("", ".md", ".json", "/revisions")
    ]
    return ["/fi/", "/fi/search?q=salainen", "/fi/search?q=qzxv", "/fi/moderation/log", *lists, *filters, *pages]


@pytest.mark.parametrize("fact", ["hidden_at", "withdrawn_at", "erased_at", "draft", "merged"])
def test_what_is_not_public_is_named_on_no_page_and_in_no_export(world: World, fact: str) -> None:
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries["queue"])
        assert entry is not None
        text = session.get(EntryText, (entry.id, "fi"))
        assert text is not None
        text.title = text.summary = SECRET
        if fact == "draft":
            entry.published_at = None
        elif fact == "merged":
            entry.merged_into_id = world.entries["booking"]
        else:
            setattr(entry, fact, now())
    world.app.state.site.search.drain_all()
    client = world.client("sanna")
    for path in routes(world):
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        # What was typed into the search box is shown again; the title as a whole must not be.
        assert SECRET not in answer.text, path
    with world.database.reading() as session:
        assert SECRET not in json.dumps(list(documents(session)), ensure_ascii=False)
    for ending in ("", ".md", ".json"):
        assert world.client().get(world.path("queue", ending)).status_code in (301, 404, 410)


def test_an_author_and_a_moderator_still_see_what_was_hidden(world: World) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(Entry).where(col(Entry.id) == world.entries["queue"]).values(hidden_at=now()))
    assert world.client("aino").get(world.path("queue"), follow_redirects=True).status_code == 200
    assert world.client("mika").get(world.path("queue"), follow_redirects=True).status_code == 200
    assert world.client("sanna").get(world.path("queue")).status_code == 410
    assert Viewer().id is None
