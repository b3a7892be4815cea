"""Each address has one spelling; others lead there, relatively, with method, body and query; and no redirect believes the Host header."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from ideabank.i18n import LANGUAGES
from tests.banks import Banks
from tests.browser.seeding import enrich
from tests.world import World

HOSTILE = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "Forwarded": "host=evil.example",
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory, banks: Banks) -> Iterator[World]:
    """A bank with something at most addresses."""
    with banks.open(tmp_path_factory.mktemp("spelling"), enrich) as world:
        yield world


def addresses(world: World, lang: str = "fi") -> list[tuple[str, frozenset[str]]]:
    """(path, methods) of every route, about an entry of its kind where there is one."""
    refs: dict[str, str] = {}
    for name in world.entries:
        refs.setdefault(world.path(name).split("/")[2], str(world.entries[name]))

    def walk(routes: list[object], prefix: str) -> Iterator[tuple[str, frozenset[str]]]:
        for route in routes:
            if isinstance(route, Mount):
                yield from walk(list(route.routes), prefix + route.path)
            elif isinstance(route, Route):
                path = (prefix + route.path).replace("{lang:lang}", lang)
                folder = path.split("/")[2] if path.count("/") > 1 else ""
                path = path.replace("{ref}", refs.get(folder, "1")).replace("{format}", "json")
                yield re.sub(r"\{\w+(:\w+)?\}", "1", path), frozenset(route.methods or ())

    return list(walk(list(world.app.routes), ""))


def told(client: TestClient, method: str, path: str) -> str:
    """Where a redirect leads; "" for any other answer."""
    answer = client.request(method, path, headers=HOSTILE)
    return answer.headers.get("location", "") if answer.is_redirect else ""


def test_no_route_ends_with_a_slash_but_the_front_pages(bank: World) -> None:
    assert [path for path, _ in addresses(bank) if path.endswith("/")] == ["/", "/fi/"]


def test_every_address_with_a_slash_too_many_leads_to_the_one_without(bank: World) -> None:
    client = bank.client()
    for path, methods in addresses(bank):
        if path == "/":
            continue
        plain = path.rstrip("/")
        others = [f"{plain}//", plain.replace("/", "//"), f"//{plain}", *([plain] if plain == "/fi" else [f"{plain}/"])]
        for method in methods & {"GET", "HEAD", "POST"}:
            for other in others:
                # An absolute address: a client would take //x for a host.
                answer = client.request(method, f"http://127.0.0.1:8000{other}?a=1&b=%C3%A4")
                assert (answer.status_code, answer.headers["location"]) == (308, f"{path}?a=1&b=%C3%A4"), (
                    method,
                    other,
                )


@pytest.mark.parametrize(
    ("asked", "goal"),
    [
        ("//", "/"), ("//evil.example/", "/evil.example"), ("/%5Cevil.example/", "/%5Cevil.example"), ("/fi//evil.example//", "/fi/evil.example"),
        ("/static/", "/static"), ("/health/", "/health"), ("/robots.txt/", "/robots.txt"), ("/fi/nothing/", "/fi/nothing"), ("/xx/", "/xx"),
        ("/fi/a%3Fb/", "/fi/a%3Fb"), ("/fi/a%23b/", "/fi/a%23b"), ("/fi/a%0D%0Ab/", "/fi/a%0D%0Ab"), ("/fi/%C3%A4/", "/fi/%C3%A4"),
        ("/fi/about%2F", "/fi/about"), ("/fi/%25/", "/fi/%25"),
    ],
)  # fmt: skip
def test_odd_addresses_lead_to_an_address_of_ours(world: World, asked: str, goal: str) -> None:
    answer = world.client().get(f"http://127.0.0.1:8000{asked}")
    assert (answer.status_code, answer.headers["location"]) == (308, goal)


def test_what_is_no_address_is_not_found_with_and_without_a_slash(world: World) -> None:
    for path in ("/static", "/fi/nothing", "/xx", "/fi/usecases/nothing"):
        assert world.client().get(path).status_code == 404
        assert world.client().get(f"{path}/", follow_redirects=True).status_code == 404


def test_a_form_sent_to_an_address_with_a_slash_arrives_whole(world: World) -> None:
    client = world.client("aino")
    data = {"body": "Tämä sana pitää tulla perille.", "stance": "for", "language": "fi"}
    answer = client.post(world.path("booking", "/comments/"), data=data, follow_redirects=True)
    assert [one.status_code for one in answer.history] == [308, 303, *([301] if len(answer.history) > 2 else [])]
    assert data["body"] in answer.text


@pytest.mark.parametrize("who", ["", "aino", "mika"])
def test_no_redirect_follows_the_host_header(bank: World, who: str) -> None:
    # Forms sent without words are the subject of other tests: here only where they lead.
    client, met = bank.client(who, raise_server_exceptions=False), set()
    for path, methods in addresses(bank):
        for method in methods & {"GET", "HEAD", "POST"}:
            for asked in (path, f"{path}/"):
                goal = told(client, method, asked)
                if goal:
                    met.add(goal)
    assert len(met) > 100
    for goal in met:
        assert urlsplit(urljoin("http://bank.example/x", goal)).netloc == "bank.example", goal
        assert "evil" not in goal


@pytest.mark.parametrize("host", ["evil.example/x?y=", "evil.example#", "a b", "", "evil.example:99999", "[", "ä"])
def test_a_host_header_of_any_bytes_changes_no_redirect(world: World, host: str) -> None:
    client = world.client()
    for path, goal in (
        ("/fi/account?a=1", "/fi/sign-in?next=%2Ffi%2Faccount%3Fa%3D1"),
        (world.path("booking", "?a=1"), world.path("booking", "-varaan-ajan-aitini-puolesta?a=1")),
        ("/", "/fi/"),
        ("/fi", "/fi/"),
    ):
        answer = client.get(path, headers=[(b"Host", host.encode())])
        assert answer.headers["location"] == goal


def test_head_answers_as_get_does_at_every_address(bank: World) -> None:
    for who in ("", "sanna"):
        client = bank.client(who)
        for path, methods in addresses(bank):
            if "GET" in methods:
                get, head = client.get(path), client.head(path)
                assert (head.status_code, head.headers.get("location")) == (
                    get.status_code,
                    get.headers.get("location"),
                ), path
                assert head.headers.get("content-type") == get.headers.get("content-type"), path
                assert not head.content


def test_what_may_be_done_at_an_address_is_told(bank: World) -> None:
    client = bank.client()
    for path, methods in addresses(bank):
        wanted = ", ".join(sorted({*methods, "OPTIONS"}))
        asked = client.options(path)
        assert (asked.status_code, asked.headers["allow"], asked.content) == (204, wanted, b""), path
        refused = client.request("DELETE", path)
        assert (refused.status_code, refused.headers["allow"]) == (405, wanted), path
    static = bank.app.state.site.assets.url("css/site.css")
    assert client.post(static).status_code == 405
    assert client.options(static).headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("en-GB,fil", "en"), ("fil,en", "en"), ("fil", "fi"), ("", "fi"), ("de", "fi"), ("*", "fi"), ("sv-FI,sv;q=0.9", "sv"), ("EN", "en"),
        ("en;q=0.8, fi;q=0", "en"), ("fi;q=0", "sv"), ("fi;q=0,*", "sv"), ("fi;q=0,sv;q=0,*", "en"), ("*;q=0", "fi"), ("en;q=0", "fi"),
        ("*,sv;q=0.5", "fi"), ("sv;q=0.5,*;q=0.5", "sv"), ("de,*;q=0.1", "fi"), ("en;q=0.000,sv;q=0.001", "sv"), ("en ; q = 0.5 , sv", "sv"),
        ("sv;q=nan,en;q=0.1", "en"), ("fi;q=1e999,en;q=0.1", "en"), ("fi;q=2,en;q=0.1", "en"), ("fi;q=-1,en;q=0.1", "en"), ("sv;q=,en;q=0.1", "en"),
        ("fi fi,en", "en"), ("enx,svx", "fi"), ("finnish", "fi"), ("zh-fi,en", "en"), ("en_US", "en"), (",,;q=1,en", "en"),
        ("x" * 100_000 + ",en", "fi"), ("de," * 40 + "en", "en"), ("en," * 100_000, "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_that_was_asked_for(world: World, asked: str, language: str) -> None:
    answer = world.client().get("/", headers={"Accept-Language": asked})
    assert answer.headers["location"] == f"/{language}/"
    assert language in LANGUAGES
