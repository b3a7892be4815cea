"""Who still sees what was hidden, withdrawn, merged or declined reads why, at the top."""

import pytest

from ideabank.entries import actions
from ideabank.entries.models import Entry
from tests.world import World

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
