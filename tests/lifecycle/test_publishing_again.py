"""What somebody has withdrawn comes back by hand: by whoever withdrew it, or by a moderator."""

import pytest

from tests.world import World

YES = {"published": "yes"}


def withdrawn_by(who: str, world: World) -> None:
    assert world.client(who).post(world.path("queue", "/withdrawal"), data={}).status_code == 303


def test_an_author_publishes_again_what_they_withdrew(either: World) -> None:
    aino = either.client("aino")
    withdrawn_by("aino", either)
    assert either.client().get(either.path("queue")).status_code == 410
    assert "Julkaise uudelleen" in aino.get(either.path("queue"), follow_redirects=True).text
    answer = aino.post(either.path("queue", "/publication"), data=YES)
    assert answer.status_code == 303
    page = either.client().get(either.path("queue"), follow_redirects=True).text
    assert "Julkaistiin uudelleen." in page
    assert either.entry("queue").is_public


def test_pressed_twice_it_is_published_once(world: World) -> None:
    withdrawn_by("aino", world)
    for _ in range(2):
        assert world.client("aino").post(world.path("queue", "/publication"), data=YES).status_code == 303
    page = world.client().get(world.path("queue"), follow_redirects=True).text
    assert page.count("Julkaistiin uudelleen.") == 1


def test_what_a_moderator_withdrew_its_author_cannot_bring_back(world: World) -> None:
    withdrawn_by("mika", world)
    aino = world.client("aino")
    assert "Julkaise uudelleen" not in aino.get(world.path("queue"), follow_redirects=True).text
    assert aino.post(world.path("queue", "/publication"), data=YES).status_code == 403
    assert world.client("mika").post(world.path("queue", "/publication"), data=YES).status_code == 303
    assert world.entry("queue").is_public


@pytest.mark.parametrize(("who", "status"), [("", 303), ("eero", 410), ("kaisa", 410)])
def test_nobody_else_brings_it_back(who: str, status: int, world: World) -> None:
    withdrawn_by("aino", world)
    assert world.client(who).post(world.path("queue", "/publication"), data=YES).status_code in (status, 410)
    assert world.entry("queue").withdrawn_at


def test_what_is_hidden_stays_hidden(world: World) -> None:
    decision = {"do": "hide", "reason": "Syy"}
    assert world.client("mika").post(world.path("queue", "/decision"), data=decision).status_code == 303
    withdrawn_by("aino", world)
    world.client("aino").post(world.path("queue", "/publication"), data=YES)
    entry = world.entry("queue")
    assert not entry.withdrawn_at
    assert not entry.is_public


def test_a_form_that_says_nothing_changes_nothing(world: World) -> None:
    withdrawn_by("aino", world)
    assert world.client("aino").post(world.path("queue", "/publication"), data={}).status_code == 422
    assert world.entry("queue").withdrawn_at
