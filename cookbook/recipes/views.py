"""What the templates of recipes read."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from cookbook.projects.views import Progress
from ideabank.linking.views import LinkRow
from ideabank.pieces.views import PiecePage
from ideabank.reading.views.lists import ListPage
from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Go, Label, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One task as it is read. `waits` lead to the tasks that must be done first; `is_out`: the variant chosen does without it.

    `state` is where the reader's own team is with it, when it has a checklist; `edit` is empty for readers.
    """

    key: str
    number: int
    name: Text
    who: Text
    how_html: Text
    outcome: Text
    check: Text
    waits: tuple[Go, ...] = ()
    after: str = ""
    variants: tuple[Text, ...] = ()
    relies: tuple[LinkRow, ...] = ()
    is_out: bool = False
    is_open: bool = False
    state: Label | None = None
    edit: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """All tasks of the recipe, `count` of them in the variant chosen. `variant` is empty while none is."""

    tasks: tuple[TaskView, ...]
    count: int
    variant: Text
    open_all: str
    edits: tuple[Go, ...] = ()
    fork: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that has been answered; `change` leads back to it."""

    question: Text
    answer: Text
    change: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer one can give."""

    text: Text
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where the reader is among the questions: what is answered, what is asked now, or the variant it has led to."""

    answered: tuple[Answered, ...] = ()
    question: Text = Text()
    help: Text = Text()
    offers: tuple[Offer, ...] = ()
    variant: Text = Text()
    variant_text: Text = Text()
    here: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The recipe this one was made from; `moved` when that has changed since."""

    card: Card
    moved: bool
    compare: str


@dataclass(frozen=True, slots=True)
class Running:
    """A checklist that a team of the reader's has made of this recipe. `next` is what it goes on with; None when all has ended."""

    title: Text
    url: str
    progress: Progress
    next: Go | None
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where the work begins: what it takes, what comes out, the questions, and the checklist to start or to go on with.

    `count` of the `total` tasks are in the variant chosen. `start` is empty where no checklist can be begun.
    """

    version: int
    count: int
    total: int
    decision: Decision | None
    platforms: tuple[LinkRow, ...]
    before_html: Text
    outcomes: tuple[Text, ...]
    start: str
    running: tuple[Running, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When to use the recipe, and when not to."""

    yes_html: Text
    no_html: Text


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One field report: how it went, in whose words, with which version."""

    url: str
    outcome: Label
    because: Text
    where: Go | None
    county: str
    at: dt.datetime | None
    revision: int
    is_older: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Both kinds with equal weight, and the figures."""

    worked: tuple[ReportRow, ...] = ()
    failed: tuple[ReportRow, ...] = ()
    organisations: int = 0
    tell: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """A solution that meets a need behind the recipe, and how well it does at best."""

    card: Card
    fit: Label
    needs: int


@dataclass(frozen=True, slots=True)
class Behind:
    """The needs behind a recipe, the proposals it carries out, and the solutions that meet these needs."""

    needs: tuple[LinkRow, ...]
    proposals: tuple[LinkRow, ...]
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """The requirements that a recipe fulfils; `checklist` gives them as a file for a tender."""

    rows: tuple[LinkRow, ...]
    checklist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeView:
    """The recipe's own parts of its page, in the order in which they are read; None where there is nothing to show."""

    bench: Bench
    when: When | None
    tasks: TaskList
    risks_html: Text
    behind: Behind | None
    fulfilled: Fulfilled | None
    reports: Reports
    projects: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What one may want to do, and how many recipes tell how."""

    name: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class CookbookPage(ListPage):
    """The cookbook's own list: by wish first. /fi/recipes"""

    template: ClassVar[str] = "recipes/list.html"
    wishes: tuple[Wish, ...]
    ways: tuple[Go, ...]


@dataclass(frozen=True, kw_only=True)
class TaskPage(PiecePage):
    """The form of one task of a recipe, with what it relies on."""

    template: ClassVar[str] = "recipes/task_form.html"
    relies: tuple[LinkRow, ...] = ()
    add_link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One question or variant on the page of decisions."""

    name: Text
    url: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionsPage(Page):
    """The questions and variants of a recipe, to be changed one by one."""

    template: ClassVar[str] = "recipes/decisions.html"
    kind: str
    entry_title: Text
    back: str
    questions: tuple[Row, ...]
    variants: tuple[Row, ...]
    new_question: str
    new_variant: str
    unreached: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionPage(PiecePage):
    """The form of one question: rows of answers and where each leads."""

    template: ClassVar[str] = "recipes/question_form.html"
    rows: tuple[int, ...]
    goals: tuple[tuple[str, str], ...]
    is_first: bool
