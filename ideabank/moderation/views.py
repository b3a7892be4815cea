"""What the moderation pages read."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.reading.views.entry import LabelledText
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Pager, Text


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """Telling a moderator about an entry or a comment: fields reason (choices) and words."""

    template: ClassVar[str] = "moderation/report_form.html"
    about: Text
    action: str
    reasons: tuple[Choice, ...]
    form: Form = field(default_factory=Form)
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One moderator's decision as the public log tells it; moderators may `look` at what is still hidden."""

    at: dt.datetime
    what: str
    reason: Text
    about: Go | None = None
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class LogPage(Page):
    """The public log of moderation."""

    template: ClassVar[str] = "moderation/log.html"
    decisions: tuple[Decision, ...]
    pager: Pager = Pager()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report that waits; `said`: all the words of an entry that is reported. POST do=hide|keep|restore with reason to `action`."""

    id: int
    about: Go
    at: dt.datetime
    why: str
    words: Text
    excerpt: Text
    said: tuple[LabelledText, ...] = ()
    action: str
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class QueuePage(Page):
    """Reports that wait for a moderator."""

    template: ClassVar[str] = "moderation/queue.html"
    cases: tuple[Case, ...]
    log: str = ""
