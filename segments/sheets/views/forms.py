"""What the templates of the forms of sheets read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.linking.views import LinkRow
from ideabank.pieces.views import PiecePage
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What line `number` of a field rests on."""

    number: int
    text: str
    level: Label
    source: str = ""

    @property
    def is_known(self) -> bool:
        return self.level.code != "assumption" or bool(self.source)


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What the findings of one row rest on; folded, but for what is wrong."""

    lane: str
    name: str
    rows: tuple[EvidenceRow, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class FindingsPage(PiecePage):
    """A form in which findings are told one a line. `evidence` stands below the field it is named by; `is_whole`: of a type that has no steps."""

    evidence: Mapping[str, EvidenceView] = field(default_factory=dict)
    levels: tuple[Choice, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, kw_only=True)
class StepPage(FindingsPage):
    """The form of one step or group, such as /fi/paths/5/steps/huomaa/edit, with its links."""

    template: ClassVar[str] = "segments/step_form.html"
    links: tuple[LinkRow, ...] = ()
    add_links: tuple[Go, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowPage(FindingsPage):
    """The form of one row at every step, such as /fi/paths/5/rows/pain/edit. `following`: the row one may go on to."""

    template: ClassVar[str] = "segments/row_form.html"
    following: str = ""


@dataclass(frozen=True, kw_only=True)
class CellPage(FindingsPage):
    """The form of one cell, such as /fi/paths/5/cells/huomaa/pain/edit. `spot` is the cell's id when the form stands in the table."""

    template: ClassVar[str] = "segments/cell_form.html"
    spot: str = ""


@dataclass(frozen=True, slots=True)
class TypeCard:
    """One type of artefact to choose: `code` names its drawing."""

    code: str
    name: str
    intro: str
    url: str


@dataclass(frozen=True, kw_only=True)
class TypesPage(Page):
    """The types of artefacts as cards, before the form: /fi/artefacts/new."""

    template: ClassVar[str] = "segments/types.html"
    kind: str
    intro: str
    cards: tuple[TypeCard, ...]
    bring: str
    back: str


@dataclass(frozen=True, kw_only=True)
class StagesPage(PiecePage):
    """The form of all stages, such as /fi/paths/5/stages. `moves`: the button below a field that moves its stage up."""

    template: ClassVar[str] = "segments/stages_form.html"
    moves: Mapping[str, str]
