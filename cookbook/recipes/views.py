"""What the templates of recipes read."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ideabank.linking.views import LinkRow
from ideabank.pieces.views import PiecePage
from ideabank.reading.views.lists import ListPage
from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Go, Label, Text


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task as it is read. `waits` lead to the tasks that must be done first; `edit` is empty for readers."""

    key: str
    number: int
    name: Text
    who: Text
    how_html: Text
    outcome: Text
    check: Text
    waits: tuple[Go, ...] = ()
    variants: tuple[Text, ...] = ()
    relies: tuple[LinkRow, ...] = ()
    edit: str = ""
    link: str = ""


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
class Origin:
    """The recipe this one was made from; `moved` when that has changed since."""

    card: Card
    moved: bool
    compare: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeView:
    """The recipe's own part of its page."""

    version: int
    keeper: str
    contents: tuple[Go, ...]
    decision: Decision | None
    tasks: tuple[TaskView, ...]
    hidden_tasks: int
    all_tasks: str
    when_html: Text
    when_not_html: Text
    preconditions_html: Text
    risks_html: Text
    reports: Reports
    needs: tuple[LinkRow, ...]
    proposals: tuple[LinkRow, ...]
    requirements: tuple[LinkRow, ...]
    platforms: tuple[LinkRow, ...]
    reaches: tuple[Reach, ...]
    projects: tuple[LinkRow, ...]
    origin: Origin | None
    start: str
    fork: str
    edits: tuple[Go, ...]
    checklist: str


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
