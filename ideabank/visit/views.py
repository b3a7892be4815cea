"""What pages of all rooms read: cards of entries, fields of forms, pages that ask one thing."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Label, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of components/field.html. `widget`: text, email, textarea, select, radios, checkboxes. `blank`: what a select says while nothing is chosen."""

    name: str
    label: str
    hint: str = ""
    widget: str = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = False
    rows: int = 3
    limit: int = 0
    blank: str = ""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together under one heading; `open` when something in them is filled or wrong."""

    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class FaultRow:
    """What is wrong in a file, and where."""

    row: str
    column: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Page):
    """Asks before something that hurts: withdrawing, hiding, deleting. `about`: the words it is about, where no page shows them.

    `reason_label` asks for a reason, `also` whether to do more.
    """

    template: ClassVar[str] = "visit/confirm.html"
    text: str
    action: str
    button: str
    back: str
    about: Text = Text()
    reason_label: str = ""
    reason_required: bool = False
    also: str = ""
    form: Form = field(default_factory=Form)
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SmallFormPage(Page):
    """A short form of a few fields below an entry, such as adding steps or forking."""

    template: ClassVar[str] = "visit/small_form.html"
    kind: str
    entry_title: Text
    back: str
    action: str
    form: Form
    fields: tuple[Field, ...]
    intro: str = ""
    button: str
    hidden: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry in a list. `met` is empty for kinds that cannot be met; `facts` are short quiet words; `due`: nobody has looked at it by the day they said.

    `support_url`: where a list's button sends one's support, `mine` whether the viewer has given it; lists alone fill them.
    """

    id: int
    kind: str
    kind_name: str
    code: str
    url: str
    title: Text
    summary: Text = Text()
    status: Label | None = None
    met: Label | None = None
    facts: tuple[str, ...] = ()
    support: int = 0
    support_url: str = ""
    mine: bool = False
    statements: int = 0
    comments: int = 0
    links: int = 0
    published: dt.datetime | None = None
    due: bool = False
