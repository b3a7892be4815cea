"""What the pages of lists read."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.visit.views import Card, FaultRow, Field
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Text


@dataclass(frozen=True, kw_only=True)
class UploadPage(Page):
    """Where a list is brought, such as /fi/usecases/import. `columns`: (name, whether it must be filled); `templates` as files."""

    template: ClassVar[str] = "telling/lists/upload.html"
    kind: str
    kind_name: str
    action: str
    back: str
    form: Form
    languages: tuple[Choice, ...]
    columns: tuple[tuple[str, bool], ...]
    templates: tuple[Go, ...]
    waiting: tuple[Go, ...] = ()
    most: int
    faults: tuple[FaultRow, ...] = ()
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row in the preview. `rest`: its other words, shortened; `like`: what it looks like or is the same as, with `like_words` before it.

    `fields` are open to be mended, named with the row's number; `told` is what is wrong where no field is open. `choices`: what may become of it.
    """

    number: int
    title: Text
    rest: Text = Text()
    facts: tuple[str, ...] = ()
    like: Go | None = None
    like_words: str = ""
    fields: tuple[Field, ...] = ()
    told: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that stand alike. `acts` are buttons that choose for all of them, as (value, words)."""

    code: str
    heading: str
    intro: str
    count: int
    rows: tuple[RowView, ...]
    acts: tuple[tuple[str, str], ...] = ()
    is_folded: bool = False


@dataclass(frozen=True, kw_only=True)
class ListPreviewPage(Page):
    """A list as it was read, such as /fi/usecases/import/{token}: nothing is published until its button says so.

    `form` says why it could not be taken in; `mending` holds the open fields of all rows, and what is wrong with each. `summary`: (state, how
    many, in words).
    """

    template: ClassVar[str] = "telling/lists/preview.html"
    kind: str
    kind_name: str
    file_name: str
    action: str
    back: str
    form: Form
    mending: Form
    summary: tuple[tuple[str, int, str], ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    pages: tuple[Go, ...] = ()
    result: str = ""
    take: str = ""


@dataclass(frozen=True, kw_only=True)
class ListTakenPage(Page):
    """What came of a list, such as /fi/usecases/import/{token} when it has been taken in."""

    template: ClassVar[str] = "telling/lists/taken.html"
    kind: str
    file_name: str
    sentence: str
    cards: tuple[Card, ...]
    drafts: tuple[Go, ...]
    left: str = ""
    back: str
    again: str
