"""Many people at once, and one person twice: nothing is lost and nothing is counted twice, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx2
import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.models import Entry
from ideabank.people.actions import equip
from ideabank.people.signin import open_session
from ideabank.upkeep.doctor import examine
from tests.journeys.test_journeys import NEED
from tests.world import World

THREADS = 4
Post = tuple[str, str, dict[str, str]]  # the token of who sends it, where, what


def at_once(world: World, posts: list[Post]) -> list[int]:
    """Sends all of them together to an application with four threads; gives the statuses."""
    limits = world.app.state.site.limits
    limits.writing.total_tokens, limits.patience = THREADS, 60.0
    statuses: list[int] = []

    async def send(token: str, path: str, data: dict[str, str]) -> None:
        transport = httpx2.ASGITransport(app=world.app)
        async with httpx2.AsyncClient(transport=transport, base_url=world.settings.public_url) as client:
            answer = await client.post(path, data=data, headers={"Cookie": f"session={token}"})
        statuses.append(answer.status_code)

    async def run() -> None:
        async with anyio.create_task_group() as group:
            for token, path, data in posts:
                group.start_soon(send, token, path, data)

    with ThreadPoolExecutor(1) as thread:  # the browser's own loop, where there is one, runs in this thread
        thread.submit(anyio.run, run).result()
    return sorted(statuses)


def crowd(world: World, size: int, role: str = "citizen") -> list[str]:
    """That many people who have signed in."""
    with world.database.writing() as session:
        people = [equip(session, f"{role}{number}@example.org", roles=[role]) for number in range(size)]
        return [open_session(session, person, device="Test", days=1) for person in people]


def is_sound(world: World) -> bool:
    with world.database.reading() as session:
        return not list(examine(world.database, session))


def test_two_hundred_supports_at_once_are_two_hundred(either: World) -> None:
    path = either.path("booking", "/support")
    posts = [(token, path, {"support": "yes"}) for token in crowd(either, 200)]
    assert set(at_once(either, posts)) == {303}
    assert either.entry("booking").support_count == 200
    assert is_sound(either)


def test_one_person_pressing_support_eight_times_at_once_is_one_support(either: World) -> None:
    posts = [(either.tokens["aino"], either.path("booking", "/support"), {"support": "yes"})] * 8
    assert set(at_once(either, posts)) == {303}
    assert either.entry("booking").support_count == 1


@pytest.mark.parametrize("saved_before", [True, False])
def test_a_need_published_by_eight_presses_at_once_is_one_need(either: World, saved_before: bool) -> None:
    if saved_before:
        either.client("aino").post("/fi/usecases", data={**NEED, "do": "save"})
    posts = [(either.tokens["aino"], "/fi/usecases", {**NEED, "do": "publish"})] * 8
    assert set(at_once(either, posts)) == {303}
    with either.database.reading() as session:
        made = session.execute(sa.select(sa.func.count()).where(col(Entry.kind) == "usecase")).scalar_one()
    assert made == 3


def test_a_comment_sent_eight_times_at_once_is_one_comment(either: World) -> None:
    form = {"body": "Sama ajatus", "stance": "for"}
    posts = [(either.tokens["aino"], either.path("booking", "/comments"), form)] * 8
    assert set(at_once(either, posts)) == {303}
    with either.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Comment)).scalar_one() == 1
    assert either.entry("booking").comment_count == 1


def test_of_eight_edits_at_once_one_is_saved_and_seven_get_both_texts(either: World) -> None:
    path = either.path("booking")
    posts = [
        (either.tokens["sanna"], path, {**NEED, "why": f"Syy {number}", "based_on": "1", "draft": ""})
        for number in range(8)
    ]
    assert at_once(either, posts) == [303] + [409] * 7
    assert either.entry("booking").revision == 2


def test_a_new_tag_used_by_many_at_once_is_one_tag(either: World) -> None:
    posts = [
        (token, "/fi/usecases", {**NEED, "draft": f"{number:0>43}", "tags": "uusi, toinen"})
        for number, token in enumerate(crowd(either, 12))
    ]
    assert set(at_once(either, posts)) == {303}


def test_links_made_from_both_ends_at_once_are_all_counted(either: World) -> None:
    tokens = crowd(either, 8, "designer")
    claim = {"fit": "partial", "basis": "test", "evidence": "Kokeiltu"}
    entries = either.entries
    forth = {**claim, "other": str(entries["omakanta"]), "relation": "addressed-by>"}
    back = {**claim, "other": str(entries["queue"]), "relation": "addressed-by<"}
    proposal = {**claim, "other": str(entries["notices"]), "relation": "addressed-by>"}
    pairs = [("queue", forth), ("omakanta", back), ("queue", proposal), ("notices", back)] * 2
    posts = [(token, either.path(name, "/links"), form) for token, (name, form) in zip(tokens, pairs, strict=True)]
    assert at_once(either, posts) == [303, 303, *[422] * 6]
    assert is_sound(either)
