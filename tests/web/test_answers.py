"""What every answer carries, and what pages cost in queries."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from ideabank.entries import actions, links
from ideabank.entries.models import Entry
from tests.world import BANK, World, content


@pytest.mark.parametrize(
    "path", ["/fi/", "/fi/usecases", "/fi/nothing", "/static/nothing", "/health", "/fi/search?q=a", "/"]
)
def test_every_answer_carries_the_security_headers(world: World, path: str) -> None:
    headers = world.client().get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_wrong_method_names_the_right_ones(world: World) -> None:
    answer = world.client().delete("/fi/usecases")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) >= {"GET", "POST"}


def test_head_answers_like_get_without_a_body(world: World) -> None:
    answer = world.client().head("/fi/usecases")
    assert (answer.status_code, answer.text) == (200, "")


def test_static_files_are_cached_for_a_year_under_names_of_their_content(world: World) -> None:
    path = world.app.state.site.assets.url("css/site.css")
    answer = world.client().get(path, headers={"Accept-Encoding": "br"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "br"


def test_an_old_slug_leads_to_the_new_address_in_each_language(world: World) -> None:
    for lang, slug in (("fi", "varaan-ajan-aitini-puolesta"), ("en", "i-book-a-time-for-my-mother")):
        answer = world.client().get(world.path("booking", "-old-words", lang=lang))
        assert answer.status_code == 301
        assert answer.headers["location"] == world.path("booking", f"-{slug}", lang=lang)


def queries(world: World, path: str, who: str = "") -> int:
    """How many statements the page sends to the database."""
    client, seen = world.client(who), []
    client.get(path, follow_redirects=True)
    engine = world.database.engine
    listener = lambda *rest: seen.append(rest[2])  # noqa: E731 SQLAlchemy wants one and the same object twice
    sa.event.listen(engine, "before_cursor_execute", listener)
    client.get(path, follow_redirects=True)
    sa.event.remove(engine, "before_cursor_execute", listener)
    return len([one for one in seen if not one.startswith("BEGIN")])


def test_a_list_costs_as_many_queries_for_two_entries_as_for_thirty(world: World) -> None:
    before = queries(world, "/fi/usecases")
    with world.database.writing() as session:
        for number in range(30):
            actions.propose(session, BANK.kinds["usecase"], content(f"Tarve {number}"), by=world.people["aino"])
    assert queries(world, "/fi/usecases") == before <= 6
    assert queries(world, "/fi/usecases?theme=booking&met=unmet&tag=x") <= 6


def test_an_entry_page_costs_as_many_queries_with_two_links_as_with_forty(
    world: World, figure: Callable[[str], None]
) -> None:
    path = world.path("omakanta", "-omakanta")
    before = queries(world, path)
    with world.database.writing() as session:
        target = session.get(Entry, world.entries["omakanta"])
        assert target is not None
        for number in range(40):
            need = actions.propose(session, BANK.kinds["usecase"], content(f"Tarve {number}"), by=world.people["aino"])
            links.suggest(session, need, target, "addressed-by", links.Claim("partial"), by=world.people["sanna"])
    after = queries(world, path)
    figure(f"Queries: list {queries(world, '/fi/usecases')}, front {queries(world, '/fi/')}, entry {after}")
    assert after <= before + 1
