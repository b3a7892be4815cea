"""Recipes as they are read and found: each way through the questions, the needs behind them, the cookbook's list."""

import re

import pytest

from tests.journeys.pages import shown
from tests.journeys.recipes.begun import FORM, TASKS
from tests.web.test_answers import queries
from tests.world import World


def test_each_way_through_the_questions_has_an_address_to_share(bank: World) -> None:
    first = shown(bank, "recipe")
    assert "Onko varausjärjestelmässä rajapinta?" in first
    assert re.search(r'href="[^"]*\?way=on#decide"', first)
    second = shown(bank, "recipe", "?way=on")
    assert "Kuka varaa?" in second
    third = shown(bank, "recipe", "?way=on.itse")
    assert "Suoraan rajapinnasta" in third
    assert "2/4 tehtävää" in third
    assert third.count("ei kuulu tähän vaihtoehtoon") == 2
    assert 'id="task-linkita"' in third  # told all the same, and marked
    assert f"/fi/projects/start?recipe={bank.entries['recipe']}&amp;way=on.itse" in third
    assert "Direkt" in shown(bank, "recipe", "?way=on.itse", lang="sv")


def test_a_recipe_shows_the_needs_behind_it_and_they_show_it(bank: World) -> None:
    page = shown(bank, "recipe")
    for words in ("Varaan ajan", "Ilmoitukset monessa kanavassa", "Omakanta", "G-01", "kattaa osan"):
        assert words in page, words
    for name in ("booking", "notices", "omakanta", "requirement"):
        assert "Liitä ajanvaraus kanavaan" in shown(bank, name), name
    assert "Rajapinta on avoin" in shown(bank, "booking")


@pytest.mark.parametrize(
    ("path", "most"),
    [("{recipe}", 40), ("{recipe}?way=on.itse", 40), ("/fi/recipes", 16), ("/fi/recipes?purpose=build", 16), ("/fi/requirements", 18)],
)  # fmt: skip
def test_pages_of_the_cookbook_cost_a_bounded_number_of_queries(bank: World, path: str, most: int) -> None:
    where = path.format(recipe=bank.path("recipe"))
    few = queries(bank, where)
    for number in range(3):
        form = {"recipe": str(bank.entries["recipe"]), "revision": "1", "outcome": "worked", "because": f"Syy {number}"}
        assert bank.client("aino").post("/fi/fieldreports/start", data=form).status_code == 303
        made = bank.client("sanna").post(
            "/fi/recipes", data={**FORM, "draft": str(number) * 43, "plan": TASKS, "purpose": ["build"]}
        )
        assert made.status_code == 303
    many = queries(bank, where)
    assert many <= few + 3, (few, many)  # reports ask for their own texts once
    assert many <= most


def test_the_cookbook_is_browsed_by_wish_platform_area_and_requirement(bank: World) -> None:
    client = bank.client()
    platform, rule = bank.entries["omakanta"], bank.entries["requirement"]
    for query in ("purpose=connect", "purpose=build", "main_area=PK3", f"platform={platform}", f"requirement={rule}"):
        assert "Liitä ajanvaraus" in client.get(f"/fi/recipes?{query}").text, query
    for query in ("purpose=measure", "main_area=PK5", "due=yes"):
        assert "Liitä ajanvaraus" not in client.get(f"/fi/recipes?{query}").text, query
    assert (
        "Liitä ajanvaraus" in client.get("/fi/recipes?platform=999999").text
    )  # what is not on the list narrows nothing


def test_a_word_in_the_list_brings_the_best_match_first(bank: World) -> None:
    sanna = bank.client("sanna")
    for number in range(25):
        form = {**FORM, "draft": f"{number:043d}", "plan": TASKS, "title": f"Ohje {number}", "summary": "Liitä jotain."}
        assert sanna.post("/fi/recipes", data=form).status_code == 303
    bank.app.state.site.search.drain_all()
    titles = re.compile(r'<h3 class="card-title"><a href="([^"]+)"')
    assert bank.path("recipe") in titles.findall(bank.client().get("/fi/recipes?q=liit%C3%A4+ajanvaraus").text)[0]
    first = bank.client().get("/fi/recipes?q=liit%C3%A4").text
    assert "Parhaat osumat" in first
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following is not None
    rest = bank.client().get(following[1].replace("&amp;", "&")).text
    assert (
        len({*titles.findall(first), *titles.findall(rest)})
        == len(titles.findall(first)) + len(titles.findall(rest))
        == 26
    )


def test_a_recipe_is_found_by_words_of_its_tasks_and_by_everyday_words(bank: World) -> None:
    bank.app.state.site.search.drain_all()
    for words in ("allekirjoittaneet", "varausten integrointi", "testiympäristö", "bokningssystem"):
        assert bank.path("recipe") in bank.client().get("/fi/search", params={"q": words}).text, words
