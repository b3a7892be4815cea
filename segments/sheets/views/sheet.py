"""What the templates of sheets read."""

from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.attachments.views import AttachmentView
from ideabank.linking.views import LinkRow
from ideabank.visit.views import Card, FaultRow
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Text
from segments.sheets.rings import Rings


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in a cell. `level` says how well it is known."""

    text: Text
    level: Label
    source: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell. `feeling` is (value, its name); `edit` leads to the form of this cell."""

    lane: str
    name: str
    findings: tuple[Finding, ...] = ()
    choices: tuple[str, ...] = ()
    feeling: Label | None = None
    word: Text = Text()
    edit: str = ""
    in_place: str = ""
    move: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.findings or self.choices or self.feeling)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One step or group. `met` is the worst of the needs that arise there."""

    key: str
    number: int
    name: Text
    stage: Text = Text()
    first_of_stage: bool = False
    cells: tuple[CellView, ...] = ()
    needs: tuple[LinkRow, ...] = ()
    answers: tuple[LinkRow, ...] = ()
    met: Label | None = None
    edit: str = ""
    place: str = ""
    link_need: str = ""
    link_answer: str = ""

    @property
    def feeling(self) -> Label | None:
        return next((cell.feeling for cell in self.cells if cell.feeling), None)


@dataclass(frozen=True, slots=True)
class LaneView:
    """One row's head: the row is the cells at `place` of each step. `line` is drawn above it; `is_folded`: little or nothing stands in it."""

    code: str
    name: str
    line: str = ""
    place: int = 0
    is_folded: bool = False
    edit: str = ""


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage's head, over as many steps as it has."""

    name: Text
    span: int


@dataclass(frozen=True, slots=True)
class Point:
    """One step on the curve, in the drawing's units."""

    x: float
    y: float
    value: int
    number: int


@dataclass(frozen=True, slots=True)
class Curve:
    """How the feeling goes: `line` is an SVG path; empty with fewer than two points."""

    width: int
    height: int
    middle: float
    points: tuple[Point, ...]
    line: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fork comes from. `moved` are the steps that have changed there since, `compare` shows them."""

    card: Card
    compare: str
    moved: tuple[Text, ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """One scale: `at` is 0 to 100 from its low end to its high one."""

    name: str
    value: str
    at: int
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Traits:
    """The scales of a persona, and the segment they come from."""

    segment: Card
    scales: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class PersonaView:
    """A made-up person: a drawn portrait (`hair` is one of a few shapes), what they say, and how many of the findings are known."""

    initial: str
    hair: int
    has_glasses: bool
    quotes: tuple[Finding, ...]
    groups: tuple[CellView, ...]
    known: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A whole sheet as a page shows it. `view` is "" (by width), "table" or "cards"; `steep` is the curve for narrow screens.

    `breadth`: few, some or many steps, by which a screen can show them all at once.
    """

    type: Label
    shape: str
    intro: str = ""
    lanes: tuple[LaneView, ...]
    columns: tuple[ColumnView, ...]
    stages: tuple[StageView, ...] = ()
    curve: Curve | None = None
    steep: Curve | None = None
    rings: Rings | None = None
    persona: PersonaView | None = None
    traits: Traits | None = None
    view: str = ""
    switch: tuple[Go, ...] = ()
    met: tuple[tuple[Label, int], ...] = ()
    gaps: int = 0
    has_links: bool = False
    breadth: str = "few"
    exports: tuple[Go, ...] = ()
    edit: tuple[Go, ...] = ()
    origin: Origin | None = None
    add: str = ""
    fill: str = ""
    across: str = ""
    attachments: tuple[AttachmentView, ...] = ()

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """The glyphs that stand beside links in the table, with their words."""
        rows = [row for column in self.columns for row in (*column.needs, *column.answers)]
        fits = {f"fit-{row.fit.code}": row.fit.name for row in rows if row.fit}
        states = {f"met-{row.other.met.code}": row.other.met.name for row in rows if not row.fit and row.other.met}
        return tuple((states | fits).items())

    @property
    def open_lanes(self) -> tuple[LaneView, ...]:
        return tuple(lane for lane in self.lanes if not lane.is_folded)

    @property
    def folded_lanes(self) -> tuple[LaneView, ...]:
        return tuple(lane for lane in self.lanes if lane.is_folded)


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a step as the two sides tell it."""

    label: str
    left: Text
    right: Text
    differs: bool


@dataclass(frozen=True, slots=True)
class PairView:
    """One step side by side. `only` is "left" or "right" when the other has none."""

    name: Text
    differs: bool
    only: str = ""
    rows: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SidesPage(Page):
    """Two sheets step by step, such as /fi/paths/9/sides?with=5."""

    template: ClassVar[str] = "segments/sides.html"
    kind: str
    left: Card
    right: Card
    pairs: tuple[PairView, ...]
    changed: int
    moved: bool = False
    all: str = ""
    only_changed: bool = False
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """Taking a file in: choosing it, then (with `sheet`) what it holds or what is wrong, nothing saved yet."""

    template: ClassVar[str] = "segments/import.html"
    kind: str
    entry_title: Text | None = None
    action: str
    back: str
    form: Form = field(default_factory=Form)
    types: tuple[Choice, ...] = ()
    faults: tuple[FaultRow, ...] = ()
    sheet: SheetView | None = None
    heading: Text = Text()
    changes: tuple[tuple[str, str], ...] = ()
    is_same: bool = False
    hidden: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    file_name: str = ""
