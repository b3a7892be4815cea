"""What the forms for telling and changing read."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Text
from ideabank.workspace.views.entry import CommentForm, Detail, Telling
from ideabank.workspace.views.lists import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of components/field.html. `widget`: text, email, textarea, select, radios, checkboxes."""

    name: str
    label: str
    hint: str = ""
    widget: str = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = False
    rows: int = 3
    limit: int = 0


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together under one heading; `open` when something in them is filled or wrong."""

    title: str
    fields: tuple[Field, ...]
    intro: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class AlikeEntry:
    """An entry like the one being told. `link` is what a button posts to join the two, `relation` its name; both empty when it cannot."""

    entry_id: int
    card: Card
    supported: bool = False
    link: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class ToLink:
    """An entry that the one being told will be linked to."""

    entry_id: int
    value: str
    card: Card
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What may already exist."""

    entries: tuple[AlikeEntry, ...] = ()
    to_link: tuple[ToLink, ...] = ()
    is_asked: bool = False


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """Telling or editing an entry, such as /fi/usecases/new. The first group is all that must be filled.

    `hidden` are hidden fields (draft token, base revision, language). `asks` may be personal data: the form
    then offers the box `confirmed`. Buttons post `do=save|preview|publish`; `draft_url` takes the form by fetch.
    """

    template: ClassVar[str] = "entries/form.html"
    kind: str
    intro: str = ""
    action: str
    form: Form
    groups: tuple[FieldGroup, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    alike: Alike | None = None
    draft_url: str = ""
    draft_saved: dt.datetime | None = None
    draft_link: str = ""
    is_edit: bool = False
    can_publish: bool = True
    sign_in: str = ""
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Page):
    """How it will look. `hidden` carries every field, so that going back or publishing loses nothing."""

    template: ClassVar[str] = "entries/preview.html"
    action: str
    kind: str
    kind_name: str
    heading: Text
    summary: Text = Text()
    body_html: Text = Text()
    tellings: tuple[Telling, ...] = ()
    details: tuple[Detail, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    must_sign_in: bool = False
    alike: Alike | None = None


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Page):
    """Asks before something that hurts: withdrawing, hiding, deleting. `reason_label` asks for a reason, `also` whether to do more."""

    template: ClassVar[str] = "entries/confirm.html"
    text: str
    action: str
    button: str
    back: str
    reason_label: str = ""
    reason_required: bool = False
    also: str = ""
    form: Form = field(default_factory=Form)
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommentPage(Page):
    """Editing one's own comment, or answering when there is no room for it on the entry's page."""

    template: ClassVar[str] = "entries/comment.html"
    heading: Text
    back: str
    comment_form: CommentForm


@dataclass(frozen=True, kw_only=True)
class SmallFormPage(Page):
    """A short form of a few fields below an entry, such as adding steps or forking."""

    template: ClassVar[str] = "entries/small_form.html"
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
    remove: bool = False
