"""Nobody keeps anybody else from signing in: neither by guessing, nor by asking for codes (decision 0014)."""

import datetime as dt
import hashlib
import re

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import now
from ideabank.people import codes
from ideabank.people.models import Mail, SignInCode, SignInSession
from tests.people.test_signing_in import ADDRESS, ask, code_of, enter, newest, other_than
from tests.world import World

LONG = r"\d{4} \d{4} \d{4} \d{4}"


def letters_to(world: World, address: str = ADDRESS) -> int:
    with world.database.reading() as session:
        return session.execute(sa.select(sa.func.count()).where(col(Mail.recipient) == address)).scalar_one()


def besiege(world: World) -> None:
    """Strangers ask for codes until the address has no short one left for them."""
    for _ in range(codes.PER_ADDRESS):
        assert ask(world.client()).status_code == 200


def test_wrong_guesses_by_others_never_touch_the_owners_code(either: World) -> None:
    owner, other, third = either.client(), either.client(), either.client()
    code = code_of(either, owner)
    assert ask(other).status_code == 200
    for stranger in (other, third):
        for _ in range(6):
            assert enter(stranger, other_than(code)) == 422
    assert enter(owner, code) == 303


def test_a_code_opens_nothing_in_a_browser_that_did_not_ask(either: World) -> None:
    owner, other = either.client(), either.client()
    code = code_of(either, owner)
    answer = other.post("/en/sign-in/code", data={"email": ADDRESS, "code": code})
    assert answer.status_code == 422
    assert "This browser has not asked for this code" in answer.text
    assert 'href="/en/sign-in?' in answer.text
    assert enter(owner, code) == 303


def test_a_browser_without_cookies_is_told_what_to_do(world: World) -> None:
    browser = world.client()
    code = code_of(world, browser)
    browser.cookies.clear()
    answer = browser.post("/en/sign-in/code", data={"email": ADDRESS, "code": code})
    assert (answer.status_code, "needs its cookies" in answer.text) == (422, True)


@pytest.mark.parametrize("value", ["", "x" * 43 + "!", "short", "%00" * 20])
def test_a_secret_that_is_none_of_ours_is_replaced(world: World, value: str) -> None:
    answer = ask(world.client(), cookie=f"asker={value}")
    found = re.search(r"asker=([\w-]{43});", answer.headers["set-cookie"])
    assert found
    assert found[1] != value


def test_requests_by_others_never_spend_the_owners_hour(either: World) -> None:
    stranger, owner = either.client(), either.client()
    for _ in range(codes.PER_BROWSER):
        assert ask(stranger).status_code == 200
    assert ask(stranger).status_code == 429
    assert enter(owner, code_of(either, owner)) == 303


def test_a_refused_limit_says_when_and_gives_the_address_back(either: World) -> None:
    browser = either.client()
    for _ in range(codes.PER_BROWSER):
        ask(browser)
    answer = ask(browser)
    assert answer.status_code == 429
    assert 3500 < int(answer.headers["retry-after"]) <= 3600
    assert f'value="{ADDRESS}"' in answer.text
    assert ask(browser, "toinen@example.org").status_code == 200


def test_a_besieged_address_gets_one_long_code_that_any_browser_may_write(either: World) -> None:
    besiege(either)
    before = letters_to(either)
    strangers, owner = [either.client() for _ in range(8)], either.client()
    for stranger in strangers:
        assert ask(stranger).status_code == 200
    page = owner.post("/en/sign-in", data={"email": ADDRESS})
    assert letters_to(either) == before + 1
    assert "sixteen digits was sent there on" in page.text
    code = newest(either, LONG)
    for stranger in strangers:
        assert enter(stranger, code[::-1] if code != code[::-1] else "1" * 16) == 422
    assert enter(owner, code) == 303
    assert enter(either.client(), code) == 422


def test_a_browser_that_has_signed_in_there_keeps_its_share(either: World) -> None:
    owner = either.client()
    assert enter(owner, code_of(either, owner)) == 303
    owner.post("/fi/sign-out")
    besiege(either)
    ask(either.client())
    assert enter(owner, code_of(either, owner)) == 303


def test_that_share_ends_with_the_sign_in_it_came_from(either: World) -> None:
    owner = either.client()
    assert enter(owner, code_of(either, owner)) == 303
    with either.database.writing() as session:
        session.execute(sa.update(SignInSession).values(expires_at=now() - dt.timedelta(seconds=1)))
    besiege(either)
    assert "kuusitoista" in ask(owner).text.lower()


def test_guesses_by_strangers_make_codes_long_before_they_are_worth_anything(either: World) -> None:
    for _ in range(2):
        stranger = either.client()
        wrong = other_than(code_of(either, stranger))
        for _ in range(codes.TRIES):
            assert enter(stranger, wrong) == 422
    with either.database.writing() as session:
        session.execute(sa.update(SignInCode).values(created_at=now() - dt.timedelta(days=6)))
        codes.forget(session)
    owner = either.client()
    ask(owner)
    assert enter(owner, newest(either, LONG)) == 303
    with either.database.writing() as session:
        session.execute(sa.update(SignInCode).values(created_at=now() - dt.timedelta(days=8)))
        codes.forget(session)
    later = either.client()
    assert len(code_of(either, later)) == 6


def test_letters_to_one_address_are_bounded_whoever_asks(world: World) -> None:
    for number in range(40):
        ask(world.client(), **{"x-forwarded-for": f"198.51.100.{number}"})
    assert letters_to(world) == codes.PER_ADDRESS + 1


def test_one_network_writes_to_so_many_addresses_an_hour(either: World) -> None:
    for number in range(codes.PER_NETWORK):
        assert ask(either.client(), f"person{number}@example.org").status_code == 200
    refused = ask(either.client())
    assert (refused.status_code, "retry-after" in refused.headers) == (429, True)
    with either.database.reading() as session:
        kept = session.execute(sa.select(col(SignInCode.requester)).distinct()).scalars().all()
    assert len(kept) == 1


def test_what_is_kept_of_a_network_needs_the_banks_secret_and_lasts_a_day(either: World) -> None:
    ask(either.client())
    with either.database.reading() as session:
        kept = session.execute(sa.select(col(SignInCode.requester))).scalar_one()
    plain = hashlib.sha256(b"testclient").hexdigest()
    assert kept
    assert kept not in (plain, plain[:32])
    with either.database.writing() as session:
        session.execute(sa.update(SignInCode).values(created_at=now() - dt.timedelta(hours=25)))
        codes.forget(session)
    with either.database.reading() as session:
        assert session.execute(sa.select(col(SignInCode.requester))).scalar_one() == ""


@pytest.mark.parametrize(
    "address", ["a,b@x.fi", "m:b@x.fi", "=?utf-8?q?x?=@x.fi", "x@[x.fi", ":;@b.fi", "x1,victim@example.org", '"a"@x.fi']
)
def test_what_is_not_one_plain_address_is_refused_at_typing(world: World, address: str) -> None:
    answer = world.client().post("/en/sign-in", data={"email": address})
    assert answer.status_code == 422
    assert "such as" in answer.text
    assert letters_to(world, address) == 0


def test_a_domain_in_its_own_letters_is_written_to_in_ascii_and_shown_as_typed(world: World) -> None:
    answer = world.client().post("/en/sign-in", data={"email": "aino@päivä.fi"})
    assert "aino@päivä.fi" in answer.text
    assert letters_to(world, "aino@xn--piv-qlac.fi") == 1
