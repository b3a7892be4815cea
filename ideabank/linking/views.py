"""What the pages about one link read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.visit.views import Card
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One link as seen from this end. `fit` is None where the relation has none. `step` names the step it belongs to, if any."""

    id: int
    other_id: int
    other: Card
    fit: Label | None
    state: Label
    basis: Label
    evidence: Text = Text()
    slides: tuple[int, ...] = ()
    anchor: str = ""
    step: str = ""
    at: dt.datetime | None = None
    reason: Text = Text()
    edit: str = ""
    confirm: str = ""
    contest: str = ""
    withdraw: str = ""
    history: str = ""

    @property
    def is_judged_alone(self) -> bool:
        """Whether somebody's own judgement, without a word of why, is all there is to say of its ground."""
        settled = self.state.code != "suggested"
        return self.basis.code == "judgement" and not (self.evidence or self.slides or settled)

    @property
    def has_acts(self) -> bool:
        """Whether this person may do something with it."""
        return bool(self.edit or self.confirm or self.contest or self.withdraw)


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """All links of one relation, named from this end. `is_told`: another part of the page tells them, with all that may be done to them."""

    name: str
    kind: str
    rows: tuple[LinkRow, ...]
    relation: str = ""
    forth: bool = True
    folded: bool = False
    is_told: bool = False

    @property
    def entries(self) -> tuple[tuple[LinkRow, ...], ...]:
        """The rows of each entry at the other end together, such as one for each step of a path that it concerns."""
        found: dict[int, list[LinkRow]] = {}
        for row in self.rows:
            found.setdefault(row.other_id, []).append(row)
        return tuple(map(tuple, found.values()))


@dataclass(frozen=True, slots=True)
class Links:
    """What answers it, or whom it answers. `met` is None for kinds that cannot be met.

    `groups` are all of them; of these `answers` come first, then those of whom it `concerns`; `tail` is all the rest.
    """

    groups: tuple[LinkGroup, ...] = ()
    answers: tuple[LinkGroup, ...] = ()
    concerns: tuple[LinkGroup, ...] = ()
    tail: tuple[LinkGroup, ...] = ()
    met: Label | None = None
    add: tuple[Go, ...] = ()
    count: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether others tell all there is to tell, and this reader links nothing."""
        return bool(self.groups) and not (self.answers or self.concerns or self.tail or self.add or self.met)


@dataclass(frozen=True, kw_only=True)
class LinkFormPage(Page):
    """Changing what a link claims: how well it answers, on what grounds."""

    template: ClassVar[str] = "linking/form.html"
    this: Card
    other: Card
    action: str
    form: Form
    fits: tuple[Choice, ...] = ()
    bases: tuple[Choice, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickRow:
    """An entry that may be the other end, and what is asked about it: `fits` or one of several `relations`, whose choosing is the tick;
    neither where a tick is all; and one of its own `steps`. `lead` is what it says first."""

    number: str
    card: Card
    lead: Text
    fits: tuple[Choice, ...] = ()
    relations: tuple[Choice, ...] = ()
    steps: tuple[Choice, ...] = ()
    place: str = ""
    whole: str = ""


@dataclass(frozen=True, kw_only=True)
class PickPage(Page):
    """Linking an entry with several others at once, such as /fi/usecases/1/links/new?kind=solution. `steps` are those of the entry itself."""

    template: ClassVar[str] = "linking/pick.html"
    this: Card
    action: str
    form: Form
    rows: tuple[PickRow, ...]
    is_found: bool = False
    bases: tuple[Choice, ...] = ()
    steps: tuple[Choice, ...] = ()
    place: str = ""
    whole: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    back: str = ""

    @property
    def asks_grounds(self) -> bool:
        """Whether any of them may be said to answer, which needs grounds."""
        return any(row.fits for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class ChosenPage(Page):
    """Choosing what the entries ticked in a list are linked to, such as /fi/usecases/chosen/links?id=12&id=15."""

    template: ClassVar[str] = "linking/chosen.html"
    chosen: tuple[Card, ...]
    ids: tuple[str, ...]
    search: str
    query: str
    ends: tuple[tuple[PickRow, str], ...]
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChangeRow:
    """One change of a link, newest first."""

    at: dt.datetime
    what: str
    who: str = ""
    fit: Label | None = None
    state: Label | None = None
    evidence: Text = Text()
    reason: Text = Text()


@dataclass(frozen=True, kw_only=True)
class LinkHistoryPage(Page):
    """The life of one link."""

    template: ClassVar[str] = "linking/history.html"
    source: Card
    target: Card
    relation: str
    rows: tuple[LinkChangeRow, ...]
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class ContestPage(Page):
    """Saying that a link's claim is wrong: one field, reason."""

    template: ClassVar[str] = "linking/contest.html"
    source: Card
    row: LinkRow
    relation: str
    action: str
    form: Form = field(default_factory=Form)
    back: str = ""
