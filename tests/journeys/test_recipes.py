"""Recipes as those who write them use them: begun as lines, filled in task by task, decided, forked, kept up to date."""

import datetime as dt
import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from cookbook.recipes.reading import stored
from ideabank.entries.models import Entry, Event, Link, Revision
from ideabank.exchange import intake
from ideabank.exchange.documents import documents
from ideabank.notices.reminding import remind
from ideabank.people.models import Mail
from ideabank.upkeep.doctor import examine
from tests.banks import BankWith
from tests.cookbook import samples
from tests.cookbook.samples import PLAN, plan_of
from tests.journeys.test_sheets import form_of
from tests.web.test_answers import queries
from tests.world import World

FORM = {"title": "Uusi ohje", "summary": "Lyhyesti.", "language": "fi", "draft": "C" * 43, "do": "publish"}
TASKS = "Sovi vastuut\nAvaa rajapinta\nKokeile kolmella"


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    """The cast's bank with a recipe, on both databases."""
    return bank_with(samples.add_recipe)


def shown(world: World, name: str, rest: str = "", who: str = "", lang: str = "fi") -> str:
    answer = world.client(who).get(world.path(name, rest, lang), follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    return answer.text


# --- writing ---------------------------------------------------------------------------------------------------------------


def test_a_recipe_is_begun_as_lines_and_kept_whole_when_something_is_wrong(world: World) -> None:
    sanna = world.client("sanna")
    refused = sanna.post("/fi/recipes", data={**FORM, "plan": "", "when": "- Aina kun"})
    assert refused.status_code == 422
    assert "ainakin yksi tehtävä" in refused.text
    assert "- Aina kun" in refused.text
    assert "Lyhyesti." in refused.text
    past = sanna.post("/fi/recipes", data={**FORM, "plan": TASKS, "review_by": "2020-01-01"})
    assert past.status_code == 422
    assert 'href="#field-review_by"' in past.text
    assert "2020-01-01" in past.text
    nonsense = sanna.post("/fi/recipes", data={**FORM, "plan": TASKS, "review_by": "huomenna"})
    assert nonsense.status_code == 422
    many = sanna.post("/fi/recipes", data={**FORM, "plan": "\n".join(f"Tehtävä {n}" for n in range(61))})
    assert many.status_code == 422
    assert "Tehtävä 60" in many.text
    made = sanna.post("/fi/recipes", data={**FORM, "plan": TASKS, "review_by": "2090-06-30", "purpose": ["build"]})
    assert made.status_code == 303, made.text[:3000]
    page = sanna.get(made.headers["location"], follow_redirects=True).text
    assert page.index("Sovi vastuut") < page.index("Avaa rajapinta") < page.index("Kokeile kolmella")
    assert 'datetime="2090-06-30"' in page


def test_only_those_who_make_services_write_recipes(bank: World) -> None:
    at = bank.path("recipe", "/tasks/sovi/edit")
    assert "/sign-in" in bank.client().get(at).headers["location"]
    assert bank.client("aino").get(at).status_code == 403
    assert bank.client("aino").get("/fi/recipes/new").status_code == 403
    assert bank.client("sanna").get(at).status_code == 200
    assert bank.client("sanna").get(bank.path("recipe", "/tasks/poissa/edit")).status_code == 404


def test_forms_saved_as_they_stand_change_nothing(bank: World) -> None:
    sanna, before = bank.client("sanna"), bank.entry("recipe").revision
    for lang in ("fi", "sv", "en"):
        for rest in ("/tasks/sovi/edit", "/tasks/avaa/edit", "/questions/jarjestelma/edit", "/variants/linkki/edit"):
            at = bank.path("recipe", rest, lang=lang)
            assert sanna.post(at, data=form_of(sanna.get(at))).status_code == 303, (lang, rest)
    assert plan_of(bank) == stored(PLAN)
    assert bank.entry("recipe").revision == before


def test_a_task_is_filled_in_and_the_next_one_opens(bank: World) -> None:
    sanna, at = bank.client("sanna"), bank.path("recipe", "/tasks/sovi/edit")
    form = form_of(sanna.get(at)) | {"check": "Kaikki ovat allekirjoittaneet.", "do": "next"}
    answer = sanna.post(at, data=form)
    assert answer.headers["location"].endswith("/tasks/avaa/edit")
    task = plan_of(bank).task("sovi")
    assert task is not None
    assert task.check == {"fi": "Kaikki ovat allekirjoittaneet.", "sv": "Båda har skrivit under."}
    earlier = form_of(sanna.get(bank.path("recipe", "/tasks/avaa/edit"))) | {"do": "earlier"}
    assert sanna.post(bank.path("recipe", "/tasks/avaa/edit"), data=earlier).status_code == 303
    assert [one.key for one in plan_of(bank).tasks][:2] == ["avaa", "sovi"]


def test_tasks_that_would_wait_in_a_circle_are_refused_and_every_word_comes_back(bank: World) -> None:
    sanna, at = bank.client("sanna"), bank.path("recipe", "/tasks/sovi/edit")
    form = form_of(sanna.get(at)) | {"after": ["avaa"], "outcome": "Pitkään mietitty tulos"}
    answer = sanna.post(at, data=form)
    assert answer.status_code == 422
    assert "kehässä" in answer.text
    assert 'href="#field-after"' in answer.text
    assert "Pitkään mietitty tulos" in answer.text
    assert plan_of(bank) == stored(PLAN)


def test_two_people_on_two_tasks_both_win_and_on_one_task_nobody_loses_words(bank: World) -> None:
    sanna, kaisa = bank.client("sanna"), bank.client("kaisa")
    first, second = (bank.path("recipe", f"/tasks/{key}/edit") for key in ("sovi", "linkita"))
    forms = form_of(sanna.get(first)), form_of(kaisa.get(second)), form_of(kaisa.get(first))
    assert sanna.post(first, data=forms[0] | {"check": "Sannan tapa."}).status_code == 303
    assert kaisa.post(second, data=forms[1] | {"check": "Kaisan tapa."}).status_code == 303
    clash = kaisa.post(first, data=forms[2] | {"check": "Kaisan toinen tapa."})
    assert clash.status_code == 409
    assert "Sannan tapa." in clash.text
    assert "Kaisan toinen tapa." in clash.text
    told = {task.key: task.check.get("fi") for task in plan_of(bank).tasks}
    assert (told["sovi"], told["linkita"]) == ("Sannan tapa.", "Kaisan tapa.")
    base = re.search(r'name="based_on" value="(\d+)"', clash.text)
    assert base is not None
    again = kaisa.post(first, data=forms[2] | {"check": "Kaisan toinen tapa.", "based_on": base[1]})
    assert again.status_code == 303


def test_a_half_written_task_is_kept_as_a_draft_and_opens_again(bank: World) -> None:
    sanna, at = bank.client("sanna"), bank.path("recipe", "/tasks/sovi/edit")
    form = form_of(sanna.get(at)) | {"outcome": "Puolivalmis tulos"}
    kept = sanna.post(bank.path("recipe", "/tasks/sovi/draft"), data=form).json()
    assert "Puolivalmis tulos" in sanna.get(f"{at}?draft={kept['draft']}").text
    account = sanna.get("/fi/account").text
    door = re.search(r'href="(/fi/recipes/drafts/[^"]+)"', account)
    assert door is not None
    assert "Puolivalmis tulos" in sanna.get(door[1], follow_redirects=True).text


def test_a_task_goes_with_its_links_and_older_versions_keep_it(bank: World) -> None:
    sanna = bank.client("sanna")
    assert sanna.get(bank.path("recipe", "/tasks/avaa/removal")).status_code == 200
    assert sanna.post(bank.path("recipe", "/tasks/avaa/removal")).status_code == 303
    plan = plan_of(bank)
    assert plan.task("avaa") is None
    assert all("avaa" not in task.after for task in plan.tasks)
    with bank.database.reading() as session:
        link = session.execute(sa.select(Link).where(col(Link.relation) == "relies-on")).scalar_one()
        assert link.state == "withdrawn"
        assert not [finding.what for finding in examine(bank.database, session)]
    assert "Avaa rajapinta" in shown(bank, "recipe", "/compare?from=1&to=2")


def test_a_question_without_answers_is_refused_and_its_words_come_back(bank: World) -> None:
    sanna, at = bank.client("sanna"), bank.path("recipe", "/questions/new/edit")
    form = {
        "text": "Kuka maksaa?",
        "answer-0": "Alue",
        "goal-0": "variant:linkki",
        "answer-1": "",
        "rows": "3",
        "language": "fi",
    }
    answer = sanna.post(at, data=form)
    assert answer.status_code == 422
    assert "ainakin kaksi vastausta" in answer.text
    assert "Kuka maksaa?" in answer.text
    nowhere = sanna.post(at, data={**form, "answer-1": "Valtio", "goal-1": ""})
    assert nowhere.status_code == 422
    assert "Valtio" in nowhere.text
    circle = sanna.post(at, data={**form, "answer-1": "Valtio", "goal-1": "to:jarjestelma"})
    assert circle.status_code == 303  # not a circle yet: nothing leads to the new question
    leads = form_of(sanna.get(bank.path("recipe", "/questions/kuka/edit")))
    key = plan_of(bank).questions[-1].key
    refused = sanna.post(bank.path("recipe", "/questions/kuka/edit"), data=leads | {"goal-0": f"to:{key}"})
    assert refused.status_code == 422
    assert "keh" in refused.text


def test_an_answer_may_begin_a_variant_of_its_own_name(bank: World) -> None:
    sanna = bank.client("sanna")
    form = {
        "text": "Kuka?",
        "answer-0": "Me",
        "goal-0": "new:",
        "answer-1": "He",
        "goal-1": "new:",
        "rows": "2",
        "language": "fi",
    }
    more = sanna.post(bank.path("recipe", "/questions/new/edit"), data={**form, "do": "more"})
    assert more.status_code == 200
    assert 'name="answer-3"' in more.text
    assert 'value="Me"' in more.text
    assert sanna.post(bank.path("recipe", "/questions/new/edit"), data=form).status_code == 303
    plan = plan_of(bank)
    assert {plan.variant(answer.variant).name["fi"] for answer in plan.questions[-1].answers} == {"Me", "He"}  # type: ignore[union-attr]
    told = sanna.get(bank.path("recipe", "/decisions")).text
    assert "Mikään vastaus ei vielä johda tänne" in told  # nothing leads to the new question


def test_questions_and_variants_are_taken_away(bank: World) -> None:
    sanna = bank.client("sanna")
    # Taking the second question away would leave the first with one answer: refused, with the reason.
    refused = sanna.post(bank.path("recipe", "/questions/kuka/removal"))
    assert refused.status_code == 422
    assert "ainakin kaksi vastausta" in refused.text
    assert sanna.post(bank.path("recipe", "/questions/jarjestelma/removal")).status_code == 303
    assert sanna.post(bank.path("recipe", "/questions/kuka/removal")).status_code == 303
    asked = sanna.post(bank.path("recipe", "/variants/linkki/edit"), data={"do": "remove"})
    assert "Poistetaanko" in asked.text
    assert len(plan_of(bank).variants) == 3
    assert "Poistettu." in sanna.post(bank.path("recipe", "/variants/linkki/removal"), follow_redirects=True).text
    plan = plan_of(bank)
    assert (plan.questions, len(plan.variants)) == ((), 2)
    assert "Päätä ensin" not in shown(bank, "recipe")


# --- reading ---------------------------------------------------------------------------------------------------------------


def test_each_way_through_the_questions_has_an_address_to_share(bank: World) -> None:
    first = shown(bank, "recipe")
    assert "Onko varausjärjestelmässä rajapinta?" in first
    assert re.search(r'href="[^"]*\?way=on#decide"', first)
    second = shown(bank, "recipe", "?way=on")
    assert "Kuka varaa?" in second
    third = shown(bank, "recipe", "?way=on.itse")
    assert "Suoraan rajapinnasta" in third
    assert 'id="task-avaa"' in third
    assert 'id="task-linkita"' not in third
    assert "2 tehtävää kuuluu muihin vaihtoehtoihin" in third
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


# --- forks, versions, exports -----------------------------------------------------------------------------------------------


def test_a_fork_knows_its_origin_and_shows_when_that_moves_on(bank: World) -> None:
    sanna = bank.client("sanna")
    same = sanna.post(bank.path("recipe", "/fork"), data={"title": "Liitä ajanvaraus kanavaan"})
    assert same.status_code == 422
    made = sanna.post(bank.path("recipe", "/fork"), data={"title": "Meidän tapa"})
    assert made.status_code == 303
    bank.entries["fork"] = int(made.headers["location"].rpartition("/")[2].partition("-")[0])
    assert plan_of(bank, "fork") == plan_of(bank)
    page = shown(bank, "fork")
    assert "Omakanta" in page
    assert "on muuttunut" not in page
    samples.rewrite(bank, check={"fi": "Muuttunut."})
    page = shown(bank, "fork")
    there = re.search(r'href="([^"]*/compare\?from=1&amp;to=2)"', page)
    assert there is not None
    assert "Muuttunut" in bank.client().get(there[1].replace("&amp;", "&"), follow_redirects=True).text
    assert bank.client("aino").get(bank.path("recipe", "/fork")).status_code == 403


def test_the_twins_tell_the_whole_recipe(bank: World) -> None:
    told = bank.client().get(bank.path("recipe", ".md", lang="sv")).text
    assert "## Bestäm först" in told
    assert "### 1. Avtala om ansvar" in told
    data = bank.client().get(bank.path("recipe", ".json")).json()
    assert data["details"]["plan"] == PLAN
    assert data["review_by"] == "2090-01-31"
    assert data["review_due"] is False


def test_recipes_and_requirements_leave_one_bank_and_enter_another(bank: World) -> None:
    with bank.database.reading() as session:
        told = [one for one in documents(session) if one["kind"] in ("recipe", "requirement")]
    lines = [json.dumps(one, ensure_ascii=False) for one in told]
    with bank.database.writing() as session:
        session.execute(sa.delete(Link))
        session.execute(sa.delete(Entry).where(col(Entry.kind).in_(("recipe", "requirement"))))
    with bank.database.writing() as session:
        intake.take_in(session, intake.understand(session, lines))
    with bank.database.reading() as session:
        again = [one for one in documents(session) if one["kind"] in ("recipe", "requirement")]
    assert [essence(one) for one in again] == [essence(one) for one in told]


def essence(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["kind"], one["details"], one["texts"]["fi"]["title"], one.get("review_by")


def test_a_recipe_with_a_circle_is_refused_by_import_and_nothing_changes(bank: World) -> None:
    with bank.database.reading() as session:
        told = next(one for one in documents(session) if one["kind"] == "recipe")
    told["details"]["plan"]["tasks"][0]["after"] = ["linkita"]
    told["uuid"] = "00000000-0000-4000-8000-000000000001"
    with bank.database.writing() as session, pytest.raises(intake.IntakeError) as caught:
        intake.understand(session, ["", json.dumps(told)])
    assert "circle" in str(caught.value)
    assert "2" in str(caught.value)


# --- review dates -----------------------------------------------------------------------------------------------------------


def outdate(world: World, name: str, owner: str | None = "sanna") -> None:
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries[name])
        assert entry is not None
        entry.review_by = dt.date(2026, 1, 31)
        entry.owner_id = world.people[owner].id if owner else None


def letters(world: World) -> list[Mail]:
    with world.database.reading() as session:
        return list(session.execute(sa.select(Mail).order_by(col(Mail.id))).scalars())


def reminded(world: World) -> int:
    site = world.app.state.site
    with world.database.writing() as session:
        return remind(session, site.catalogues, site.settings.public_url)


def test_a_recipe_past_its_review_date_says_so_everywhere(bank: World) -> None:
    outdate(bank, "recipe")
    bank.app.state.site.search.drain_all()
    words = "Tarkistuspäivä on mennyt"
    client = bank.client()
    assert words in shown(bank, "recipe")
    assert words in client.get("/fi/recipes").text
    assert "Liitä ajanvaraus" in client.get("/fi/recipes?due=yes").text
    assert words in client.get("/fi/search?q=ajanvaraus").text
    assert words in client.get(bank.path("recipe", ".md")).text
    assert "Kontrolldagen har passerat" in client.get(bank.path("recipe", ".md", lang="sv")).text
    assert client.get(bank.path("recipe", ".json")).json()["review_due"] is True
    with bank.database.reading() as session:
        assert [one["review_due"] for one in documents(session, "recipe")] == [True]


def test_who_keeps_it_is_told_once_for_each_day(bank: World) -> None:
    outdate(bank, "recipe")
    outdate(bank, "requirement")
    assert reminded(bank) == 2
    assert reminded(bank) == 0
    sent = letters(bank)
    assert [letter.recipient for letter in sent] == ["sanna@example.org"]
    assert "Liitä ajanvaraus kanavaan" in sent[0].body
    assert f"/fi/requirements/{bank.entries['requirement']}" in sent[0].body
    assert "Tarkistuspäivä on mennyt" in shown(bank, "recipe")
    with bank.database.reading() as session:
        told = session.execute(sa.select(col(Event.name)).where(col(Event.entry_id) == bank.entries["recipe"]))
        assert list(told.scalars()).count("review-due") == 1


def test_without_an_owner_the_coordinators_are_told(bank: World) -> None:
    outdate(bank, "recipe", owner=None)
    reminded(bank)
    assert [letter.recipient for letter in letters(bank)] == ["kaisa@example.org"]


def test_a_new_day_lies_ahead_and_one_that_stands_may_stay(bank: World) -> None:
    outdate(bank, "recipe")
    sanna, at = bank.client("sanna"), bank.path("recipe", "/edit")
    form = form_of(sanna.get(at))
    assert form["review_by"] == ["2026-01-31"]
    assert sanna.post(bank.path("recipe"), data=form | {"title": "Toinen nimi"}).status_code == 303
    form = form_of(sanna.get(at))
    assert sanna.post(bank.path("recipe"), data=form | {"review_by": "2026-02-01"}).status_code == 422
    assert sanna.post(bank.path("recipe"), data=form | {"review_by": "2090-12-31"}).status_code == 303
    assert "Tarkistuspäivä on mennyt" not in shown(bank, "recipe")
    with bank.database.reading() as session:
        query = (
            sa.select(Revision).where(col(Revision.entry_id) == bank.entries["recipe"]).order_by(col(Revision.number))
        )
        days: list[Any] = [one.snapshot["review_by"] for one in session.execute(query).scalars()]
    assert days == ["2090-01-31", "2026-01-31", "2090-12-31"]
