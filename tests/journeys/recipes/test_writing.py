"""Recipes are begun as lines and filled in task by task, with questions and variants; nobody's words are lost."""

import re

import sqlalchemy as sa
from sqlmodel import col

from cookbook.recipes.reading import stored
from ideabank.entries.models import Link
from ideabank.upkeep.doctor import examine
from tests.cookbook.samples import PLAN, plan_of
from tests.journeys.pages import form_of, shown
from tests.journeys.recipes.begun import FORM, TASKS
from tests.world import World


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
    assert 'id="decide"' not in shown(bank, "recipe")
