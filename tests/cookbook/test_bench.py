"""A recipe's page as a bench: where one begins, what is told once, and the checklist that runs."""

import re
from collections import Counter

import pytest

from tests.banks import BankWith
from tests.cookbook import samples
from tests.house.reading import Reading
from tests.web.test_answers import queries
from tests.world import World


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    """The cast's bank with a recipe, on both databases."""
    return bank_with(samples.add_recipe)


def shown(world: World, rest: str = "", who: str = "", lang: str = "en") -> str:
    answer = world.client(who).get(world.path("recipe", rest, lang), follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def part(page: str, name: str) -> str:
    """The region of this id."""
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_the_bench_says_what_it_takes_and_what_comes_out_before_the_tasks(bank: World) -> None:
    page = shown(bank, "?way=on.itse", lang="fi")
    bench = part(page, "bench")
    assert "2/4 tehtävää" in bench
    assert "Omakanta" in bench
    assert "Toimiva rajapinta" in bench  # of the last task of the variant; no other waits for it
    assert page.index('id="start"') < page.index('id="bench"') < page.index('id="when"') < page.index('id="tasks"')
    contents = page.partition('class="on-page"')[2].partition("</nav>")[0]
    assert re.findall('href="(#[a-z]+)"', contents)[:5] == ["#story", "#start", "#when", "#tasks", "#risks"]


def test_tasks_are_lines_that_are_opened_by_need_or_all_at_once(bank: World) -> None:
    closed = part(shown(bank), "tasks")
    assert closed.count("<details>") == 4
    asked = re.search(r'href="([^"]*open=all#tasks)"', closed)
    assert asked is not None
    assert part(bank.client().get(asked[1].replace("&amp;", "&")).text, "tasks").count("<details open>") == 4
    assert "after 1" in closed
    assert "begin here" in closed


def test_what_the_chosen_variant_does_without_is_marked_in_words(bank: World) -> None:
    assert "not in this variant" not in shown(bank)
    tasks = part(shown(bank, "?way=ei"), "tasks").split('<li class="job')[1:]
    assert ["not in this variant" in one for one in tasks] == [False, True, True, False]
    assert ["is-out" in one.partition(">")[0] for one in tasks] == [False, True, True, False]


def test_no_entry_is_told_twice(bank: World) -> None:
    links = [link.get("href") for link in Reading(shown(bank, "?way=on.itse")).all("a") if link.inside("main")]
    ends = [link for link in links if re.search(r"/en/[a-z]+/\d+-[^/?#]*$", link)]
    twice = {url: count for url, count in Counter(ends).items() if count > 1}
    assert set(twice) <= {
        f"/en/solutions/{bank.entries['omakanta']}-omakanta"
    }  # on the bench, and in the task that needs it
    assert 'id="links"' not in shown(bank)
    assert 'id="links"' in shown(bank, who="sanna")  # who may link, links there


def test_a_checklist_that_runs_says_how_far_it_is_and_leads_to_what_comes_next(bank: World) -> None:
    samples.add_project(bank, way="on.itse")
    before = part(shown(bank, who="aino"), "start")
    assert "0 of 2 done" in before
    assert "Sovi vastuut" in before
    project = bank.client("aino").get(bank.path("project"), follow_redirects=True).text
    action = re.search(r'action="(/fi/projects/\d+/tasks/\d+)"', project)
    assert action is not None
    assert bank.client("aino").post(action[1], data={"state": "done"}).status_code == 303
    page = shown(bank, who="aino")
    assert "1 of 2 done" in part(page, "start")
    assert "Avaa rajapinta" in part(page, "start")
    assert re.search(r'href="/en/projects/\d+[^"]*#task-\d+"', part(page, "start"))
    assert "Suoraan rajapinnasta" in part(page, "bench")  # the variant of the team, without answering again
    assert "Done" in part(page, "tasks")
    again = re.search(r'href="([^"]*way=\.#decide)"', part(page, "bench"))
    assert again is not None
    assert "Onko varausjärjestelmässä rajapinta?" in part(bank.client("aino").get(again[1]).text, "bench")
    for who in ("", "sanna"):  # a team's own is nobody else's
        assert "Start a checklist" in part(shown(bank, who=who), "start")
        assert "Meidän ajanvaraus" not in shown(bank, who=who)


def test_a_checklist_that_has_ended_asks_how_it_went(bank: World) -> None:
    samples.add_project(bank, way="on.itse")
    project = bank.client("aino").get(bank.path("project"), follow_redirects=True).text
    for action in dict.fromkeys(re.findall(r'action="(/fi/projects/\d+/tasks/\d+)"', project)):
        assert bank.client("aino").post(action, data={"state": "done"}).status_code == 303
    start = part(shown(bank, who="aino"), "start")
    assert "2 of 2 done" in start
    assert f"/en/fieldreports/start?recipe={bank.entries['recipe']}" in start


def test_a_withdrawn_project_runs_no_longer(bank: World) -> None:
    samples.add_project(bank)
    assert bank.client("aino").post(bank.path("project", "/withdrawal"), data={"reason": "x"}).status_code == 303
    assert "Start a checklist" in part(shown(bank, who="aino"), "start")


def test_a_team_costs_its_reader_a_bounded_number_of_queries(bank: World) -> None:
    where = bank.path("recipe")
    alone = queries(bank, where, who="aino")
    for number in range(4):
        samples.add_project(bank, title=f"Hanke {number}")
    assert queries(bank, where, who="aino") <= alone + 4
