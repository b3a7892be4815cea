"""What the pages about versions read: lists of them, comparisons, conflicts."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ideabank.web.pages import Page
from ideabank.web.parts import Text


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One saved version. `gone` says what was taken out of it; `is_empty`: there are no words left."""

    number: int
    at: dt.datetime
    who: str
    note: str = ""
    url: str = ""
    gone: str = ""
    reason: Text = Text()
    is_empty: bool = False
    remove: str = ""


@dataclass(frozen=True, kw_only=True)
class RevisionsPage(Page):
    """All versions; a GET form picks two (`from`, `to`) to compare."""

    template: ClassVar[str] = "reading/revisions.html"
    heading: Text
    back: str
    compare: str
    rows: tuple[RevisionRow, ...]


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of words: op is same, ins or del."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class DiffField:
    """One field, compared. `lang` is the language of its words."""

    label: str
    parts: tuple[DiffPart, ...]
    lang: str = "fi"


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """What changed between two versions, word by word."""

    template: ClassVar[str] = "reading/compare.html"
    heading: Text
    back: str
    old: RevisionRow
    new: RevisionRow
    fields: tuple[DiffField, ...]


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field where two people wrote at once. `widget` as in Field."""

    name: str
    label: str
    theirs: Text
    mine: str
    widget: str = "textarea"
    differs: bool = True


@dataclass(frozen=True, kw_only=True)
class ConflictPage(Page):
    """Somebody saved first: their text beside yours, and a form to join them."""

    template: ClassVar[str] = "telling/conflict.html"
    heading: Text
    action: str
    who: str
    at: dt.datetime
    fields: tuple[ConflictField, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    back: str = ""
