"""The front page: each entry once, figures that lead to what they count, news that tells nobody's secrets; and the page for newcomers."""

import re
from collections import Counter

import pytest
import sqlalchemy as sa

from ideabank.entries import actions
from ideabank.entries.models import Entry, Link
from ideabank.i18n import LANGUAGES
from tests.banks import BankWith
from tests.browser.seeding import enrich
from tests.cookbook import samples
from tests.house.reading import Reading
from tests.web.test_answers import queries
from tests.world import BANK, World, content

ENTRY = re.compile(r"^/\w\w/[a-z]+/\d+(?:-[^/?#]*)?$")


@pytest.fixture
def rich(bank_with: BankWith) -> World:
    """A bank with something of everything; these tests only read it."""
    return bank_with(enrich)


def front(world: World, lang: str = "en", who: str = "") -> str:
    return world.client(who).get(f"/{lang}/").text


def news(world: World, who: str = "") -> str:
    return front(world, who=who).partition('id="news-title"')[2].partition("</section>")[0]


def comment(world: World, name: str, who: str, body: str, **more: str) -> None:
    form = {"body": body, "stance": "experience", **more}
    assert world.client(who).post(world.path(name, "/comments"), data=form).status_code == 303


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_entry_stands_on_the_front_page_twice(rich: World, lang: str) -> None:
    links = [link.get("href") for link in Reading(front(rich, lang)).all("a") if link.inside("main")]
    entries = Counter(
        link.split("/")[2:4][0] + "/" + link.split("/")[3].partition("-")[0] for link in links if ENTRY.match(link)
    )
    assert len(entries) >= 9
    assert [entry for entry, count in entries.items() if count > 1] == []


def test_each_figure_of_how_needs_are_met_leads_to_the_list_it_counts(rich: World) -> None:
    page = front(rich)
    shown = page.partition('class="coverage-card"')[2].partition("</section>")[0]
    figures = re.findall(r'href="([^"]+)"><b>(\d+)</b>', shown)
    assert len(figures) > 4
    for url, count in figures:
        told = rich.client().get(url.replace("&amp;", "&")).text
        found = re.search(r'id="list-sentence"[^>]*>\s*(?:<[^>]+>)*\s*(\d+)', told)
        assert found is not None or count == "0", url
        assert found is None or found[1] == count, url


def test_what_the_dots_draw_is_said_in_words(rich: World) -> None:
    shown = front(rich).partition('class="theme-rows"')[2].partition("</ul>")[0]
    for row in shown.split("<li>")[1:]:
        drawn = Counter(re.findall(r"#met-(\w+)", row))
        said = dict(re.findall(r"(Met|Partly met|No solution) (\d+),", row))
        assert sum(map(int, said.values())) == int(re.search(r"</b> / (\d+)", row)[1])  # type: ignore[index]
        assert (drawn["unmet"] > 0) == (said["No solution"] != "0")


def test_one_path_is_drawn_and_told_step_by_step(rich: World) -> None:
    shown = front(rich, "fi").partition('class="drawn-path')[2].partition("</section>")[0]
    assert "Polku" in shown
    assert 'class="path-curve"' in shown
    assert len(re.findall(r"<li><span lang=\"fi\">\d+\. ", shown)) >= 3
    assert "askeleessa on tarve, johon mikään ei vastaa" in shown


def test_the_chain_counts_a_pair_once_however_often_it_is_linked(rich: World) -> None:
    chain = front(rich).partition('class="chain"')[2].partition("</ol>")[0]
    assert len(re.findall("<b>", chain)) == 5
    assert re.findall(r'joins-needs">(\d+) links?', chain)[0] == "2"  # the group of carers, and its two needs


def test_what_happens_tells_who_did_what_and_leads_there(world: World) -> None:
    comment(world, "notices", "aino", "Näin kävi minulle.")
    told = news(world)
    assert "Aino" in told
    assert "Comment: My experience" in told
    assert world.path("notices", lang="en") in told


def test_an_organisation_speaks_in_its_own_name(world: World) -> None:
    comment(world, "notices", "eero", "Jäsenemme tietävät.", organisation=str(world.entries["seniors"]))
    told = news(world)
    assert "Eero" not in told
    assert "<b>" in told


def test_what_is_hidden_or_a_teams_own_is_no_news(bank_with: BankWith) -> None:
    world = bank_with(samples.add_recipe)
    comment(world, "notices", "aino", "Tämä otetaan pois.")
    before = news(world)
    assert world.path("notices", lang="en") in before
    decision = {"do": "hide", "reason": "Nimi", "comment": "1"}
    assert world.client("mika").post(world.path("notices", "/decision?comment=1"), data=decision).status_code == 303
    assert "Comment:" not in news(world)
    told = news(world)
    samples.add_project(world, who="aino", title="Salainen hanke")  # the recipe gets a link that only the team sees
    assert news(world) == told
    assert news(world, who="aino") == told


def test_the_front_page_costs_as_many_queries_for_ten_entries_as_for_forty(world: World) -> None:
    before = queries(world, "/fi/")
    with world.database.writing() as session:
        for number in range(30):
            made = content(f"Tarve {number}", theme="booking")
            actions.propose(session, BANK.kinds["usecase"], made, by=world.people["aino"])
    after = queries(world, "/fi/")
    assert after <= before + 1  # names, when there is somebody to name
    assert after <= 14


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_door_leads_to_its_own_part_of_the_page_for_newcomers(world: World, lang: str) -> None:
    page = front(world, lang)
    doors = re.findall(rf'href="(/{lang}/begin)#([a-z]+)"', page)
    assert [code for _, code in doors] == ["need", "speak", "design", "build", "steer"]
    told = world.client().get(f"/{lang}/begin").text
    for _, code in doors:
        part = told.partition(f'id="{code}"')[2].partition("</section>")[0]
        assert 'class="button' in part, code
        assert part.count("<p>") >= 2, code


def test_newcomers_are_led_from_the_menu_and_the_foot_of_every_page(world: World) -> None:
    links = [
        link for link in Reading(world.client().get("/fi/usecases").text).all("a") if link.get("href") == "/fi/begin"
    ]
    assert [link.inside("header") for link in links] == [True, False]


def test_a_bank_with_nothing_in_it_invites_the_first_need(world: World) -> None:
    with world.database.writing() as session:
        session.execute(sa.delete(Link))
        session.execute(sa.delete(Entry))
    page = front(world)
    assert "Tell the first need" in page
    for name in ("coverage-card", "need-rows", "drawn-path"):
        assert f'class="{name}' not in page
