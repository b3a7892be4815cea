"""Theme and text size: chosen at the foot of a page, kept in one cookie, drawn by the server."""

import re

import pytest

from tests.world import World


def root_of(html: str) -> str:
    found = re.search(r"<html[^>]*>", html)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("chosen", "root"),
    [
        ("dark.normal", '<html lang="en" data-theme="dark">'),
        ("light.large", '<html lang="en" data-theme="light" data-size="large">'),
        ("system.large", '<html lang="en" data-size="large">'),
    ],
)
def test_what_was_chosen_holds_on_every_page_and_on_errors(world: World, chosen: str, root: str) -> None:
    client = world.client()
    answer = client.post("/en/look", data={"look": chosen, "back": "/en/usecases?theme=booking"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/usecases?theme=booking"
    for address in ("/en/", "/en/usecases", "/en/nothing-here"):
        assert root_of(client.get(address).text) == root


def test_the_usual_look_needs_no_cookie(world: World) -> None:
    client = world.client()
    client.post("/en/look", data={"look": "dark.large", "back": "/en/"})
    assert client.cookies.get("look") == "dark.large"
    client.post("/en/look", data={"look": "system.normal", "back": "/en/"})
    assert client.cookies.get("look") is None
    assert root_of(client.get("/en/").text) == '<html lang="en">'


@pytest.mark.parametrize("nonsense", ["", "dark", "dark.huge", 'dark" onload="x', "dark.large.dark", "x" * 4000])
def test_a_cookie_that_says_anything_else_is_taken_for_nothing(world: World, nonsense: str) -> None:
    client = world.client()
    html = client.get("/en/", headers={"cookie": f"look={nonsense}"}).text
    assert root_of(html) == '<html lang="en">'


def test_a_choice_that_is_none_changes_nothing_and_leads_to_no_other_site(world: World) -> None:
    client = world.client()
    answer = client.post("/en/look", data={"look": "purple.normal", "back": "https://evil.example/"})
    assert answer.headers["location"] == "/en/"
    assert "set-cookie" not in answer.headers


def test_the_look_is_part_of_any_caches_key(world: World) -> None:
    assert "Cookie" in world.client().get("/en/").headers["vary"]


def test_the_buttons_say_which_is_on_and_keep_the_other_choice(world: World) -> None:
    client = world.client()
    client.cookies.set("look", "dark.large")
    html = client.get("/en/usecases?sort=newest").text
    assert '<button name="look" value="dark.large" aria-pressed="true">Dark</button>' in html
    assert '<button name="look" value="dark.normal" aria-pressed="false">Normal</button>' in html
    assert '<input type="hidden" name="back" value="/en/usecases?sort=newest">' in html


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_cookie_is_told_on_the_privacy_page(world: World, lang: str) -> None:
    assert "<code>look</code>" in world.client().get(f"/{lang}/privacy").text
