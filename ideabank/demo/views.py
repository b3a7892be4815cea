"""What the demo's own page reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.web.pages import Page


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody one may try the demo as; POST person=value."""

    value: str
    name: str
    role: str
    about: str
    initials: str


@dataclass(frozen=True, kw_only=True)
class DemoPage(Page):
    """Trying the demo as each of a small cast."""

    template: ClassVar[str] = "demo/demo.html"
    action: str
    cast: tuple[CastMember, ...]
    next: str = ""
    act: str = ""
