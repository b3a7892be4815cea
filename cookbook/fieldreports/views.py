"""What the form of a field report reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.visit.views import Card, Field
from ideabank.web.forms import Form
from ideabank.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """The form: how it went, why, where, with which version."""

    template: ClassVar[str] = "fieldreports/form.html"
    kind: str
    recipe: Card
    action: str
    form: Form
    fields: tuple[Field, ...]
    asks: tuple[str, ...] = ()
    mine: tuple[Card, ...] = ()
