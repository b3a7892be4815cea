"""The journeys of the first issue, as forms without JavaScript."""

import re

import sqlalchemy as sa
from sqlmodel import col

from ideabank.people.models import Mail
from tests.world import World

NEED = {
    "draft": "A" * 43,
    "title": "Näen laboratoriotulokset puhelimella",
    "who": "Pitkäaikaissairas",
    "want": "",
    "why": "",
    "situation": "",
    "summary": "",
    "body": "",
    "theme": "own-data",
    "county": "",
    "tags": "tulokset, #laboratorio",
    "language": "fi",
}


def letters(world: World) -> list[str]:
    with world.database.reading() as session:
        return [mail.body for mail in session.execute(sa.select(Mail).order_by(col(Mail.id))).scalars()]


def test_a_citizen_signs_in_by_a_code_from_the_mail(world: World) -> None:
    client = world.client()
    page = client.post("/fi/sign-in", data={"email": "Uusi@Example.org", "next": "/fi/usecases"})
    assert page.status_code == 200
    code = re.search(r"\d{6}", letters(world)[-1])
    assert code
    done = client.post("/fi/sign-in/code", data={"email": "uusi@example.org", "code": code[0], "next": "/fi/usecases"})
    assert done.status_code == 303
    assert done.headers["location"] == "/fi/usecases"
    assert client.get("/fi/account").status_code == 200


def test_a_wrong_code_counts_and_the_sixth_try_is_refused_even_with_the_right_code(world: World) -> None:
    client = world.client()
    client.post("/fi/sign-in", data={"email": "uusi@example.org"})
    code = re.search(r"\d{6}", letters(world)[-1])
    assert code
    wrong = "000000" if code[0] != "000000" else "111111"
    for _ in range(5):
        assert client.post("/fi/sign-in/code", data={"email": "uusi@example.org", "code": wrong}).status_code == 422
    assert client.post("/fi/sign-in/code", data={"email": "uusi@example.org", "code": code[0]}).status_code == 422


def test_a_need_is_told_previewed_and_published_once_however_often_the_button_is_pressed(world: World) -> None:
    client = world.client("aino")
    preview = client.post("/fi/usecases", data={**NEED, "do": "preview"})
    assert preview.status_code == 200
    assert "Näen laboratoriotulokset puhelimella" in preview.text
    first = client.post("/fi/usecases", data={**NEED, "do": "publish"})
    second = client.post("/fi/usecases", data={**NEED, "do": "publish"})
    assert first.status_code == second.status_code == 303
    assert first.headers["location"].split("-")[0] == second.headers["location"].split("-")[0]
    page = client.get(second.headers["location"], follow_redirects=True)
    assert "Pitkäaikaissairas" in page.text
    assert page.text.count("<h1") == 1


def test_a_signed_out_visitor_keeps_the_words_and_publishes_after_signing_in(world: World) -> None:
    client = world.client()
    answer = client.post("/fi/usecases", data={**NEED, "do": "publish"})
    assert answer.status_code == 303
    assert "/fi/sign-in" in answer.headers["location"]
    client.cookies.set("session", world.tokens["aino"])
    draft = client.get("/fi/usecases/drafts/" + NEED["draft"])
    assert "Pitkäaikaissairas" in draft.text


def test_an_identity_code_is_refused_and_every_other_word_is_kept(world: World) -> None:
    client = world.client("aino")
    answer = client.post("/fi/usecases", data={**NEED, "why": "Tunnukseni on 131052-308T", "do": "publish"})
    assert answer.status_code == 422
    assert "Pitkäaikaissairas" in answer.text
    draft = client.get("/fi/usecases/drafts/" + NEED["draft"])
    assert "131052" not in draft.text
    assert "Pitkäaikaissairas" in draft.text


def test_support_is_set_not_toggled(world: World) -> None:
    client = world.client("aino")
    for _ in range(3):
        assert client.post(world.path("booking", "/support"), data={"support": "yes"}).status_code == 303
    assert world.entry("booking").support_count == 1
    client.post(world.path("booking", "/support"), data={"support": "no"})
    assert world.entry("booking").support_count == 0


def test_an_association_takes_a_stand_apart_from_people(world: World) -> None:
    client = world.client("eero")
    form = {"organisation": str(world.entries["seniors"]), "words": "Jäsenemme tarvitsevat tätä."}
    assert client.post(world.path("booking", "/statements"), data=form).status_code == 303
    entry = world.entry("booking")
    assert (entry.statement_count, entry.support_count) == (1, 0)
    assert "Jäsenemme tarvitsevat tätä." in client.get(world.path("booking"), follow_redirects=True).text


def test_a_comment_is_written_answered_edited_and_withdrawn(world: World) -> None:
    client = world.client("aino")
    client.post(world.path("booking", "/comments"), data={"body": "Tämä on tärkeää.", "stance": "for"})
    client.post(world.path("booking", "/comments"), data={"body": "Samaa mieltä.", "stance": "for", "parent": "1"})
    assert world.entry("booking").comment_count == 2
    edit = client.post(
        world.path("booking", "/comments/1/edit"),
        data={"body": "Tämä on hyvin tärkeää.", "stance": "for", "based_on": "1"},
    )
    assert edit.status_code == 303
    page = client.get(world.path("booking"), follow_redirects=True).text
    assert "hyvin tärkeää" in page
    client.post(world.path("booking", "/comments/1/withdrawal"))
    page = client.get(world.path("booking"), follow_redirects=True).text
    assert "hyvin tärkeää" not in page
    assert "Samaa mieltä" in page
    assert world.entry("booking").comment_count == 1


def test_a_designer_links_a_solution_and_it_shows_on_both_pages_at_once(world: World) -> None:
    client = world.client("sanna")
    other = str(world.entries["omakanta"])
    form = {
        "other": other,
        "relation": "addressed-by>",
        "fit": "full",
        "basis": "test",
        "evidence": "Kokeiltu yhdessä.",
        "language": "fi",
    }
    missing = client.post(world.path("queue", "/links"), data={**form, "evidence": ""})
    assert missing.status_code == 422
    made = client.post(world.path("queue", "/links"), data=form)
    assert made.status_code == 303
    assert world.entry("queue").met == "met"
    for name in ("queue", "omakanta"):
        assert "Kokeiltu yhdessä." in client.get(world.path(name), follow_redirects=True).text
    again = client.post(world.path("queue", "/links"), data=form)
    assert again.status_code == 422


def test_an_association_contests_a_link_and_the_need_is_unmet_again(world: World) -> None:
    client = world.client("eero")
    assert world.entry("booking").met == "partly"
    answer = client.post(world.path("booking", "/links/1/contest"), data={"reason": "Ei onnistu edunvalvojalta."})
    assert answer.status_code == 303
    assert world.entry("booking").met == "unmet"
    assert "Ei onnistu edunvalvojalta." in client.get(world.path("booking"), follow_redirects=True).text


def test_two_people_editing_at_once_get_both_texts(world: World) -> None:
    sanna, aino = world.client("sanna"), world.client("aino")
    form = {**NEED, "title": "Varaan ajan äitini puolesta", "language": "fi", "based_on": "1"}
    assert sanna.post(world.path("booking"), data={**form, "why": "Sannan sanat"}).status_code == 303
    answer = aino.post(world.path("booking"), data={**form, "why": "Ainon sanat"})
    assert answer.status_code == 409
    assert "Sannan sanat" in answer.text
    assert "Ainon sanat" in answer.text
    joined = aino.post(world.path("booking"), data={**form, "why": "Sannan ja Ainon sanat", "based_on": "2"})
    assert joined.status_code == 303
    compare = aino.get(world.path("booking", "/compare?from=2&to=3"))
    assert "<ins" in compare.text


def test_a_vote_between_does_not_make_an_edit_conflict(world: World) -> None:
    world.client("eero").post(world.path("booking", "/support"), data={"support": "yes"})
    form = {**NEED, "title": "Varaan ajan äitini puolesta nyt", "based_on": "1"}
    assert world.client("aino").post(world.path("booking"), data=form).status_code == 303


def test_a_hidden_entry_is_gone_for_all_but_its_author_and_moderators(world: World) -> None:
    mika = world.client("mika")
    world.client().post(world.path("queue", "/report"), data={"reason": "personal", "words": "Tässä on nimi."})
    assert "Näen päivystyksen jonon" in mika.get("/fi/moderation").text
    assert (
        mika.post(world.path("queue", "/decision"), data={"do": "hide", "reason": "Tekstissä oli nimi."}).status_code
        == 303
    )
    assert world.client().get(world.path("queue")).status_code == 410
    assert "Näen päivystyksen jonon" not in world.client().get("/fi/usecases").text
    assert "Tekstissä oli nimi." in world.client().get("/fi/moderation/log").text
    assert world.client("aino").get(world.path("queue"), follow_redirects=True).status_code == 200


def test_an_account_can_be_taken_out_and_deleted(world: World) -> None:
    client = world.client("aino")
    client.post(world.path("booking", "/support"), data={"support": "yes"})
    assert "aino@example.org" in client.get("/fi/account/data").text
    assert client.post("/fi/account/deletion").status_code == 303
    assert world.entry("booking").support_count == 0
    assert client.get("/fi/account").status_code == 303
    assert "Aino" not in world.client().get(world.path("booking"), follow_redirects=True).text


def test_a_need_is_found_by_another_inflection_as_soon_as_it_is_published(world: World) -> None:
    search = world.app.state.site.search
    search.drain_all()
    assert "Varaan ajan <mark>äitini</mark> puolesta" in world.client().get("/fi/search?q=äidin").text
    world.client("aino").post("/fi/usecases", data={**NEED, "do": "publish"})
    search.drain()
    found = world.client().get("/fi/search?q=laboratoriotuloksia").text
    assert "Näen <mark>laboratoriotulokset</mark> puhelimella" in found
    assert "Varaan ajan äitini puolesta" not in found


def test_a_translation_is_marked_as_out_of_date_until_it_follows_the_original(world: World) -> None:
    client, mark = world.client("aino"), "The original has changed after this translation was made."
    assert mark not in client.get(world.path("booking", lang="en"), follow_redirects=True).text
    original = {**NEED, "title": "Varaan ajan isäni puolesta", "based_on": "1"}
    assert client.post(world.path("booking"), data=original).status_code == 303
    assert mark in client.get(world.path("booking", lang="en"), follow_redirects=True).text
    english = {**NEED, "title": "I book a time for my father", "who": "A carer", "language": "en", "based_on": "2"}
    assert client.post(world.path("booking", lang="en"), data=english).status_code == 303
    page = client.get(world.path("booking", lang="en"), follow_redirects=True).text
    assert mark not in page
    assert "I book a time for my father" in page


def test_an_edit_is_previewed_saved_as_a_draft_and_taken_up_again(world: World) -> None:
    client = world.client("aino")
    form = {
        **NEED,
        "title": "Varaan ajan puolesta",
        "why": "Uusi syy",
        "based_on": "1",
        "entry": str(world.entries["booking"]),
    }
    preview = client.post(world.path("booking"), data={**form, "do": "preview"})
    assert preview.status_code == 200
    assert world.entry("booking").revision == 1
    assert client.post(world.path("booking"), data={**form, "do": "save"}).status_code == 200
    reopened = client.get("/fi/usecases/drafts/" + NEED["draft"], follow_redirects=True)
    assert "Uusi syy" in reopened.text
    assert client.post(world.path("booking"), data={**form, "do": "publish"}).status_code == 303
    assert world.entry("booking").revision == 2
