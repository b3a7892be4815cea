"""Lists on both databases: every order forth and back, filters that combine."""

import datetime as dt
import itertools
import re

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import now
from ideabank.entries import actions
from ideabank.entries.around import around
from ideabank.entries.models import Entry
from ideabank.entries.queries import SORTS, Selection, page_of
from tests.entries.counting import count_of
from tests.world import BANK, World, content


@pytest.fixture
def full(either: World) -> World:
    """Seventeen proposals with many equal counters, some published at one moment."""
    moment = now()
    with either.database.writing() as session:
        for number in range(16):
            details = {"code": f"PK2-{number % 4:02}-{number}", "main_area": "PK2", "rrp": number % 2 == 0}
            theme = ("booking", "own-data")[number % 2]
            made = content(f"Ehdotus {number}", summary="Mitä", theme=theme, details=details, tags=("Äiti",))
            entry = actions.propose(session, BANK.kinds["proposal"], made)
            counters = {"support_count": number % 3, "comment_count": number % 2, "link_count": number // 5}
            moments = {"published_at": moment - dt.timedelta(microseconds=number // 4)}
            session.flush()
            session.execute(sa.update(Entry).where(col(Entry.id) == entry.id).values(**counters, **moments))
    return either


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 4, 17])
def test_a_list_shows_each_entry_once_in_the_same_order_by_number_and_by_the_last_row(
    full: World, sort: str, limit: int
) -> None:
    kind = BANK.kinds["proposal"]
    by_number, by_row, cursor = [], [], None
    with full.database.reading() as session:
        whole = [row.id for row in page_of(session, Selection(kind, "fi", sort=sort, limit=100)).rows]
        for number in itertools.count(1):
            page = page_of(session, Selection(kind, "fi", sort=sort, limit=limit, page=number))
            by_number += [row.id for row in page.rows]
            page = page_of(session, Selection(kind, "fi", sort=sort, limit=limit, cursor=cursor))
            by_row += [row.id for row in page.rows]
            if page.next is None:
                break
            cursor = page.next
    assert by_number == by_row == whole
    assert len(whole) == len(set(whole)) == 17


@pytest.mark.parametrize("sort", SORTS)
def test_each_entry_knows_what_stands_before_and_after_it(full: World, sort: str) -> None:
    selection = Selection(BANK.kinds["proposal"], "fi", {"tag": "äiti"}, sort, limit=100)
    with full.database.reading() as session:
        ids = [row.id for row in page_of(session, selection).rows]
        for place, number in enumerate(ids):
            found = around(session, selection, session.get_one(Entry, number))
            before, after = (row and row.id for row in (found.before, found.after))
            assert before == (ids[place - 1] if place else None)
            assert after == (ids[place + 1] if place + 1 < len(ids) else None)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 17), ({"theme": "own-data"}, 8), ({"rrp": "yes"}, 9), ({"rrp": "no"}, 8), ({"main_area": "PK3"}, 1),
        ({"theme": "booking", "rrp": "yes", "main_area": "PK2"}, 8), ({"tag": "äiti"}, 16), ({"tag": "muu"}, 0),
        ({"language": "fi"}, 17), ({"language": "sv"}, 0), ({"county": "lappi"}, 0), ({"status": "new"}, 17),
    ],
)  # fmt: skip
def test_filters_combine_and_the_number_agrees(full: World, filters: dict[str, str], count: int) -> None:
    selection = Selection(BANK.kinds["proposal"], "fi", filters, limit=100)
    with full.database.reading() as session:
        assert len(page_of(session, selection).rows) == count_of(session, selection) == count


def test_the_pages_of_a_list_are_walked_by_its_links(full: World) -> None:
    with full.database.writing() as session:
        for number in range(40):
            actions.propose(session, BANK.kinds["usecase"], content(f"Tarve {number}"), by=full.people["aino"])
    client, path, seen = full.client(), "/fi/usecases?sort=newest", 0
    while path:
        page = client.get(path).text
        seen += page.count("<article")
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = found[1].replace("&amp;", "&") if found else ""
    assert seen == 42
