"""The plan of a recipe: what is wrong with one is named, questions lead to a variant, and versions are told apart."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookbook.recipes import changing
from cookbook.recipes.comparing import differences
from cookbook.recipes.plan import circle, plain
from cookbook.recipes.reading import MOST_TASKS, read, stored
from cookbook.recipes.structure import TASK, PlanStructure
from cookbook.recipes.ways import way_of
from ideabank.entries.content import check
from tests.cookbook.samples import PLAN, plan_with, task_with
from tests.world import BANK, content


def faults(data: Any) -> list[str]:
    """What a person would be told, in English."""
    return [fault.message % fault.values for fault in read(data)[1]]


def question_with(number: int, **changes: Any) -> dict[str, Any]:
    data = plan_with()
    data["questions"][number] |= changes
    return data


def test_a_whole_plan_has_no_faults_and_comes_back_as_it_was() -> None:
    plan, wrong = read(PLAN)
    assert not wrong
    assert plain(plan) == PLAN
    assert stored(PLAN) == plan


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (task_with("sovi", after=["linkita"]), "in a circle: Sovi vastuut → Tee linkki → Sovi vastuut"),
        (task_with("sovi", after=["sovi"]), "in a circle: Sovi vastuut → Sovi vastuut"),
        (task_with("sovi", after=["poissa"]), "no task poissa"),
        (task_with("sovi", variants=["poissa"]), "no variant poissa"),
        (task_with("sovi", name={}), "what is done"),
        (task_with("sovi", key="Ä"), "cannot be a key"),
        (task_with("sovi", key="avaa"), "stands twice"),
        (task_with("sovi", key=True), "cannot be a key"),
        (task_with("sovi", check={"fi": "x" * 401}), "at most 400"),
        (task_with("sovi", check={"de": "Ja"}), "de is not one of"),
        (task_with("sovi", how={"fi": "Tunnus 131052-308T"}), "Remove the identity code"),
        (task_with("sovi", who="Sanna"), "told by language"),
        (task_with("sovi", after="avaa"), "not a plan"),
        (question_with(0, answers=[]), "needs at least two answers"),
        (question_with(1, answers=PLAN["questions"][1]["answers"][:1]), "needs at least two answers"),
        (question_with(0, text={}), "Write the question"),
        (question_with(1, answers=[{"key": "a", "text": {"fi": "A"}}] * 2), "Choose where the answer “A” leads"),
        (question_with(1, answers=[{"key": "a", "text": {}, "variant": "linkki"}] * 2), "Write the answer in words"),
        (
            question_with(1, answers=[{"key": "a", "text": {"fi": "A"}, "to": "poissa"}] * 2),
            "There is no question poissa",
        ),
        (
            question_with(1, answers=[{"key": "a", "text": {"fi": "A"}, "variant": "poissa"}] * 2),
            "There is no variant poissa",
        ),
        (
            question_with(1, answers=[{"key": key, "text": {"fi": "A"}, "to": "jarjestelma"} for key in "ab"]),
            "lead in a circle",
        ),
        (plan_with(variants=[{"key": "linkki", "name": {}, "text": {}}, *PLAN["variants"][1:]]), "Give this variant"),
        (plan_with(tasks=[{"key": f"t{n}", "name": {"fi": "T"}} for n in range(MOST_TASKS + 1)]), "Divide this"),
        (plan_with(tasks="nothing"), "not a plan"),
        (["x"], "not a plan"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_plan_is_named(data: Any, told: str) -> None:
    assert any(told in one for one in faults(data)), faults(data)
    assert check(BANK.kinds["recipe"], content("Ohje", summary="S", details={"plan": data}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["sovi", "linkki", "fi"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["key", "name", "text", "answers", "to", "variant", "after", "fi"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(questions=JSON, variants=JSON, tasks=JSON)
@settings(max_examples=150, deadline=None)
def test_whatever_a_file_says_is_read_or_refused_and_never_breaks(questions: Any, variants: Any, tasks: Any) -> None:
    data = {"questions": questions, "variants": variants, "tasks": tasks}
    plan, wrong = read(data)
    if not wrong:
        assert stored(plain(plan)) == plan


@given(st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=3), max_size=9))
@settings(max_examples=200, deadline=None)
def test_a_circle_is_found_exactly_when_there_is_one(graph: dict[int, list[int]]) -> None:
    after = {str(key): tuple(map(str, waits)) for key, waits in graph.items()}
    found = circle(after)
    if found:
        following = [*found[1:], found[0]]
        assert all(other in after[key] for key, other in zip(found, following, strict=True))
        return
    left = {key: {one for one in waits if one in after} for key, waits in after.items()}
    while free := {key for key, waits in left.items() if not waits & left.keys()}:
        left = {key: waits for key, waits in left.items() if key not in free}
    assert not left


def test_answers_lead_to_a_variant_and_back_to_each_question() -> None:
    plan = stored(PLAN)
    begun = way_of(plan, "")
    assert begun.next == plan.questions[0]
    half = way_of(plan, "on")
    assert (half.next, half.code) == (plan.questions[1], "on")
    whole = way_of(plan, "on.toinen")
    assert whole.variant is not None
    assert (whole.variant.key, whole.next, whole.until(1)) == ("puolesta", None, "on")
    assert [task.key for task in plan.tasks_of("linkki")] == ["sovi", "linkita"]
    assert len(plan.tasks_of("")) == 4


@pytest.mark.parametrize("code", ["poissa", "on.poissa", "on.itse.itse", "." * 700, "on..", "%00"])
def test_an_old_or_made_up_way_leads_as_far_as_its_answers_are_there(code: str) -> None:
    way = way_of(stored(PLAN), code)
    assert way.code in ("", "on", "on.itse")


def test_a_question_that_goes_takes_the_answers_that_led_to_it() -> None:
    plan = changing.without_question(stored(PLAN), "kuka")
    assert [answer.key for answer in plan.questions[0].answers] == ["ei"]
    assert faults(plain(plan))  # one answer left is no decision: the person is told


def test_a_variant_that_goes_leaves_its_tasks_for_all() -> None:
    plan = changing.without_variant(stored(PLAN), "puolesta")
    task = plan.task("valtuus")
    assert task is not None
    assert task.variants == ()
    assert all(answer.variant != "puolesta" for question in plan.questions for answer in question.answers)


def test_a_task_that_goes_is_waited_for_by_nobody() -> None:
    plan = changing.without_task(stored(PLAN), "sovi")
    assert not any("sovi" in task.after for task in plan.tasks)
    assert not faults(plain(plan))


def test_tasks_are_moved_within_bounds() -> None:
    plan = stored(PLAN)
    assert TASK.moved is not None
    assert [task.key for task in TASK.moved(plan, "avaa", -1).tasks][:2] == ["avaa", "sovi"]
    assert TASK.moved(plan, "sovi", -1) == plan
    assert TASK.moved(plan, "poissa", 1) == plan


def test_new_tasks_get_keys_that_no_other_has() -> None:
    plan = changing.appended(stored(PLAN), ["Sovi", "Sovi", "  !!"], "fi")
    assert [task.key for task in plan.tasks[4:]] == ["sovi-2", "sovi-3", "task"]


def test_versions_differ_in_just_what_was_changed() -> None:
    new = task_with("sovi", check={"fi": "Kaikki ovat allekirjoittaneet."})
    told = differences({"plan": PLAN}, {"plan": new}, "fi")
    assert [(one.label, one.new) for one in told] == [
        ("Sovi vastuut · Mistä tietää, että onnistui (Suomi)", "Kaikki ovat allekirjoittaneet."),
        ("Sovi vastuut · Mistä tietää, että onnistui (Svenska)", ""),
    ]
    turned = plan_with(tasks=[*PLAN["tasks"][1:], PLAN["tasks"][0]])
    assert [one.label for one in differences({"plan": PLAN}, {"plan": turned}, "sv")] == ["Uppgifternas ordning"]
    assert not differences({"plan": PLAN}, {"plan": PLAN}, "fi")


def test_the_plan_as_markdown_tells_questions_variants_and_tasks() -> None:
    told = PlanStructure().markdown({"plan": PLAN}, "sv")
    assert "**Har bokningssystemet ett gränssnitt?**" in told
    assert "- Ja → Vem bokar?" in told
    assert "### 2. Öppna gränssnittet" in told
    assert "**Måste göras först:** 1" in told
    assert "Toimittaja avaa rajapinnan" not in told  # told in Swedish where there is Swedish
    assert "Suoraan oikeaan kohtaan." in told  # and in Finnish where there is none


def test_search_finds_what_stands_in_the_plan() -> None:
    told = PlanStructure().words({"plan": PLAN})
    assert "Toimittaja avaa rajapinnan." in told["fi"]
    assert "Avtala om ansvar" in told["sv"]


def test_a_content_file_with_a_fault_in_its_plan_names_the_place() -> None:
    told = task_with("sovi", after=["linkita"])
    told["questions"] = []
    with pytest.raises(ValueError, match="circle: Sovi vastuut"):
        PlanStructure().unfold({"plan": told})
    with pytest.raises(ValueError, match="plan is missing"):
        PlanStructure().unfold({})
