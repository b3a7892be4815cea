"""What the pages of signing in and of one's own account read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.visit.views import Card
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Text


@dataclass(frozen=True, slots=True)
class ActView:
    """What was begun signed out and is done after signing in: as its button says it, about which entry, with which words."""

    key: str
    deed: str
    about: Text = Text()
    words: tuple[tuple[str, str], ...] = ()
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """Asking for the address: field email. `next` is where to go after, `act` what is done then, `steps` the way on which one signs in."""

    template: ClassVar[str] = "account/sign_in.html"
    action: str
    form: Form = field(default_factory=Form)
    next: str = ""
    act: ActView | None = None
    demo: str = ""
    steps: Sequence[Go] = ()


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """Typing the code: field code. `is_long`: it has sixteen digits; `sent_before`: when, if not just now."""

    template: ClassVar[str] = "account/code.html"
    action: str
    email: str
    form: Form = field(default_factory=Form)
    hidden: tuple[tuple[str, str], ...] = ()
    again: str = ""
    act: ActView | None = None
    minutes: int = 10
    is_long: bool = False
    sent_before: dt.datetime | None = None
    steps: Sequence[Go] = ()


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One signed-in browser."""

    device: str
    since: dt.datetime
    current: bool = False
    revoke: str = ""


@dataclass(frozen=True, kw_only=True)
class AccountPage(Page):
    """One's own account: name (fields name, language), sessions, own things, export, deletion."""

    template: ClassVar[str] = "account/account.html"
    email: str
    action: str
    form: Form
    languages: tuple[Choice, ...]
    roles: tuple[str, ...] = ()
    organisations: tuple[Go, ...] = ()
    sessions: tuple[SessionRow, ...] = ()
    drafts: tuple[Go, ...] = ()
    entries: tuple[Card, ...] = ()
    export: str = ""
    delete: str = ""
