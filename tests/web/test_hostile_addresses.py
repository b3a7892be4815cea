"""Addresses and headers that nobody types by accident: on both databases, an answer and never a 500."""

import base64
import json
from typing import Any

import pytest

from tests.world import World


def cursor(*values: Any, back: Any = False) -> str:
    """A place in a list as an address writes it, whatever it holds."""
    return base64.urlsafe_b64encode(json.dumps([values, back]).encode()).decode().rstrip("=")


HUGE = ("2147483648", "99999999999", "9223372036854775808", "9" * 5000)


@pytest.mark.parametrize("number", HUGE, ids=len)
def test_an_enormous_number_in_an_address_finds_nothing(either: World, number: str) -> None:
    client = either.client("mika")
    for path in (
        f"/fi/usecases/{number}", f"/fi/usecases/{number}.json", f"/fi/usecases/{number}/edit",
        either.path("booking", f"/links/{number}/history"), either.path("booking", f"/comments/{number}/reply"),
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize("number", HUGE, ids=len)
def test_an_enormous_number_in_a_form_is_refused(either: World, number: str) -> None:
    client, at = either.client("eero"), either.path
    posts: dict[str, dict[str, str]] = {
        at("booking", f"/statements/{number}/withdrawal"): {},
        at("booking", "/statements"): {"organisation": number, "words": "Sanat"},
        at("booking", "/comments"): {"body": "Sanat", "stance": "for", "organisation": number},
        at("queue", "/report"): {"reason": "other", "words": "", "comment": number},
        at("queue", "/comments"): {"body": "Sanat", "stance": "for", "parent": number},
        f"/fi/account/sessions/{number}/revocation": {},
    }
    for path, data in posts.items():
        assert client.post(path, data=data).status_code in (303, 404, 422), path


@pytest.mark.parametrize("number", HUGE, ids=len)
def test_an_enormous_page_or_place_in_a_log_is_a_page(either: World, number: str) -> None:
    client = either.client()
    compare = either.path("booking", f"/compare?from={number}&to={number}")
    for path in (f"/fi/moderation/log?before={number}", f"/fi/search?q=aika&page={number}", compare):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    "place",
    [
        cursor(2**40, 1), cursor(-(2**61), 2**61), cursor(1, 2**40), cursor(1, True), cursor(True, 1),
        cursor("x", 1), cursor("2026-01-01", 1), cursor("0001-01-01T00:00:00+14:00", 1), cursor("\ud800", 1),
        cursor("a\x00b", 1), cursor(1.5, 1), cursor(None, 1), cursor([1], 1), cursor(1, 1, back="x"), cursor(1), "!!!",
        "A" * 299, "é",
    ],
)  # fmt: skip
def test_a_place_in_a_list_that_is_nonsense_shows_a_list(either: World, place: str) -> None:
    client = either.client()
    for path in (f"/fi/usecases?sort={sort}" for sort in ("supported", "newest", "discussed", "linked")):
        assert client.get(path, params={"sort": path.partition("=")[2], "after": place}).status_code == 200, path
    assert client.get("/fi/proposals", params={"sort": "code", "after": place}).status_code == 200


@pytest.mark.parametrize("value", ["%00", "a%00b", "%ff", "%ed%a0%80", "%f4%90%80%80", "%e2%80%ae", "%0d%0a"])
def test_odd_bytes_in_any_parameter_are_answered(either: World, value: str) -> None:
    client = either.client("sanna")
    paths = [
        "/fi/usecases?tag={}&q={}&theme={}&sort={}&after={}",
        "/fi/search?q={}&kind={}&page={}",
        "/fi/usecases/new?title={}",
        either.path("booking", "?in={}&comments={}"),
        either.path("booking", "/links/new?q={}&kind={}&other={}"),
        either.path("booking", "/edit?in={}&draft={}"),
        either.path("booking", "/report?comment={}"),
        "/fi/sign-in?next={}&keeps={}",
        "/fi/moderation/log?before={}",
        "/fi/account?saved={}",
    ]
    for path in paths:
        assert client.get(path.replace("{}", value)).status_code in (200, 301, 404), path


@pytest.mark.parametrize(
    "value", ["%00", "%ff", "%ed%a0%80", "1-%00", "1%2F2", "..%2f..", "%E2%80%AE", "-", "1-" + "a" * 3000]
)
def test_odd_bytes_in_a_path_are_answered(either: World, value: str) -> None:
    client = either.client("sanna")
    for path in (
        f"/fi/usecases/{value}", f"/fi/usecases/{value}/edit", f"/fi/usecases/{value}.json", f"/fi/{value}",
        f"/fi/usecases/drafts/{value}", f"/static/{value}", f"/{value}",
    ):  # fmt: skip
        assert client.get(path).status_code in (200, 301, 404), path


@pytest.mark.parametrize("name", ["ref", "lang", "name", "language", "request", "self", "kind", "params", "after", "_"])
@pytest.mark.parametrize("path", ["{booking}", "/fi/usecases"])
def test_no_parameter_of_an_address_takes_over_a_part_of_its_path(world: World, path: str, name: str) -> None:
    client = world.client()
    answer = client.get(path.format(booking=world.path("booking")), params={name: "/evil.example"})
    assert answer.status_code in (200, 301)
    assert answer.headers.get("location", "/fi/usecases").startswith("/fi/usecases")
    assert 'href="//evil.example' not in answer.text


@pytest.mark.parametrize(
    "value", ["", "*", "xx", "fi;q=abc", "en;q=", ";q=1,,,", "sv;q=nan", "fi;q=1e999", "en-GB;q=0.8, fi;q=0", "é" * 50]
)
def test_the_front_door_opens_whatever_languages_a_browser_asks_for(world: World, value: str) -> None:
    answer = world.client().get("/", headers=[(b"Accept-Language", value.encode())])
    assert answer.headers["location"] in ("/fi/", "/sv/", "/en/")


@pytest.mark.parametrize("origin", ["http://[", "null", "", "http://127.0.0.1:8000.evil.example", "//", "https://"])
def test_a_post_from_an_origin_that_is_none_is_refused(world: World, origin: str) -> None:
    data = {"support": "yes"}
    answer = world.client("aino").post(world.path("booking", "/support"), data=data, headers={"Origin": origin})
    assert answer.status_code == 403
    assert world.entry("booking").support_count == 0


def test_a_session_cookie_of_any_bytes_is_just_nobody(either: World) -> None:
    for token in ("", "x", "a" * 5000, "%00", '"', "\u00e4".encode().decode("latin-1")):
        answer = either.client().get("/fi/account", headers=[(b"Cookie", f"session={token}".encode("latin-1"))])
        assert answer.status_code == 303


@pytest.mark.parametrize("path", ["/paths/x%0Ay%23%22", "/usecases/a%3Fb%5Cc", "/usecases/%E4%BD%A0%20x"])
def test_links_of_a_page_are_addresses_whatever_was_asked_for(world: World, path: str) -> None:
    page = world.client("sanna").get(f"/fi{path}", follow_redirects=True).text
    assert f'href="/sv{path}"' in page


def test_the_way_back_from_a_failure_is_an_address_and_not_what_was_sent(world: World) -> None:
    answer = world.client("sanna").post("/fi/paths/x%23%22/steps/1/draft", data={"name": "Kirjoitettu askel"})
    assert answer.status_code == 404
    assert "Kirjoitettu askel" in answer.text
    assert 'href="/fi/paths/x%23%22"' in answer.text
