"""What the support of an entry reads."""

import datetime as dt
from dataclasses import dataclass, field

from ideabank.web.forms import Form
from ideabank.web.parts import Choice, Go, Text


@dataclass(frozen=True, slots=True)
class Statement:
    """An organisation's own word, counted apart from people's support."""

    organisation: Go
    text: Text
    at: dt.datetime
    withdraw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Who shares it. POST to `action` with support=yes|no; `must_sign_in`: the act waits until one has."""

    count: int
    mine: bool = False
    action: str = ""
    must_sign_in: bool = False
    statements: tuple[Statement, ...] = ()
    organisations: tuple[Choice, ...] = ()
    statement_action: str = ""
    form: Form = field(default_factory=Form)

    @property
    def is_refused(self) -> bool:
        return bool(self.form.errors)
