"""After signing out, *Back* shows nothing of one's own: what was drawn for one person is kept by no browser."""

import pytest

from tests.journeys.test_journeys import NEED
from tests.web import addresses_of
from tests.world import World

NO_STORE = "no-store"


@pytest.mark.parametrize("who", ["aino", "mika"])
def test_no_page_of_somebody_signed_in_is_kept(world: World, who: str) -> None:
    client = world.client(who)
    for path in addresses_of(world):
        answer = client.get(path)
        assert answer.headers["cache-control"] == NO_STORE, path


def test_what_was_typed_is_kept_by_no_browser_whoever_typed_it(world: World) -> None:
    client = world.client()
    for path, form in (
        ("/fi/usecases", {**NEED, "do": "preview"}),
        ("/fi/usecases", {**NEED, "title": ""}),
        (world.path("queue", "/report"), {"reason": "?", "words": "Sanat"}),
        (world.path("queue", "/comments"), {"body": "Sanat", "stance": "for"}),
        ("/fi/sign-in", {"email": "aino@example.org"}),
        ("/fi/sign-in/code", {"email": "aino@example.org", "code": "1"}),
    ):
        assert client.post(path, data=form).headers["cache-control"] == NO_STORE, path
    assert client.get(f"/fi/usecases/drafts/{NEED['draft']}").headers["cache-control"] == NO_STORE


def test_a_page_for_everybody_may_be_kept_and_is_asked_about(world: World) -> None:
    assert world.client().get("/fi/usecases").headers["cache-control"] == "private, no-cache"
