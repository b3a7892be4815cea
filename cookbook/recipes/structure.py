"""The plan of a recipe as the kernel asks it: what is wrong, its words for search, its tasks, what changed, and its Markdown."""

import dataclasses
from collections.abc import Iterator, Mapping

from cookbook.recipes import changing, comparing
from cookbook.recipes.comparing import PARTS
from cookbook.recipes.plan import TOLD, Plan, Question, Task, Variant, passages_of, plain, words_of
from cookbook.recipes.reading import read, stored
from ideabank.entries.multilingual import in_language, names_in
from ideabank.entries.problem import Problem
from ideabank.entries.structure import (
    Begun,
    Details,
    Difference,
    Passage,
    Pieces,
    Read,
    Structure,
    Unfolded,
    moved_in,
    put_in,
)
from ideabank.i18n import LANGUAGES, N_, Words
from ideabank.text.plain import Json

TASKS_FIRST = N_("Write at least one task, one a line. You can change and add to them later.")
_TASKS = Words("Tehtävät", "Uppgifter", "Tasks")
_DECIDE = Words("Päätä ensin", "Bestäm först", "Decide first")
_VARIANTS = Words("Vaihtoehdot", "Alternativ", "Variants")


TASK = Pieces[Plan, Task](
    code="tasks",
    listed=lambda plan: plan.tasks,
    put=Plan.with_task,
    without=changing.without_task,
    moved=lambda plan, key, by: dataclasses.replace(plan, tasks=moved_in(plan.tasks, key, by)),
)
QUESTION = Pieces[Plan, Question](
    code="questions",
    listed=lambda plan: plan.questions,
    put=lambda plan, question: dataclasses.replace(plan, questions=put_in(plan.questions, question)),
    without=changing.without_question,
)
VARIANT = Pieces[Plan, Variant](
    code="variants",
    listed=lambda plan: plan.variants,
    put=lambda plan, variant: dataclasses.replace(plan, variants=put_in(plan.variants, variant)),
    without=changing.without_variant,
)


class PlanStructure(Structure[Plan]):
    """The plan of a recipe: decisions first, then variants, then tasks."""

    field = "plan"
    has_places = True
    pieces = (TASK, QUESTION, VARIANT)

    def read(self, details: Details) -> Read[Plan]:
        plan, wrong = read(details.get("plan") or {})
        return Read(plan, tuple(wrong))

    def stored(self, details: Details) -> Plan:
        return stored(details.get("plan"))

    def plain(self, value: Plan) -> Json:
        return plain(value)

    def words(self, details: Details) -> Mapping[str, str]:
        return words_of(self.stored(details))

    def passages(self, details: Details, language: str) -> Iterator[Passage]:
        """Question by question, variant by variant, task by task."""
        return passages_of(self.stored(details), language)

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        """Keys and names of the tasks, in order. Nothing else of the plan is read."""
        plan = details.get("plan") or {}
        return names_in(plan.get("tasks"), language)

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        return comparing.differences(old, new, language)

    def markdown(self, details: Details, language: str) -> str:
        return _markdown(self.stored(details), language)

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """The plan that lines of text begin, a task a line."""
        lines = [tidy for line in text.splitlines() if (tidy := " ".join(line.lstrip("-*# ").split()))]
        if not lines:
            return Begun(plain(Plan()), (Problem("plan", TASKS_FIRST),))
        data = plain(changing.appended(Plan(), lines, language))
        return Begun(data, tuple(Problem("plan", one.message, one.values) for one in read(data)[1]))

    def unfold(self, meta: Details) -> Unfolded:
        """What a content file's `plan`, `requirements` and `helps` add. Raises ValueError that names the place."""
        told = meta.get("plan")
        if not isinstance(told, dict):
            raise ValueError("plan is missing")
        data = {
            "questions": [_question(one) for one in told.get("questions") or ()],
            "variants": list(told.get("variants") or ()),
            "tasks": [
                {name: value for name, value in one.items() if name != "relies_on"} for one in told.get("tasks") or ()
            ],
        }
        plan, wrong = read(data)
        if wrong:
            raise ValueError(f"{wrong[0].place}: {wrong[0].message % wrong[0].values}")
        found = [{"to": f"requirement/{key}", "relation": "fulfils"} for key in meta.get("requirements") or ()]
        found += [
            {"to": f"{'proposal' if str(key).startswith('PK') else 'usecase'}/{key}", "relation": "helps"}
            for key in meta.get("helps") or ()
        ]
        found += [
            {"to": f"solution/{key}", "relation": "relies-on", "anchor": task["key"]}
            for task in told.get("tasks") or ()
            for key in task.get("relies_on") or ()
        ]
        return Unfolded({"plan": plain(plan)}, tuple(found))


def _question(one: Details) -> Json:
    answers = [
        {
            "key": answer.get("key"),
            "text": {language: answer[language] for language in LANGUAGES if answer.get(language)},
            "to": answer.get("to") or "",
            "variant": answer.get("variant") or "",
        }
        for answer in one.get("answers") or ()
    ]
    return {"key": one.get("key"), "text": one.get("text"), "help": one.get("help") or {}, "answers": answers}


def _markdown(plan: Plan, lang: str) -> str:
    """The plan as Markdown, for the twin of the page."""
    parts: list[str] = []
    if plan.questions:
        parts.append(f"## {_DECIDE[lang]}")
        for question in plan.questions:
            parts.append(f"**{in_language(question.text, lang)}**")
            parts.append(
                "\n".join(
                    f"- {in_language(one.text, lang)} → {_goal(plan, one.to, one.variant, lang)}"
                    for one in question.answers
                )
            )
    if plan.variants:
        parts.append(f"## {_VARIANTS[lang]}")
        parts += [f"**{in_language(one.name, lang)}** {in_language(one.text, lang)}".strip() for one in plan.variants]
    if plan.tasks:
        parts.append(f"## {_TASKS[lang]}")
    for number, task in enumerate(plan.tasks, 1):
        parts.append(f"### {number}. {in_language(task.name, lang)}")
        for name in (name for name in TOLD if name not in ("name", "how")):
            if words := in_language(getattr(task, name), lang):
                parts.append(f"**{PARTS[name][lang]}:** {words}")
        waits = [str(place) for place, one in enumerate(plan.tasks, 1) if one.key in task.after]
        if waits:
            parts.append(f"**{PARTS['after'][lang]}:** {', '.join(waits)}")
        if task.variants:
            names = ", ".join(in_language(one.name, lang) for one in plan.variants if one.key in task.variants)
            parts.append(f"**{PARTS['variants'][lang]}:** {names}")
        parts.append(in_language(task.how, lang))
    return "\n\n".join(part for part in parts if part)


def _goal(plan: Plan, question: str, variant: str, lang: str) -> str:
    asked, named = plan.question(question), plan.variant(variant)
    return in_language(asked.text, lang) if asked else in_language(named.name, lang) if named else ""
