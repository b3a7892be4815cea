"""Who still sees what was hidden, withdrawn, merged or declined reads why, at the top."""

import pytest
import sqlalchemy as sa

from ideabank.database import now
from ideabank.discussion.models import Comment
from ideabank.entries import actions
from ideabank.entries.models import Entry
from tests.world import World, content

REASON = "Kertomuksessa on sairaalan nimi ja potilaan huone"


@pytest.mark.parametrize(
    ("what", "path", "form", "by"),
    [
        ("hidden", "/decision", {"do": "hide", "reason": REASON}, "mika"),
        ("withdrawn", "/withdrawal", {"reason": REASON}, "aino"),
        ("declined", "/status", {"status": "declined", "reason": REASON}, "kaisa"),
    ],
)
def test_the_author_reads_the_reason_at_the_top(
    what: str, path: str, form: dict[str, str], by: str, world: World
) -> None:
    assert world.client(by).post(world.path("queue", path), data=form).status_code == 303
    page = world.client("aino").get(world.path("queue"), follow_redirects=True).text
    head = page[page.index('class="entry-head"') : page.index("<h1")]
    assert REASON in head
    if what != "declined":
        assert REASON not in world.client("sanna").get(world.path("queue"), follow_redirects=True).text


def test_the_author_of_a_hidden_comment_reads_it_and_why_it_is_hidden_and_nobody_else_does(world: World) -> None:
    words = "Sanani, jotka piilotettiin"
    world.client("aino").post(world.path("booking", "/comments"), data={"body": words, "stance": "for"})
    form = {"do": "hide", "reason": REASON, "comment": "1"}
    assert world.client("mika").post(world.path("booking", "/decision"), data=form).status_code == 303
    mine = world.client("aino").get(world.path("booking"), follow_redirects=True).text
    assert words in mine
    assert REASON in mine
    for who in ("", "sanna", "eero"):
        theirs = world.client(who).get(world.path("booking"), follow_redirects=True).text
        assert words not in theirs
        assert REASON not in theirs


def test_what_was_merged_says_so_where_it_leads(world: World) -> None:
    with world.database.writing() as session:
        queue = session.get(Entry, world.entries["queue"])
        booking = session.get(Entry, world.entries["booking"])
        assert queue is not None
        assert booking is not None
        actions.merge(session, queue, into=booking, by=world.people["mika"], reason=REASON)
    page = world.client("aino").get(world.path("queue", lang="en"), follow_redirects=True).text
    assert "What you opened has been merged with this one." in page


def head(world: World, who: str, name: str = "booking") -> str:
    page = world.client(who).get(world.path(name), follow_redirects=True).text
    return page[page.index('class="entry-head"') : page.index("<h1")]


def test_the_author_reads_at_the_top_that_a_part_was_blacked_out_until_they_write_anew(either: World) -> None:
    form = {"words": "Pitkä", "reason": REASON, "places": ["text"]}
    assert either.client("mika").post(either.path("booking", "/blackout"), data=form).status_code == 303
    assert "Moderaattori on peittänyt osan tästä." in head(either, "aino")
    assert REASON in head(either, "aino")
    for who in ("", "sanna", "mika"):
        assert REASON not in head(either, who)
    with either.database.writing() as session:
        entry = session.get_one(Entry, either.entries["booking"])
        actions.revise(
            session, entry, content("Varaan ajan", body="Uusi kertomus"), by=either.people["aino"], based_on=2
        )
    assert REASON not in head(either, "aino")


def test_who_wrote_a_version_reads_at_the_top_that_a_moderator_emptied_it(either: World) -> None:
    with either.database.writing() as session:
        entry = session.get_one(Entry, either.entries["booking"])
        actions.revise(session, entry, content("Varaan ajan", body="Uusi"), by=either.people["sanna"], based_on=1)
        actions.revise(session, entry, content("Varaan", body="Uusin"), by=either.people["kaisa"], based_on=2)
    form = {"reason": REASON}
    assert either.client("mika").post(either.path("booking", "/revisions/2/removal"), data=form).status_code == 303
    for who in ("aino", "sanna"):
        assert "Moderaattori on poistanut version 2 sanat." in head(either, who)
        assert REASON in head(either, who)
    assert REASON not in head(either, "eero")


def test_what_authors_take_away_themselves_is_no_news_to_them(either: World) -> None:
    with either.database.writing() as session:
        entry = session.get_one(Entry, either.entries["booking"])
        actions.revise(session, entry, content("Varaan ajan", body="Uusi"), by=either.people["sanna"], based_on=1)
    form = {"reason": REASON}
    assert either.client("aino").post(either.path("booking", "/revisions/1/removal"), data=form).status_code == 303
    assert REASON not in head(either, "sanna")


def test_moderators_find_a_hidden_comment_from_the_page_the_queue_and_the_log_and_bring_it_back(either: World) -> None:
    words, page = "Sanani, jotka piilotettiin", either.path("booking", lang="en")
    either.client("aino").post(f"{page}/comments", data={"body": words, "stance": "for"})
    mika, look = either.client("mika"), f'href="{page}/decision?comment=1"'
    for reason in ("abuse", "other"):
        either.client("eero").post(f"{page}/report", data={"reason": reason, "comment": "1", "words": ""})
    assert "#comment-1" in mika.get("/en/moderation").text
    form = {"do": "hide", "reason": REASON, "comment": "1"}
    assert mika.post(f"{page}/decision", data=form).status_code == 303
    there = [mika.get(page, follow_redirects=True).text, mika.get("/en/moderation/log").text]
    assert all(look in one for one in there)
    assert "Hidden by moderation." in there[0]
    assert words not in there[0]
    for who in ("", "sanna", "eero", "aino"):
        client = either.client(who)
        for one in (client.get(page, follow_redirects=True).text, client.get("/en/moderation/log").text):
            assert look not in one
            assert "Hidden by moderation." not in one
    shown = mika.get(f"{page}/decision?comment=1").text
    assert words in shown
    assert "Bring this back?" in shown
    back = {"do": "restore", "reason": REASON, "comment": "1"}
    assert mika.post(f"{page}/decision", data=back).status_code == 303
    assert words in either.client().get(page, follow_redirects=True).text
    assert look not in mika.get("/en/moderation/log").text


def test_the_log_leads_moderators_to_a_hidden_entry_and_nobody_else(world: World) -> None:
    page = world.path("queue")
    mika = world.client("mika")
    assert mika.post(f"{page}/decision", data={"do": "hide", "reason": REASON}).status_code == 303
    assert f'href="{page}/decision"' in mika.get("/fi/moderation/log").text
    for who in ("", "aino", "kaisa"):
        assert page not in world.client(who).get("/fi/moderation/log").text


def test_a_hidden_comment_that_its_author_withdrew_is_nowhere(world: World) -> None:
    words, page = "Sanani, jotka piilotettiin", world.path("booking")
    world.client("aino").post(f"{page}/comments", data={"body": words, "stance": "for"})
    with world.database.writing() as session:
        held = session.execute(sa.select(Comment)).scalar_one()
        held.hidden_at = held.withdrawn_at = now()
    shown = world.client("mika").get(page, follow_redirects=True).text
    assert "/decision?comment=1" not in shown
