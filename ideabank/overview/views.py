"""What the front page, search and prose templates read."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.visit.views import Card
from ideabank.web.pages import Page
from ideabank.web.parts import Text


@dataclass(frozen=True, slots=True)
class Share:
    """How many use cases are met, partly met and unmet."""

    met: int = 0
    partly: int = 0
    unmet: int = 0

    @property
    def total(self) -> int:
        return self.met + self.partly + self.unmet

    def percent(self, count: int) -> int:
        return round(100 * count / self.total) if self.total else 0


@dataclass(frozen=True, kw_only=True)
class FrontPage(Page):
    """The first page, /fi/. `numbers`: (kind code, how many, its words, address of the list)."""

    template: ClassVar[str] = "overview/front.html"
    public: ClassVar[bool] = True
    tell: str
    numbers: tuple[tuple[str, int, str, str], ...]
    links: int
    share: Share
    supported: tuple[Card, ...]
    newest: tuple[Card, ...]
    unmet: tuple[Card, ...]
    unmet_url: str
    supported_url: str
    newest_url: str


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """A page of prose."""

    template: ClassVar[str] = "pages/text.html"
    public: ClassVar[bool] = True
    html: Text
