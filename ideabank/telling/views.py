"""What the forms for telling and changing read."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.reading.views.changes import DiffField
from ideabank.reading.views.entry import Detail, StoryPage
from ideabank.visit.views import Card, FieldGroup
from ideabank.web.forms import Form
from ideabank.web.notices import Act
from ideabank.web.pages import Page
from ideabank.web.parts import Go, Pager, Text


@dataclass(frozen=True, slots=True)
class AlikeEntry:
    """An entry like the one being told. `words`: those that both say. `link` is what a button posts to join the two, `relation` its name;
    both empty when it cannot."""

    entry_id: int
    card: Card
    words: tuple[str, ...] = ()
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
    """What may already exist: what is probably the `same`, and what is worth a `look`, folded unless a button in it was just pressed."""

    same: tuple[AlikeEntry, ...] = ()
    look: tuple[AlikeEntry, ...] = ()
    to_link: tuple[ToLink, ...] = ()
    is_asked: bool = False
    is_unfolded: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """What comes after publishing: ways to share it, one's own page, and what is like it."""

    share: tuple[Act, ...]
    account: str
    alike: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """What one field of a translation is translated from. `state`: missing, stale or "" when it stands; `changed`: what is new in it."""

    text: Text
    state: str = ""
    changed: tuple[DiffField, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for a translation, and where it is translated."""

    card: Card
    translate: str


@dataclass(frozen=True, kw_only=True)
class TranslationsPage(Page):
    """What waits to be translated, such as /fi/translations?to=sv&state=stale&of=usecases."""

    template: ClassVar[str] = "telling/translations.html"
    languages: tuple[Go, ...]
    states: tuple[Go, ...]
    kinds: tuple[Go, ...]
    waiting: tuple[Waiting, ...]
    pager: Pager = Pager()


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """Telling or editing an entry, such as /fi/usecases/new. The first group is all that must be filled.

    `hidden` are hidden fields (draft token, base revision, language). `originals`: what the fields of a translation are translated from. `asks` may be personal data: the form
    then offers the box `confirmed`. Buttons post `do=save|preview|publish`; `draft_url` takes the form by fetch.
    """

    template: ClassVar[str] = "telling/form.html"
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
    sign_in: str = ""
    back: str = ""
    steps: Sequence[Go] = ()
    originals: Mapping[str, Original] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PreviewPage(StoryPage):
    """How it will look. `steps` of the way of somebody who signs in on it, and the name it is `shown_as`. `hidden` carries every field,
    so that going back or publishing loses nothing."""

    template: ClassVar[str] = "telling/preview.html"
    action: str
    kind: str
    kind_name: str
    details: tuple[Detail, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    must_sign_in: bool = False
    steps: Sequence[Go] = ()
    shown_as: str = ""
    alike: Alike | None = None
