"""Reading plain data into a plan: everything that is wrong is named by the task or question it is about."""

from collections.abc import Iterator, Mapping
from typing import Any

from cookbook.recipes.plan import TOLD, Answer, Plan, Question, Task, Variant, circle
from ideabank.entries.multilingual import KEY, Multilingual, in_language, read_multilingual
from ideabank.entries.problem import Problem
from ideabank.entries.structure import twice
from ideabank.i18n import LANGUAGES, N_

MOST_TASKS, MOST_QUESTIONS, MOST_ANSWERS, MOST_VARIANTS = 60, 20, 8, 12
LIMITS = {"name": 120, "who": 160, "how": 3_000, "outcome": 400, "check": 400, "text": 300, "help": 400}
VARIANT_LIMIT = 600

NOT_A_PLAN = N_("This is not a plan as Ideabank writes them.")
TOO_MANY_TASKS = N_("There are %(count)d tasks; there may be %(most)d. Divide this into several recipes.")
TOO_MANY = N_("There are %(count)d of these in one place; there may be %(most)d.")
NO_KEY = N_("%(name)s cannot be a key: use small letters a to z, digits and hyphens.")
NO_TASK_NAME = N_("Tell in a few words what is done in this task.")
NO_QUESTION = N_("Write the question.")
NO_VARIANT_NAME = N_("Give this variant a name.")
NO_ANSWERS = N_("The question “%(name)s” needs at least two answers, else there is nothing to decide.")
NO_WORDS = N_("Write the answer in words.")
LEADS_NOWHERE = N_("Choose where the answer “%(name)s” leads: to a question or to a variant.")
NO_SUCH_QUESTION = N_("There is no question %(name)s.")
NO_SUCH_VARIANT = N_("There is no variant %(name)s.")
NO_SUCH_TASK = N_("There is no task %(name)s to wait for.")
QUESTION_CIRCLE = N_("These questions would lead in a circle: %(names)s.")
TASK_CIRCLE = N_("These tasks would wait for each other in a circle: %(names)s. Take one of the waits away.")


class Reader:
    """Reads plain data; `problems` gathers what is wrong while as much as possible is understood.

    `is_checked`: the words were looked through when they were saved, and are not again at every view of a page.
    """

    def __init__(self, *, is_checked: bool = False) -> None:
        self.is_checked = is_checked
        self.problems: list[Problem] = []

    def plan(self, data: Any) -> Plan:
        """The plan in the data; what is wrong lies in `problems`."""
        if not isinstance(data, dict) or not all(isinstance(one, list) for one in data.values()):
            self.problems.append(Problem("", NOT_A_PLAN))
            return Plan()
        tasks = data.get("tasks") or []
        if len(tasks) > MOST_TASKS:
            self.problems.append(Problem("", TOO_MANY_TASKS, {"count": len(tasks), "most": MOST_TASKS}))
            return Plan()
        plan = Plan(
            tuple(self._question(one) for one in self._few(data.get("questions"), MOST_QUESTIONS)),
            tuple(self._variant(one) for one in self._few(data.get("variants"), MOST_VARIANTS)),
            tuple(self.task(one) for one in tasks),
        )
        if not self.is_checked:
            self.problems += problems_of(plan)
        return plan

    def task(self, data: Any) -> Task:
        """One task."""
        one = self._map(data)
        key = self._key(one.get("key"))
        told = {name: self.told(one.get(name), name, key) for name in TOLD}
        return Task(key, **told, after=self._keys(one.get("after"), key), variants=self._keys(one.get("variants"), key))

    def told(self, data: Any, name: str, place: str, limit: int = 0) -> Multilingual:
        """Words by language."""
        if self.is_checked:
            return {language: data[language] for language in LANGUAGES if (data or {}).get(language)}
        found, wrong = read_multilingual(data, limit or LIMITS[name], lines=name == "how")
        self.problems += [Problem(name, message, values, place) for message, values in wrong]
        return found

    def _question(self, data: Any) -> Question:
        one = self._map(data)
        key = self._key(one.get("key"))
        answers = tuple(self._answer(answer, key) for answer in self._few(one.get("answers"), MOST_ANSWERS))
        return Question(key, self.told(one.get("text"), "text", key), self.told(one.get("help"), "help", key), answers)

    def _answer(self, data: Any, place: str) -> Answer:
        one = self._map(data)
        text = self.told(one.get("text"), "text", place)
        return Answer(self._key(one.get("key")), text, str(one.get("to") or ""), str(one.get("variant") or ""))

    def _variant(self, data: Any) -> Variant:
        one = self._map(data)
        key = self._key(one.get("key"))
        return Variant(
            key, self.told(one.get("name"), "name", key), self.told(one.get("text"), "text", key, VARIANT_LIMIT)
        )

    def _few(self, data: Any, most: int) -> list[Any]:
        if data is not None and not isinstance(data, list):
            self.problems.append(Problem("", NOT_A_PLAN))
            return []
        if data and len(data) > most:
            self.problems.append(Problem("", TOO_MANY, {"count": len(data), "most": most}))
            return []
        return data or []

    def _map(self, data: Any) -> Mapping[str, Any]:
        if isinstance(data, dict):
            return data
        self.problems.append(Problem("", NOT_A_PLAN))
        return {}

    def _key(self, value: Any) -> str:
        if isinstance(value, str) and KEY.fullmatch(value):
            return value
        self.problems.append(Problem("", NO_KEY, {"name": str(value)[:40]}))
        return "x"

    def _keys(self, data: Any, place: str) -> tuple[str, ...]:
        if data is None or (isinstance(data, list) and all(isinstance(one, str) for one in data)):
            return tuple(dict.fromkeys(data or ()))
        self.problems.append(Problem("", NOT_A_PLAN, {}, place))
        return ()


def read(data: Any) -> tuple[Plan, list[Problem]]:
    """The plan in plain data and everything that is wrong with it."""
    reader = Reader()
    return reader.plan(data), reader.problems


def stored(data: Any) -> Plan:
    """A plan that was checked when it was saved."""
    return Reader(is_checked=True).plan(data or {})


def problems_of(plan: Plan) -> Iterator[Problem]:
    """What is wrong with the parts together."""
    for keys in (
        [one.key for one in plan.tasks],
        [one.key for one in plan.questions],
        [one.key for one in plan.variants],
    ):
        yield from twice(keys)
    for question in plan.questions:
        yield from _question_problems(plan, question)
    for variant in plan.variants:
        if not variant.name:
            yield Problem("name", NO_VARIANT_NAME, {}, variant.key)
    for task in plan.tasks:
        yield from _task_problems(plan, task)
    leads = {one.key: tuple(answer.to for answer in one.answers if answer.to) for one in plan.questions}
    if found := circle(leads):
        names = " → ".join(
            in_language((plan.question(key) or Question(key, {})).text, "") or key for key in (*found, found[0])
        )
        yield Problem("answers", QUESTION_CIRCLE, {"names": names}, found[0])
    if found := circle({task.key: task.after for task in plan.tasks}):
        names = " → ".join(
            in_language((plan.task(key) or Task(key, {})).name, "") or key for key in reversed((*found, found[0]))
        )
        yield Problem("after", TASK_CIRCLE, {"names": names}, found[0])


def _question_problems(plan: Plan, question: Question) -> Iterator[Problem]:
    if not question.text:
        yield Problem("text", NO_QUESTION, {}, question.key)
    if len(question.answers) < 2:
        yield Problem("answers", NO_ANSWERS, {"name": in_language(question.text, "") or question.key}, question.key)
    yield from twice((answer.key for answer in question.answers), field="answers", place=question.key)
    for answer in question.answers:
        if not answer.text:
            yield Problem("answers", NO_WORDS, {}, question.key)
        if bool(answer.to) == bool(answer.variant):
            name = in_language(answer.text, "") or answer.key
            yield Problem("answers", LEADS_NOWHERE, {"name": name}, question.key)
        elif answer.to and plan.question(answer.to) is None:
            yield Problem("answers", NO_SUCH_QUESTION, {"name": answer.to}, question.key)
        elif answer.variant and plan.variant(answer.variant) is None:
            yield Problem("answers", NO_SUCH_VARIANT, {"name": answer.variant}, question.key)


def _task_problems(plan: Plan, task: Task) -> Iterator[Problem]:
    if not task.name:
        yield Problem("name", NO_TASK_NAME, {}, task.key)
    for key in task.after:
        if plan.task(key) is None:
            yield Problem("after", NO_SUCH_TASK, {"name": key}, task.key)
    for key in task.variants:
        if plan.variant(key) is None:
            yield Problem("variants", NO_SUCH_VARIANT, {"name": key}, task.key)
