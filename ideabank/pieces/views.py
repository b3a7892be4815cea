"""What the form of a piece reads."""

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from ideabank.visit.views import Field
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Go, Text


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a piece stands among the others. `label` is over the buttons that move it, `all` names the row."""

    label: str
    all: str
    number: int
    count: int
    previous: Go | None = None
    next: Go | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One line of a piece as somebody else has saved it: `holds` is compared, `words` are shown."""

    label: str
    holds: object
    words: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class PiecePage(Page):
    """The form of one piece, such as /fi/recipes/5/variants/links/edit. `do` is save, next, earlier or later, or a sort's own.

    `theirs`: what somebody else has saved meanwhile; the form has what this person wrote.
    `labels`: names of fields that are not among `fields`, for telling what is wrong where.
    """

    template: ClassVar[str] = "pieces/piece_form.html"
    kind: str
    entry_title: Text
    back: str
    action: str
    form: Form
    fields: tuple[Field, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    intro: str = ""
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)
    place: Place | None = None
    draft_url: str = ""
    removal: str = ""
    asks: tuple[str, ...] = ()
    theirs: tuple[tuple[str, Text], ...] = ()
    who: str = ""
