"""What was begun signed out is carried through signing in and done, for this browser and nobody else's."""

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from ideabank.database import now
from ideabank.discussion.models import Comment
from ideabank.entries.models import Entry
from ideabank.people.models import KeptAct
from ideabank.support.models import Vote
from tests.journeys.test_journeys import NEED, letters
from tests.web.test_gate import everything, sent
from tests.web.test_hostile_forms import filled
from tests.world import World

WORDS = "Minulle kävi juuri näin viime viikolla."
COMMENT = {"body": WORDS, "stance": "experience"}


def count(world: World, table: type) -> int:
    with world.database.reading() as session:
        return int(session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def door(client: TestClient, answer: object) -> tuple[str, dict[str, str]]:
    """The sign-in page a form has led to, and the hidden fields of its form."""
    page = client.get(answer.headers["location"])  # type: ignore[attr-defined]
    assert page.status_code == 200
    return unescape(page.text), hidden(page.text)


def hidden(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)}


def sign_in(world: World, client: TestClient, fields: dict[str, str], email: str = "uusi@example.org") -> object:
    page = client.post("/fi/sign-in", data={**fields, "email": email})
    code = re.search(r"\d{6}", letters(world)[-1])
    assert code
    return client.post("/fi/sign-in/code", data={**hidden(page.text), "code": code[0]})


def test_support_pressed_signed_out_is_told_at_the_door_and_given_behind_it(world: World) -> None:
    client = world.client()
    answer = client.post(world.path("booking", "/support"), data={"support": "yes"})
    assert answer.status_code == 303
    page, fields = door(client, answer)
    assert "tämä tehdään" in page
    assert "Varaan ajan äitini puolesta" in page
    done = sign_in(world, client, fields)
    assert done.status_code == 303  # type: ignore[attr-defined]
    assert done.headers["location"] == world.path("booking")  # type: ignore[attr-defined]
    assert world.entry("booking").support_count == 1
    landed = client.get(done.headers["location"], follow_redirects=True)  # type: ignore[attr-defined]
    assert 'class="strip good"' in landed.text
    assert 'href="#support"' in landed.text
    assert client.get("/fi/account").status_code == 200


def test_a_comment_written_signed_out_is_published_after_signing_in(world: World) -> None:
    client = world.client()
    assert 'name="body"' in client.get(world.path("booking"), follow_redirects=True).text
    answer = client.post(world.path("booking", "/comments"), data=COMMENT)
    page, fields = door(client, answer)
    assert WORDS in page
    done = sign_in(world, client, fields)
    landed = client.get(done.headers["location"], follow_redirects=True)  # type: ignore[attr-defined]
    assert WORDS in landed.text
    assert 'href="#comment-1"' in landed.text


def test_a_form_with_an_identity_code_is_never_kept_and_its_words_are_given_back(world: World) -> None:
    form = {"reason": "Tunnus 131052-308T on väärä"}
    answer = world.client().post(world.path("booking", "/links/1/contest"), data=form)
    assert answer.status_code == 401
    assert "Tunnus 131052-308T on väärä" in answer.text
    assert "/fi/sign-in?next=" in answer.text
    assert count(world, KeptAct) == 0


def test_a_need_is_published_after_signing_in(world: World) -> None:
    client = world.client()
    answer = client.post("/fi/usecases", data={**NEED, "do": "publish"})
    _page, fields = door(client, answer)
    done = sign_in(world, client, fields)
    preview = client.get(done.headers["location"])  # type: ignore[attr-defined]
    assert preview.text.count("<li aria-current") == 1
    assert '<li aria-current="step">3. Julkaise</li>' in preview.text
    published = client.post("/fi/usecases", data={**hidden(preview.text), "do": "publish"})
    told = client.get(published.headers["location"], follow_redirects=True).text
    assert NEED["title"] in told
    assert 'id="next"' in told
    assert 'id="next"' not in client.get(published.headers["location"], follow_redirects=True).text


def test_what_the_person_may_not_do_is_said_and_the_words_are_kept(world: World) -> None:
    client = world.client()
    form = {"fit": "full", "basis": "test", "evidence": "Kokeiltu Oulussa", "other": str(world.entries["omakanta"])}
    _page, fields = door(client, client.post(world.path("queue", "/links"), data=form))
    done = sign_in(world, client, fields)
    assert done.status_code == 403  # type: ignore[attr-defined]
    assert "Kokeiltu Oulussa" in done.text  # type: ignore[attr-defined]
    assert client.get("/fi/account").status_code == 200


def test_what_is_still_wrong_after_signing_in_is_shown_on_its_form(world: World) -> None:
    client = world.client()
    _page, fields = door(client, client.post(world.path("booking", "/links/1/contest"), data={"reason": ""}))
    done = sign_in(world, client, fields)
    assert done.status_code == 422  # type: ignore[attr-defined]
    assert "<title>Virhe:" in done.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["no cookie", "another browser's", "guessed"])
def test_nobody_else_can_plant_an_act(how: str, world: World) -> None:
    """An attacker has pressed the button; the victim signs in with the attacker's key, but in a browser of their own."""
    attacker, victim = world.client(), world.client()
    _page, fields = door(attacker, attacker.post(world.path("booking", "/support"), data={"support": "yes"}))
    if how == "another browser's":
        victim.post(world.path("queue", "/contest"), data={})
        victim.post(world.path("queue", "/comments"), data=COMMENT)
    elif how == "guessed":
        victim.cookies.set("asker", "A" * 43)
    done = sign_in(world, victim, fields)
    assert done.status_code == 303  # type: ignore[attr-defined]
    assert count(world, Vote) == 0


def test_a_form_from_another_site_keeps_nothing(world: World) -> None:
    client = world.client()
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(world.path("booking", "/support"), data={"support": "yes"}, headers=headers).status_code == 403
    assert count(world, KeptAct) == 0
    assert not client.cookies


def test_signing_in_for_another_reason_does_nothing_that_was_begun_before(world: World) -> None:
    client = world.client()
    client.post(world.path("booking", "/support"), data={"support": "yes"})
    sign_in(world, client, {"next": "/fi/usecases"})
    assert count(world, Vote) == 0


def test_an_act_that_waited_too_long_or_was_done_gives_its_words_back(world: World) -> None:
    client = world.client()
    _page, fields = door(client, client.post(world.path("booking", "/comments"), data=COMMENT))
    with world.database.writing() as session:
        session.execute(sa.update(KeptAct).values(created_at=now() - dt.timedelta(hours=2)))
    done = sign_in(world, client, fields)
    assert done.status_code == 410  # type: ignore[attr-defined]
    assert WORDS in done.text  # type: ignore[attr-defined]
    assert count(world, Comment) == 0
    assert client.get("/fi/account").status_code == 200


def test_a_part_of_a_page_leads_the_whole_browser_to_the_door(world: World) -> None:
    client = world.client()
    answer = client.post(world.path("booking", "/comments"), data=COMMENT, headers={"HX-Request": "true"})
    address = answer.headers["hx-redirect"]
    assert parse_qs(urlsplit(address).query)["act"]
    assert WORDS in client.get(address).text


def test_what_a_script_keeps_as_one_types_is_refused_and_not_carried(world: World) -> None:
    answer = world.client().post(
        world.path("booking", "/comments"), data=COMMENT, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 401


def test_a_browser_keeps_no_more_than_a_few_acts(world: World) -> None:
    client = world.client()
    answers = [client.post(world.path("booking", "/comments"), data=COMMENT).status_code for _ in range(12)]
    assert answers == [303] * 10 + [401] * 2
    assert count(world, KeptAct) == 10


def test_support_beside_what_is_being_told_is_given_after_signing_in_and_every_word_stays(world: World) -> None:
    client = world.client()
    form = {**NEED, "do": f"support:{world.entries['queue']}"}
    _page, fields = door(client, client.post("/fi/usecases", data=form))
    done = sign_in(world, client, fields)
    assert done.status_code == 200  # type: ignore[attr-defined]
    assert NEED["title"] in done.text  # type: ignore[attr-defined]
    assert world.entry("queue").support_count == 1


def test_words_sent_to_an_entry_that_was_merged_meanwhile_are_given_back(world: World) -> None:
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries["queue"])
        assert entry is not None
        entry.merged_into_id = world.entries["booking"]
    answer = world.client("aino").post(world.path("queue", "/comments"), data=COMMENT)
    assert answer.status_code == 409
    assert WORDS in answer.text


ASKED = "Soita 040 123 4567 iltaisin"
CARRIED = {
    "comment": ("booking", "/comments", {"body": ASKED, "stance": "for"}, "body", "eero"),
    "statement": ("booking", "/statements", {"organisation": "{seniors}", "words": ASKED}, "words", "eero"),
    "contest": ("booking", "/links/1/contest", {"reason": ASKED}, "reason", "eero"),
    "status": ("booking", "/status", {"status": "accepted", "reason": ASKED}, "reason", "kaisa"),
    "link": (
        "queue",
        "/links",
        {"other": "{omakanta}", "relation": "addressed-by>", "fit": "full", "basis": "test", "evidence": ASKED},
        "evidence",
        "sanna",
    ),
}


@pytest.mark.parametrize("words", ["left to stand", "changed"])
@pytest.mark.parametrize("act", CARRIED)
def test_a_carried_form_is_asked_about_behind_the_door_and_then_done(act: str, words: str, world: World) -> None:
    name, path, form, field, who = CARRIED[act]
    form = filled(world, form)
    client, where = world.client(), world.path(name, path)
    page, fields = door(client, client.post(where, data=form))
    assert ASKED in page
    asked = sign_in(world, client, fields, f"{who}@example.org")
    assert asked.status_code == 422  # type: ignore[attr-defined]
    assert "<title>Virhe:" in asked.text  # type: ignore[attr-defined]
    given = sent(asked.text, where)  # type: ignore[attr-defined]
    assert given == form  # at the address it was meant for, with every word
    answer = {"confirmed": "yes"} if words == "left to stand" else {field: "Ilman numeroa"}
    done = client.post(where, data={**given, **answer})
    assert done.status_code == 303, done.text
    told = client.get(done.headers["location"], follow_redirects=True).text
    assert 'class="strip good"' in told
    shown = client.get(world.path(name), follow_redirects=True).text + everything(world, "kept_act")
    assert (ASKED if words == "left to stand" else "Ilman numeroa") in shown
    assert words == "left to stand" or ASKED not in shown


def test_a_form_answered_before_the_door_is_not_asked_about_again_behind_it(world: World) -> None:
    client, where = world.client(), "/fi/usecases"
    asked = client.post(where, data={**NEED, "body": ASKED, "do": "publish"})
    assert asked.status_code == 422
    assert 'name="confirmed"' in asked.text
    form = {**NEED, "body": ASKED, "do": "publish", "confirmed": "yes"}
    _page, fields = door(client, client.post(where, data=form))
    preview = client.get(sign_in(world, client, fields).headers["location"])  # type: ignore[attr-defined]
    published = client.post(where, data={**hidden(preview.text), "do": "publish"})
    assert published.status_code == 303
    assert ASKED in client.get(published.headers["location"], follow_redirects=True).text


def test_the_question_behind_the_door_left_unanswered_publishes_nothing_and_the_words_can_be_had_back(
    world: World,
) -> None:
    client, where = world.client(), world.path("booking", "/comments")
    _page, fields = door(client, client.post(where, data={"body": ASKED, "stance": "for"}))
    assert sign_in(world, client, fields).status_code == 422  # type: ignore[attr-defined]
    assert count(world, Comment) == 0
    again = sign_in(world, client, fields)
    assert again.status_code == 410  # type: ignore[attr-defined]
    assert ASKED in again.text  # type: ignore[attr-defined]


def test_one_secret_of_the_browser_serves_for_forms_and_codes(world: World) -> None:
    """Least data: a form sent signed out needs no cookie beside the one that a code belongs to, and does not shorten its life."""
    client, where = world.client(), world.path("booking", "/comments")
    led = client.post(where, data=COMMENT)
    assert set(client.cookies) == {"asker"}
    assert "Max-Age=86400;" in led.headers["set-cookie"]
    held = client.cookies["asker"]
    _page, fields = door(client, led)
    sign_in(world, client, fields)
    assert client.cookies["asker"] == held
    client.post("/fi/sign-out")
    assert "asker" not in client.post(where, data=COMMENT).headers.get("set-cookie", "")
    assert client.cookies["asker"] == held
