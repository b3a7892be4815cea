"""Whatever is sent, the answer says what to do; nothing is lost and nothing is a 500."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideabank.upkeep.services import Services
from tests.journeys.test_journeys import NEED
from tests.world import World

HETU = "131052-308T"


@pytest.mark.parametrize(
    "path",
    [
        "/fi/usecases/0", "/fi/usecases/99999999999999999999", "/fi/usecases/abc", "/fi/usecases/٣", "/fi/nothing", "/xx",
        "/fi/usecases/drafts/short", "/fi/usecases/1/compare?from=9&to=x", "/fi/usecases/%00", "/fi/usecases/%ff",
    ],
)  # fmt: skip
def test_an_unknown_address_is_a_404_with_a_search_box(world: World, path: str) -> None:
    answer = world.client().get(path)
    assert answer.status_code == 404
    assert 'name="q"' in answer.text


@given(query=st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_is_a_valid_search_filter_and_cursor(world: World, query: str) -> None:
    client = world.client()
    safe = query.encode("utf-8", "ignore").decode()
    for path in ("/fi/search", "/fi/usecases"):
        params = {"q": safe, "page": safe, "after": safe, "sort": safe, "theme": safe, "tag": safe, "kind": safe}
        assert client.get(path, params=params).status_code == 200


@pytest.mark.parametrize(
    "query", ['"', '" " "', "-", "--", "*", "ja on ei", "a" * 10_000, "\u202eabc", "🙂", "a AND (", "word " * 500]
)
def test_odd_searches_get_a_page(world: World, query: str) -> None:
    world.app.state.site.search.drain_all()
    assert world.client().get("/fi/search", params={"q": query}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "pitkä " * 100),
        ("why", "pitkä " * 1000),
        ("title", ""),
        ("who", "  "),
        ("title", "\u200b\u2060\u2800\u3164"),
        ("title", "\x00\ufffe"),
        ("theme", "nonsense"),
        ("county", "nonsense"),
        ("abilities", "nonsense"),
        ("why", HETU),
        ("body", "Tilini on FI21 1234 5600 0007 85."),
    ],
)
def test_a_bad_field_is_a_422_with_every_other_word_kept(world: World, field: str, value: str) -> None:
    answer = world.client("aino").post(
        "/fi/usecases", data={**NEED, "summary": "Sananen jäi", field: value, "do": "publish"}
    )
    assert answer.status_code == 422
    assert "Sananen jäi" in answer.text
    assert "<title>Virhe:" in answer.text


def test_an_e_mail_address_is_asked_about_once_and_then_let_through(world: World) -> None:
    client = world.client("aino")
    form = {**NEED, "why": "Kirjoita osoitteeseen neuvonta@example.org", "do": "publish"}
    assert client.post("/fi/usecases", data=form).status_code == 422
    assert client.post("/fi/usecases", data={**form, "confirmed": "yes"}).status_code == 303


def test_an_expired_session_gives_the_typed_words_back(world: World) -> None:
    client = world.client()
    answer = client.post(
        world.path("booking", "/comments"), data={"body": "Pitkä ja harkittu kommentti", "stance": "for"}
    )
    assert answer.status_code == 303
    assert "Pitkä ja harkittu kommentti" in client.get(answer.headers["location"]).text


def test_too_much_at_once_is_a_413(world: World) -> None:
    assert world.client("aino").post("/fi/usecases", data={**NEED, "body": "x" * 3_000_000}).status_code == 413


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_post_from_another_site_changes_nothing(world: World, headers: dict[str, str]) -> None:
    answer = world.client("aino").post(world.path("booking", "/support"), data={"support": "yes"}, headers=headers)
    assert answer.status_code == 403
    assert world.entry("booking").support_count == 0


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/fi/\r\nX: y", "javascript:alert(1)"]
)
def test_signing_in_leads_only_to_our_own_pages(world: World, target: str) -> None:
    page = world.client().get("/fi/sign-in", params={"next": target})
    assert page.status_code == 200
    assert "evil" not in page.text.split('name="next"')[1][:200]


FORMS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("aino", "/fi/usecases", {**NEED, "why": HETU, "do": "publish"}),
    ("aino", "/fi/usecases", {**NEED, "why": HETU, "do": "save"}),
    ("", "/fi/usecases/drafts", {**NEED, "why": HETU}),
    ("aino", "{booking}/comments", {"body": f"Tunnus {HETU}", "stance": "for"}),
    ("eero", "{booking}/statements", {"organisation": "{seniors}", "words": HETU}),
    (
        "sanna",
        "{queue}/links",
        {"other": "{omakanta}", "relation": "addressed-by>", "fit": "full", "basis": "test", "evidence": HETU},
    ),
    ("eero", "{booking}/links/1/contest", {"reason": HETU}),
    ("eero", "{booking}/report", {"reason": "other", "words": HETU}),
    ("kaisa", "{booking}/status", {"status": "accepted", "reason": HETU}),
    ("mika", "{queue}/decision", {"do": "hide", "reason": HETU}),
    ("aino", "{booking}/withdrawal", {"reason": HETU}),
    ("sanna", "{booking}/links/1/withdrawal", {"reason": HETU}),
    ("aino", "/fi/account", {"name": HETU, "language": "fi"}),
)


@pytest.mark.parametrize(("who", "path", "form"), FORMS, ids=[f"{who}{path}" for who, path, _ in FORMS])
def test_an_identity_code_is_stored_by_no_form(
    world: World, tmp_path: Path, who: str, path: str, form: dict[str, Any]
) -> None:
    places = {name: world.path(name) for name in world.entries} | {"seniors": str(world.entries["seniors"])}
    data = {
        key: str(value).replace("{seniors}", places["seniors"]).replace("{omakanta}", str(world.entries["omakanta"]))
        for key, value in form.items()
    }
    world.client(who).post(path.format(**places), data=data)
    world.app.state.site.keeper(Services).close()
    with sqlite3.connect(tmp_path / "bank.sqlite3") as connection:
        stored = "\n".join(connection.iterdump())
    connection.close()
    assert HETU not in stored
    assert all(HETU.encode() not in file.read_bytes() for file in tmp_path.glob("bank.sqlite3*"))
