"""What the templates of projects read."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ideabank.pieces.views import PiecePage
from ideabank.reading.views.changes import DiffField
from ideabank.reading.views.lists import ListPage
from ideabank.visit.views import Card, Field
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task of the checklist. `assignee`, `note`, `action` and `edit` are empty for who is not of the team."""

    id: int
    code: str
    number: int
    name: Text
    state: Label
    waits: tuple[Go, ...] = ()
    assignee: str = ""
    note: Text = Text()
    who: Text = Text()
    how_html: Text = Text()
    outcome: Text = Text()
    check: Text = Text()
    action: str = ""
    edit: str = ""
    at: dt.datetime | None = None
    is_own: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """The tasks of one recipe, or the team's own. `report` leads to telling how it went, `decide` to questions not answered yet."""

    title: Text
    url: str
    version: int
    rows: tuple[TaskRow, ...]
    report: str = ""
    decide: str = ""
    variant: Text = Text()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: counts by state, and the boxes of the drawing as (x, width, state)."""

    done: int
    doing: int
    todo: int
    skipped: int
    total: int
    percent: int
    boxes: tuple[tuple[float, float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """A project's own part of its page."""

    parts: tuple[Part, ...]
    progress: Progress
    is_team: bool
    is_open: bool
    states: tuple[Choice, ...] = ()
    changes: int = 0
    changes_url: str = ""
    team_url: str = ""
    publish_url: str = ""
    import_url: str = ""
    add_action: str = ""
    more_url: str = ""
    hand_on_url: str = ""
    exports: tuple[Go, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProjectsPage(ListPage):
    """One's own projects first, then the published ones. /fi/projects"""

    template: ClassVar[str] = "projects/list.html"
    mine: tuple[Card, ...]
    left: tuple[Card, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """Starting a checklist: from the recipe in the address, or from those chosen in a list (`recipe` is None)."""

    template: ClassVar[str] = "projects/start.html"
    kind: str
    recipe: Card | None
    back: str
    variant: Text
    choose: str
    action: str
    form: Form
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    button: str
    into: Card | None = None


@dataclass(frozen=True, kw_only=True)
class TaskFormPage(PiecePage):
    """One task of a checklist: who does it, where it is, what the team has noted."""

    template: ClassVar[str] = "projects/task.html"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change to take over or to leave. `what`: new, changed or gone."""

    code: str
    what: str
    name: Text
    recipe: Text
    recipe_url: str
    revision: int
    parts: tuple[DiffField, ...]


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """What has changed in the recipes, task by task."""

    template: ClassVar[str] = "projects/changes.html"
    kind: str
    entry_title: Text
    back: str
    action: str
    form: Form
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team."""

    id: int
    name: str
    since: dt.datetime | None
    is_owner: bool
    is_me: bool


@dataclass(frozen=True, kw_only=True)
class TeamPage(Page):
    """Who belongs to the team, and the link with which others join."""

    template: ClassVar[str] = "projects/team.html"
    kind: str
    entry_title: Text
    back: str
    action: str
    members: tuple[Member, ...]
    link: str = ""
    is_open: bool = False
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class FaultView:
    """What is wrong in a row of a file; `column` by its name, or empty when it is about the whole row."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, kw_only=True)
class BringPage(Page):
    """Bringing a checklist back from a spreadsheet."""

    template: ClassVar[str] = "projects/import.html"
    kind: str
    entry_title: Text
    back: str
    action: str
    form: Form
    faults: tuple[FaultView, ...] = ()
