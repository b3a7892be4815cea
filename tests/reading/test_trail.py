"""From a list to an entry, on to its neighbours, and back to where one was: `?list=` tells filters, order and page, never words."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from ideabank.entries import actions
from ideabank.reading.trail import asked
from tests.world import BANK, World, content


@pytest.fixture
def many(world: World) -> World:
    """Forty-five needs of one theme, each with a support of its own, and some of another."""
    with world.database.writing() as session:
        for number in range(45):
            text = content(f"Tarve {number}", theme="contact", tags=("Äiti ~ 50 %",), fields={"who": "Potilas"})
            entry = actions.propose(session, BANK.kinds["usecase"], text, by=world.people["aino"])
            entry.support_count = 100 - number
    return world


def links(page: str, pattern: str) -> list[str]:
    return [unescape(one) for one in re.findall(pattern, page)]


def cards(page: str) -> list[str]:
    return links(page, r'<h3 class="card-title"><a href="([^"]+)"')


def neighbours(page: str) -> tuple[str, str]:
    """The addresses before and after this one in the list; "" where there is none."""
    nav = page.partition('class="neighbours"')[2].partition("</nav>")[0]
    before, after = (links(nav, rf'<a href="([^"]+)" rel="{rel}"') for rel in ("prev", "next"))
    return (before or [""])[0], (after or [""])[0]


def back(page: str) -> str:
    crumbs = page.partition('class="crumbs"')[2].partition("</nav>")[0]
    return links(crumbs, r'<a href="([^"]+)"')[0]


def test_one_walks_a_whole_list_by_next_and_comes_back_to_the_page_one_left(many: World) -> None:
    client = many.client()
    second = client.get("/fi/usecases?theme=contact&page=2").text
    whole = [one for page in (1, 2, 3) for one in cards(client.get(f"/fi/usecases?theme=contact&page={page}").text)]
    assert len(whole) == 45
    page = client.get(cards(second)[-1], follow_redirects=True).text
    assert back(page) == "/fi/usecases?theme=contact&page=2"
    assert cards(client.get(back(page)).text) == cards(second)
    before, after = neighbours(page)
    assert [urlsplit(one).path for one in (before, after)] == [urlsplit(whole[place]).path for place in (38, 40)]
    assert back(client.get(after).text) == back(page)
    assert neighbours(client.get(whole[0]).text)[0] == ""
    assert neighbours(client.get(whole[-1]).text)[1] == ""


def test_a_word_that_was_searched_stands_in_no_address(many: World) -> None:
    many.app.state.site.search.drain_all()
    shown = cards(many.client().get("/fi/usecases?q=tarve&theme=contact").text)
    assert shown
    assert not [one for one in shown if "list=" in one]


def test_a_tag_with_any_sign_and_an_order_come_back(many: World) -> None:
    client, tag = many.client(), "äiti ~ 50 %"
    shown = client.get("/fi/usecases", params={"tag": tag, "sort": "newest"})
    page = client.get(cards(shown.text)[3], follow_redirects=True).text
    assert parse_qs(urlsplit(back(page)).query) == {"tag": [tag], "sort": ["newest"]}
    assert "" not in neighbours(page)


@pytest.mark.parametrize(
    "text",
    ["x", "0", "999", "~~~", "2~theme.nonsense~sort.nonsense~q.salaista", "after.x", "after.W10", "1~tag.%00", "1~tag.%ff%fe", "~" * 290, "y" * 900],
)  # fmt: skip
def test_what_is_not_understood_is_left_out_without_an_error(many: World, text: str) -> None:
    answer = many.client().get(many.path("booking"), params={"list": text}, follow_redirects=True)
    assert answer.status_code == 200
    assert back(answer.text).partition("?")[0] == "/fi/usecases"
    # What leads to this very page, in another language or look, keeps all that was asked for.
    assert "salaista" not in answer.text.partition("<main")[2].partition("<footer")[0]


def test_the_list_is_no_part_of_the_address_that_search_engines_keep(many: World) -> None:
    many.app.state.site.settings.public_url = "https://ideabank.example"
    client = many.client()
    plain, listed = (client.get(many.path("booking") + more, follow_redirects=True).text for more in ("", "?list=1"))
    assert links(plain, r'rel="canonical" href="([^"]+)"') == links(listed, r'rel="canonical" href="([^"]+)"')
    assert links(plain, r'rel="alternate"[^>]*href="([^"]+)"') == links(listed, r'rel="alternate"[^>]*href="([^"]+)"')


def test_beyond_the_fiftieth_page_a_list_goes_on_by_the_last_row(many: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ideabank.web.paging.NUMBERED", 2)
    client = many.client()
    second = client.get("/fi/usecases?theme=contact&page=2").text
    onward = links(second, r'rel="next" href="([^"]+)"')
    assert "after=" in onward[0]
    third = client.get(onward[0]).text
    assert len(cards(third)) == 5
    assert 'aria-current="page"' not in third.partition('class="numbers"')[2].partition("</nav>")[0]
    assert not links(third, r'rel="(?:prev|next)"')
    page = client.get(cards(third)[0], follow_redirects=True).text
    assert cards(client.get(back(page)).text) == cards(third)


def test_what_an_address_tells_is_read_by_the_names_of_the_list() -> None:
    assert asked("2~theme.booking~tag.50 %25 %7E") == {"page": "2", "theme": "booking", "tag": "50 % ~"}
    assert asked("after.WzEsMl0~after.x") == {"after": "WzEsMl0"}


@pytest.mark.parametrize(
    ("room", "place"),
    [
        ("artefacts", "/fi/paths"),
        ("requirements", "/fi/recipes"),
        ("terms", "/fi/recipes"),
        ("projects", "/fi/recipes"),
    ],
)
def test_the_list_of_a_room_leads_up_to_its_place(world: World, room: str, place: str) -> None:
    assert back(world.client().get(f"/fi/{room}").text) == place


def test_the_register_of_requirements_is_walked_like_any_list(world: World) -> None:
    with world.database.writing() as session:
        for number in range(3):
            made = content(
                f"Vaatimus {number}",
                summary="Mitä.",
                details={"scope": "general", "level": "must", "code": f"G-{number}"},
            )
            actions.propose(session, BANK.kinds["requirement"], made)
    client = world.client()
    rows = links(client.get("/fi/requirements?level=must").text, r'<h3><a href="([^"]+)"')
    page = client.get(rows[1]).text
    assert [urlsplit(one).path for one in neighbours(page)] == [urlsplit(rows[place]).path for place in (0, 2)]
