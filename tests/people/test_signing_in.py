"""Codes and sessions: what opens the door, and for how long."""

import dataclasses
import datetime as dt
import re

import pytest
import sqlalchemy as sa
from httpx2 import Response
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank.app import create_app
from ideabank.database import now
from ideabank.people.models import Mail, Person, SignInCode, SignInSession
from ideabank.people.queries import viewer_of
from ideabank.upkeep.services import Services
from tests.world import World

ADDRESS = "uusi@example.org"


def newest(world: World, pattern: str = r"\d{6}", address: str = ADDRESS) -> str:
    """The code in the newest letter to this address."""
    with world.database.reading() as session:
        query = sa.select(col(Mail.body)).where(col(Mail.recipient) == address).order_by(col(Mail.id).desc()).limit(1)
        found = re.search(pattern, session.execute(query).scalar_one())
    assert found
    return found[0]


def code_of(world: World, browser: TestClient, address: str = ADDRESS) -> str:
    """Asks for a code in this browser and reads it from the letter."""
    assert ask(browser, address).status_code == 200
    return newest(world, address=address.strip().lower())


def ask(browser: TestClient, address: str = ADDRESS, **headers: str) -> Response:
    return browser.post("/fi/sign-in", data={"email": address}, headers=headers)


def enter(browser: TestClient, code: str, address: str = ADDRESS) -> int:
    return browser.post("/fi/sign-in/code", data={"email": address, "code": code}).status_code


def other_than(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def test_a_code_opens_once(either: World) -> None:
    browser = either.client()
    code = code_of(either, browser)
    assert enter(browser, f" {code[:3]} {code[3:]} ") == 303
    assert enter(browser, code) == 422


def test_a_code_is_good_for_its_own_address_only(either: World) -> None:
    browser = either.client()
    assert enter(browser, code_of(either, browser), "aino@example.org") == 422


def test_a_newer_code_puts_an_older_out_of_use(either: World) -> None:
    browser = either.client()
    old, new = code_of(either, browser), code_of(either, browser)
    assert old == new or enter(browser, old) == 422
    assert enter(browser, new) == 303


def test_a_code_of_eleven_minutes_opens_nothing(either: World) -> None:
    browser = either.client()
    code = code_of(either, browser)
    with either.database.writing() as session:
        session.execute(sa.update(SignInCode).values(expires_at=now() - dt.timedelta(minutes=1)))
    assert enter(browser, code) == 422


def test_tries_are_counted_though_nothing_else_of_a_refusal_is_kept(either: World) -> None:
    browser = either.client()
    code = code_of(either, browser)
    for _ in range(5):
        assert enter(browser, other_than(code)) == 422
    assert enter(browser, code) == 422
    with either.database.reading() as session:
        assert session.execute(sa.select(col(SignInCode.tries))).scalar_one() == 5
    assert enter(browser, code_of(either, browser)) == 303


def test_capitals_and_spaces_lead_to_the_same_person(either: World) -> None:
    browser = either.client()
    assert enter(browser, code_of(either, browser, " AINO@Example.org "), "Aino@example.ORG") == 303
    with either.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).where(col(Person.name) == "Aino")).scalar_one() == 1


def test_neither_code_nor_token_lies_readable_in_the_database(world: World) -> None:
    browser = world.client()
    code = code_of(world, browser)
    world.app.state.site.keeper(Services).send_mail()
    with world.database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        dump = "\n".join(raw.iterdump())
    assert f"'{code}'" not in dump
    assert f" {code}." not in dump
    assert not any(token in dump for token in [*world.tokens.values(), browser.cookies["asker"]])


@pytest.mark.parametrize(
    "change", [{"revoked_at": now()}, {"expires_at": now() - dt.timedelta(seconds=1)}], ids=["revoked", "expired"]
)
def test_a_session_that_has_ended_is_nobodys(either: World, change: dict[str, dt.datetime]) -> None:
    with either.database.writing() as session:
        session.execute(sa.update(SignInSession).values(**change))
    with either.database.reading() as session:
        assert not viewer_of(session, either.tokens["aino"]).is_signed_in
    assert either.client("aino").get("/fi/account").status_code == 303


def test_a_person_ends_own_sessions_and_nobody_elses(either: World) -> None:
    with either.database.reading() as session:
        query = sa.select(col(SignInSession.person_id), col(SignInSession.id))
        rows = {row[0]: row[1] for row in session.execute(query)}
    aino, sanna = rows[either.people["aino"].person_id], rows[either.people["sanna"].person_id]
    assert either.client("aino").post(f"/fi/account/sessions/{sanna}/revocation").status_code == 404
    assert either.client("sanna").get("/fi/account").status_code == 200
    either.client("aino").post(f"/fi/account/sessions/{aino}/revocation")
    assert either.client("aino").get("/fi/account").status_code == 303


def test_signing_out_ends_the_session_in_the_database_too(either: World) -> None:
    assert either.client("aino").post("/fi/sign-out").status_code == 303
    assert either.client("aino").get("/fi/account").status_code == 303


def test_over_https_both_cookies_are_bound_to_the_host(world: World) -> None:
    settings = world.settings.model_copy(update={"public_url": "https://bank.example"})
    world = dataclasses.replace(world, app=create_app(settings, background=False), settings=settings)
    browser = world.client()
    asked = ask(browser)
    answer = browser.post("/fi/sign-in/code", data={"email": ADDRESS, "code": newest(world)})
    cookies = [*asked.headers.get_list("set-cookie"), *answer.headers.get_list("set-cookie")]
    # A third tells once what was done: a code of a closed list, which opens nothing.
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert {name for name in names if not name.startswith("said-")} == {"__Host-session", "__Host-asker"}
    for cookie in cookies:
        assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))


def test_nobody_tries_as_the_cast_outside_the_demo(world: World) -> None:
    client = world.client()
    assert client.get("/fi/demo").status_code == 404
    assert client.post("/fi/demo", data={"person": "aino"}).status_code == 404


def test_a_slip_of_the_finger_spends_no_try_of_the_code(world: World) -> None:
    browser = world.client()
    code = code_of(world, browser)
    for slip in ("", code[:5], code + "1", "koodi", code[:3] + "x"):
        answer = browser.post("/fi/sign-in/code", data={"email": ADDRESS, "code": slip})
        assert answer.status_code == 422
        assert "Kirjoita koodin kaikki numerot eikä muuta." in answer.text
    assert enter(browser, code) == 303
