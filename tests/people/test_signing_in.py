"""Codes and sessions: what opens the door, and for how long."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import now
from ideabank.people.models import Mail, Person, SignInCode, SignInSession
from ideabank.people.queries import viewer_of
from tests.world import World

ADDRESS = "uusi@example.org"


def code_of(world: World, address: str = ADDRESS) -> str:
    """Asks for a code and reads it from the letter."""
    assert world.client().post("/fi/sign-in", data={"email": address}).status_code == 200
    with world.database.reading() as session:
        body = session.execute(sa.select(col(Mail.body)).order_by(col(Mail.id).desc()).limit(1)).scalar_one()
    found = re.search(r"\d{6}", body)
    assert found
    return found[0]


def enter(world: World, code: str, address: str = ADDRESS) -> int:
    return world.client().post("/fi/sign-in/code", data={"email": address, "code": code}).status_code


def test_a_code_opens_once(either: World) -> None:
    code = code_of(either)
    assert enter(either, f" {code[:3]} {code[3:]} ") == 303
    assert enter(either, code) == 422


def test_a_code_is_good_for_its_own_address_only(either: World) -> None:
    assert enter(either, code_of(either), "aino@example.org") == 422


def test_a_newer_code_puts_an_older_out_of_use(either: World) -> None:
    old, new = code_of(either), code_of(either)
    assert old == new or enter(either, old) == 422
    assert enter(either, new) == 303


def test_a_code_of_eleven_minutes_opens_nothing(either: World) -> None:
    code = code_of(either)
    with either.database.writing() as session:
        session.execute(sa.update(SignInCode).values(expires_at=now() - dt.timedelta(minutes=1)))
    assert enter(either, code) == 422


def test_the_sixth_code_in_an_hour_is_not_sent(either: World) -> None:
    for _ in range(5):
        code_of(either)
    assert either.client().post("/fi/sign-in", data={"email": ADDRESS}).status_code == 429
    assert either.client().post("/fi/sign-in", data={"email": "toinen@example.org"}).status_code == 200


def test_tries_are_counted_though_nothing_else_of_a_refusal_is_kept(either: World) -> None:
    code = code_of(either)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert enter(either, wrong) == 422
    assert enter(either, code) == 422
    with either.database.reading() as session:
        assert session.execute(sa.select(col(SignInCode.tries))).scalar_one() == 5


def test_capitals_and_spaces_lead_to_the_same_person(either: World) -> None:
    assert enter(either, code_of(either, " AINO@Example.org "), "Aino@example.ORG") == 303
    with either.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).where(col(Person.name) == "Aino")).scalar_one() == 1


def test_neither_code_nor_token_lies_readable_in_the_database(world: World) -> None:
    code = code_of(world)
    world.app.state.site.extras["services"].send_mail()
    with world.database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        dump = "\n".join(raw.iterdump())
    assert f"'{code}'" not in dump
    assert f" {code}." not in dump
    assert not any(token in dump for token in world.tokens.values())


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
    aino, sanna = rows[either.people["aino"].id or 0], rows[either.people["sanna"].id or 0]
    assert either.client("aino").post(f"/fi/account/sessions/{sanna}/revocation").status_code == 303
    assert either.client("sanna").get("/fi/account").status_code == 200
    either.client("aino").post(f"/fi/account/sessions/{aino}/revocation")
    assert either.client("aino").get("/fi/account").status_code == 303


def test_signing_out_ends_the_session_in_the_database_too(either: World) -> None:
    assert either.client("aino").post("/fi/sign-out").status_code == 303
    assert either.client("aino").get("/fi/account").status_code == 303


def test_over_https_the_cookie_is_bound_to_the_host(world: World) -> None:
    world.settings.public_url = "https://bank.example"
    code = code_of(world)
    answer = world.client().post("/fi/sign-in/code", data={"email": ADDRESS, "code": code})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))


def test_nobody_tries_as_the_cast_outside_the_demo(world: World) -> None:
    client = world.client()
    assert client.get("/fi/demo").status_code == 404
    assert client.post("/fi/demo", data={"person": "aino"}).status_code == 404
