"""What the talk about an entry reads."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment. `gone` says why there is nothing to read (withdrawn, hidden); empty when there is.

    A hidden one's own author still reads its words, and the `reason`; moderators may `look` at it.
    """

    id: int
    author: str
    initials: str
    at: dt.datetime
    html: Text = Text()
    stance: Label | None = None
    organisation: Go | None = None
    edited: dt.datetime | None = None
    gone: str = ""
    reason: str = ""
    look: str = ""
    reply: str = ""
    edit: str = ""
    withdraw: str = ""
    report: str = ""
    replies: tuple["Comment", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentForm:
    """The form under the talk: fields stance, body, organisation, parent."""

    action: str
    stances: tuple[Choice, ...]
    form: Form = field(default_factory=Form)
    organisations: tuple[Choice, ...] = ()
    parent: int | None = None
    parent_author: str = ""
    cancel: str = ""
    draft: str = ""
    is_edit: bool = False


@dataclass(frozen=True, slots=True)
class Comments:
    """The talk about an entry, two levels deep on the page however deep in the store."""

    count: int
    items: tuple[Comment, ...] = ()
    form: CommentForm | None = None
    must_sign_in: bool = False
    more: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.form and self.form.form.errors)


@dataclass(frozen=True, kw_only=True)
class CommentPage(Page):
    """Editing one's own comment, or answering when there is no room for it on the entry's page."""

    template: ClassVar[str] = "discussion/comment.html"
    heading: Text
    back: str
    comment_form: CommentForm
