"""The tasks of a recipe as its page shows them: all of them, those outside the chosen variant marked."""

import dataclasses

from cookbook.recipes.plan import Plan, Task
from cookbook.recipes.views import TaskList, TaskView
from cookbook.recipes.ways import Way
from cookbook.recipes.words import here, may_change, shown_markdown, words_of
from ideabank.linking.rules import may_link
from ideabank.linking.views import LinkRow
from ideabank.visit import rules
from ideabank.visit.cards import sub_url
from ideabank.visit.parts import Showing
from ideabank.web.parts import Go, Label, Text

ALL = "all"


@dataclasses.dataclass(frozen=True)
class Work:
    """What all tasks of one page are told from: the plan, those of the chosen way, what they rely on, and how far the team is."""

    plan: Plan
    way: Way
    tasks: tuple[Task, ...]
    platforms: tuple[LinkRow, ...]
    states: dict[str, Label]

    @property
    def numbers(self) -> dict[str, int]:
        """A task bears the same number in every variant."""
        return {task.key: number for number, task in enumerate(self.plan.tasks, 1)}


def task_list(showing: Showing, work: Work) -> TaskList:
    """Every task on its line, opened by need: one by one, or all when that is asked for."""
    asked, may = showing.visit.arg("open") == ALL, showing.once(may_change)
    return TaskList(
        tasks=tuple(_task(showing, work, task, is_open=asked) for task in work.plan.tasks),
        count=len(work.tasks),
        variant=words_of(showing, work.way.variant.name) if work.way.variant else Text(),
        open_all="" if asked else here(showing, way=work.way.code, open=ALL) + "#tasks",
        edits=_edits(showing) if may else (),
        fork=_fork(showing),
    )


def _task(showing: Showing, work: Work, task: Task, *, is_open: bool) -> TaskView:
    how = words_of(showing, task.how)
    waits = [one for one in work.tasks if one.key in task.after]
    return TaskView(
        key=task.key,
        number=work.numbers[task.key],
        name=words_of(showing, task.name),
        who=words_of(showing, task.who),
        how_html=showing.mark_html(Text(shown_markdown(how.value), how.lang)) if how else Text(),
        outcome=showing.mark(words_of(showing, task.outcome)),
        check=showing.mark(words_of(showing, task.check)),
        waits=tuple(_go(showing, work, one) for one in waits),
        after=", ".join(str(work.numbers[one.key]) for one in waits),
        variants=tuple(words_of(showing, one.name) for one in work.plan.variants if one.key in task.variants),
        relies=tuple(row for row in work.platforms if row.anchor == task.key),
        is_out=task not in work.tasks,
        is_open=is_open,
        state=work.states.get(task.key),
        **_addresses(showing, task),
    )


def _go(showing: Showing, work: Work, task: Task) -> Go:
    name = words_of(showing, task.name)
    return Go(f"{work.numbers[task.key]}. {name.value}", f"#task-{task.key}", name.lang)


def _addresses(showing: Showing, task: Task) -> dict[str, str]:
    """Where whoever may changes the task, and says what it relies on."""
    if not showing.once(may_change):
        return {}
    visit, entry = showing.visit, showing.found.entry
    link = sub_url(visit, entry, "links:new", kind="solution", anchor=task.key) if may_link(visit.viewer) else ""
    return {"edit": sub_url(visit, entry, "tasks:edit", task=task.key), "link": link}


def _edits(showing: Showing) -> tuple[Go, ...]:
    visit, entry, _ = showing.visit, showing.found.entry, showing.visit.translator
    return (
        Go(_("Add tasks"), sub_url(visit, entry, "tasks:new")),
        Go(_("Questions and variants"), sub_url(visit, entry, "decisions")),
    )


def _fork(showing: Showing) -> str:
    visit, it = showing.visit, showing.found
    return sub_url(visit, it.entry, "fork") if rules.may_tell(visit.viewer, it.kind) else ""
