"""What the front page, the page for newcomers and the prose templates read."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Go, Label, Text
from segments.sheets.views.sheet import Curve


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that leads to the list it counts."""

    label: Label
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """The needs of one theme: a dot for so many of them, met, partly and unmet in this order; `unmet` leads to those without a solution."""

    theme: Go
    dots: tuple[str, ...]
    states: tuple[Figure, ...]
    unmet: Figure
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How needs are met, by theme, the most unmet first; `worth`: how many needs a dot stands for."""

    rows: tuple[ThemeRow, ...]
    totals: tuple[Figure, ...]
    total: int
    worth: int


@dataclass(frozen=True, slots=True)
class Door:
    """A way in for one role. `code` is the place on the page for newcomers, `kind` its glyph and hue."""

    code: str
    kind: str
    name: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A kind in the chain from groups to recipes, and how many links join its entries to needs (0 at the needs themselves)."""

    kind: str
    count: int
    name: str
    url: str
    links: int


@dataclass(frozen=True, slots=True)
class News:
    """Something that somebody has just done with an entry."""

    card: Card
    what: str
    glyph: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step of the path: its feeling in words, and how well the needs that arise there are met."""

    number: int
    name: Text
    feeling: str
    met: Label | None


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """One path as a curve over its steps. `gaps`: steps with a need that nothing meets."""

    card: Card
    steps: tuple[DrawnStep, ...]
    curve: Curve | None
    gaps: int
    width: int


@dataclass(frozen=True, kw_only=True)
class FrontPage(Page):
    """The first page, /fi/."""

    template: ClassVar[str] = "overview/front.html"
    public: ClassVar[bool] = True
    tell: str
    begin: str
    coverage: Coverage
    doors: tuple[Door, ...]
    chain: tuple[ChainLink, ...]
    supported: tuple[Card, ...]
    supported_url: str
    waiting: tuple[Card, ...]
    waiting_url: str
    unmet: int
    news: tuple[News, ...]
    path: DrawnPath | None


@dataclass(frozen=True, slots=True)
class Beginning:
    """What one role can do here: the door, the words, and the first steps as links."""

    door: Door
    html: Text
    steps: tuple[Go, ...]


@dataclass(frozen=True, kw_only=True)
class BeginPage(Page):
    """Where to begin, by role. /fi/begin"""

    template: ClassVar[str] = "overview/begin.html"
    public: ClassVar[bool] = True
    intro_html: Text
    beginnings: tuple[Beginning, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that are `pressed`, any of them, and what that does."""

    pressed: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that work in one place."""

    where: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, kw_only=True)
class KeysPage(Page):
    """Which keys there are, at /fi/keys."""

    template: ClassVar[str] = "pages/keys.html"
    groups: tuple[KeyGroup, ...]


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """A page of prose."""

    template: ClassVar[str] = "pages/text.html"
    public: ClassVar[bool] = True
    html: Text
