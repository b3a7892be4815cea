"""What the templates of attachments read."""

from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """One file of an entry. `alt` says what it shows."""

    url: str
    name: str
    alt: Text
    is_picture: bool
    width: int = 0
    height: int = 0
    kilobytes: int = 0
    remove: str = ""


@dataclass(frozen=True, kw_only=True)
class AttachmentForm(Page):
    """Adding a picture or PDF, such as /fi/artefacts/7/attachments/new: fields file and alt."""

    template: ClassVar[str] = "attachments/form.html"
    kind: str
    action: str
    back: str
    form: Form = field(default_factory=Form)
    hidden: tuple[tuple[str, str], ...] = ()
