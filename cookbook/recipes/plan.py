"""The plan of a recipe as values: the questions that lead to a variant, and the tasks in order.

Plain data (JSON, the column `plan`):

    {"questions": [{"key", "text": {language: words}, "help": {…}, "answers": [{"key", "text": {…}, "to": question, "variant": key}]}],
     "variants": [{"key", "name": {…}, "text": {…}}],
     "tasks": [{"key", "name": {…}, "who": {…}, "how": {…}, "outcome": {…}, "check": {…}, "after": [keys], "variants": [keys]}]}

An answer leads on to a question (`to`) or ends in a variant. The first question is where one begins. A task without variants is
done in all of them. `how` is Markdown; all else is one line.
"""

import dataclasses
from collections.abc import Iterator

from ideabank.entries.multilingual import Multilingual
from ideabank.entries.structure import Passage
from ideabank.text.plain import Json

TOLD = ("name", "who", "how", "outcome", "check")


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its words, and where it leads: to another question or to a variant."""

    key: str
    text: Multilingual
    to: str = ""
    variant: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A decision to make before the work begins."""

    key: str
    text: Multilingual
    help: Multilingual = dataclasses.field(default_factory=dict)
    answers: tuple[Answer, ...] = ()

    def answer(self, key: str) -> Answer | None:
        return next((one for one in self.answers if one.key == key), None)


@dataclasses.dataclass(frozen=True, slots=True)
class Variant:
    """One way to do it."""

    key: str
    name: Multilingual
    text: Multilingual = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """One piece of the work. Its key stays when it is renamed or moved: links and projects point at it."""

    key: str
    name: Multilingual
    who: Multilingual = dataclasses.field(default_factory=dict)
    how: Multilingual = dataclasses.field(default_factory=dict)
    outcome: Multilingual = dataclasses.field(default_factory=dict)
    check: Multilingual = dataclasses.field(default_factory=dict)
    after: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan."""

    questions: tuple[Question, ...] = ()
    variants: tuple[Variant, ...] = ()
    tasks: tuple[Task, ...] = ()

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)

    def variant(self, key: str) -> Variant | None:
        return next((one for one in self.variants if one.key == key), None)

    def task(self, key: str) -> Task | None:
        return next((one for one in self.tasks if one.key == key), None)

    def tasks_of(self, variant: str) -> tuple[Task, ...]:
        """The tasks that are done in one variant; all of them without one."""
        return tuple(task for task in self.tasks if not (variant and task.variants) or variant in task.variants)

    def with_task(self, task: Task) -> "Plan":
        """The same with the task of this key replaced."""
        return dataclasses.replace(self, tasks=tuple(task if one.key == task.key else one for one in self.tasks))


def plain(plan: Plan) -> Json:
    """The plan as plain data; `reading.read` gives the same plan back."""
    return {
        "questions": [
            {
                "key": question.key,
                "text": question.text,
                "help": question.help,
                "answers": [dataclasses.asdict(answer) for answer in question.answers],
            }
            for question in plan.questions
        ],
        "variants": [dataclasses.asdict(variant) for variant in plan.variants],
        "tasks": [plain_task(task) for task in plan.tasks],
    }


def plain_task(task: Task) -> Json:
    """One task as plain data."""
    return {**dataclasses.asdict(task), "after": list(task.after), "variants": list(task.variants)}


def words_of(plan: Plan) -> dict[str, str]:
    """Everything that is told in the plan by language, for search."""
    found: dict[str, list[str]] = {}
    for told in _everything(plan):
        for language, words in told.items():
            found.setdefault(language, []).append(words)
    return {language: "\n".join(words) for language, words in found.items()}


def passages_of(plan: Plan, language: str) -> Iterator[Passage]:
    """What each question, variant and task tells in one language, under its name."""
    for name, told in _pieces(plan):
        yield Passage(name.get(language, ""), " · ".join(words for one in told if (words := one.get(language))))


def _everything(plan: Plan) -> Iterator[Multilingual]:
    for name, told in _pieces(plan):
        yield from (name, *told)


def _pieces(plan: Plan) -> Iterator[tuple[Multilingual, tuple[Multilingual, ...]]]:
    """(name, what else is told) of every piece."""
    for question in plan.questions:
        yield question.text, (question.help, *(answer.text for answer in question.answers))
    for variant in plan.variants:
        yield variant.name, (variant.text,)
    for task in plan.tasks:
        yield task.name, tuple(getattr(task, name) for name in TOLD if name != "name")


def circle(after: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The first circle in a map of what must come before what, as keys in order; empty when there is none."""
    done: set[str] = set()
    for start in after:
        way: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(after.get(start, ())))]
        while stack:
            key, rest = stack[-1]
            if not way or way[-1] != key:
                way.append(key)
            following = next((one for one in rest if one in after and one not in done), None)
            if following is None:
                done.add(key)
                way.pop()
                stack.pop()
            elif following in way:
                return tuple(way[way.index(following) :])
            else:
                stack.append((following, iter(after[following])))
    return ()
