"""From where a request comes: X-Forwarded-For is believed as far as the settings say, and by nobody else."""

import threading
import time
from collections.abc import Iterator

import httpx2
import pytest
import sqlalchemy as sa
import uvicorn
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank import cli
from ideabank.people.models import SignInCode
from ideabank.web.network import client_address, network_of
from ideabank.web.request import Request
from tests.notices.mailing import free_port
from tests.world import World

PEER = "192.0.2.9"


def request(world: World, lines: tuple[str, ...], hops: int, peer: str = PEER) -> Request:
    world.settings.trusted_proxies = hops
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in lines]
    return Request({"type": "http", "app": world.app, "headers": headers, "client": (peer, 5000) if peer else None})


@pytest.mark.parametrize(
    ("lines", "hops", "seen"),
    [
        ((), 0, PEER),
        ((), 1, PEER),
        (("203.0.113.5",), 0, PEER),
        (("203.0.113.5",), 1, "203.0.113.5"),
        (("198.51.100.1, 203.0.113.5",), 1, "203.0.113.5"),
        (("198.51.100.1, 203.0.113.5",), 2, "198.51.100.1"),
        (("198.51.100.1", "203.0.113.5"), 1, "203.0.113.5"),
        (("198.51.100.1", "203.0.113.5"), 2, "198.51.100.1"),
        (("10.0.0.1, 198.51.100.1", "203.0.113.5"), 2, "198.51.100.1"),
        (("203.0.113.5",), 2, PEER),
        ((" 203.0.113.5 ,",), 1, "203.0.113.5"),
        ((",,203.0.113.5",), 1, "203.0.113.5"),
        (("203.0.113.5:4711",), 1, "203.0.113.5"),
        (("[2001:db8::7]:4711",), 1, "2001:db8::7"),
        (("[2001:db8::7]",), 1, "2001:db8::7"),
        (('"[2001:db8::7]:4711"',), 1, "2001:db8::7"),
        (("2001:DB8:0::7",), 1, "2001:db8::7"),
        (("fe80::1%eth0",), 1, "fe80::1"),
        (("::ffff:203.0.113.5",), 1, "203.0.113.5"),
        (("unknown",), 1, PEER),
        (("_hidden",), 1, PEER),
        (("203.0.113.5.9",), 1, PEER),
        (("999.0.0.1",), 1, PEER),
        (("203.0.113.5; drop",), 1, PEER),
        (("\xe4\xe4",), 1, PEER),
        (("",), 1, PEER),
        ((",".join([*["6.6.6.6"] * 5000, "203.0.113.5"]),), 1, "203.0.113.5"),
    ],
)
def test_the_address_is_the_one_that_the_outermost_trusted_proxy_saw(
    world: World, lines: tuple[str, ...], hops: int, seen: str
) -> None:
    assert client_address(request(world, lines, hops)) == seen


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_limits_count_by_subscriber(world: World, peer: str, network: str) -> None:
    assert network_of(request(world, (), 0, peer)) == network


@pytest.fixture
def served(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that was started just as the command starts it."""
    made: list[uvicorn.Server] = []

    def start(app: object, **options: object) -> None:
        made.append(uvicorn.Server(uvicorn.Config(app, **options)))  # type: ignore[arg-type]

    port = free_port()
    monkeypatch.setattr(uvicorn, "run", start)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    cli._run(world.settings, "127.0.0.1", port)
    thread = threading.Thread(target=made[0].run, daemon=True)
    thread.start()
    while not made[0].started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    made[0].should_exit = True
    thread.join(30)


def test_the_server_itself_believes_no_header(world: World, served: str) -> None:
    for forwarded in ("198.51.100.1", "198.51.100.2"):
        headers = {"x-forwarded-for": forwarded, "x-forwarded-proto": "https", "x-forwarded-host": "evil.example"}
        address = f"a{forwarded[-1]}@example.org"
        assert httpx2.post(f"{served}/fi/sign-in", data={"email": address}, headers=headers).status_code == 200
    with world.database.reading() as session:
        networks = session.execute(sa.select(col(SignInCode.requester)).distinct()).scalars().all()
    assert len(networks) == 1


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("GET", "/", None),
        ("GET", "/fi/account", None),
        ("GET", "/fi/usecases/{booking}-vanha-osoite", None),
        ("POST", "/fi/sign-out", {}),
        ("POST", "/fi/usecases/{booking}/support", {"support": "yes"}),
        ("POST", "/fi/usecases/{booking}/comments", {"body": "Hyvä."}),
        ("POST", "/fi/account", {"name": "Aino", "language": "fi"}),
    ],
)
def test_no_redirect_follows_the_host(world: World, method: str, path: str, data: dict[str, str] | None) -> None:
    headers = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    for who in ("", "aino"):
        client: TestClient = world.client(who)
        answer = client.request(method, path.format(**world.entries), data=data, headers=headers)
        if answer.is_redirect:
            assert answer.headers["location"].startswith("/")
            assert not answer.headers["location"].startswith("//")
        assert "evil.example" not in answer.text
