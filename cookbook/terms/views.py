"""What the list of terms reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.web.pages import Page
from ideabank.web.parts import Go, Text


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term of the list."""

    url: str
    name: Text
    definition: Text
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with one letter."""

    letter: str
    rows: tuple[TermRow, ...]


@dataclass(frozen=True, kw_only=True)
class VocabularyPage(Page):
    """All terms, such as /sv/terms."""

    template: ClassVar[str] = "terms/list.html"
    public: ClassVar[bool] = True
    kind: str
    intro: str
    letters: tuple[Letter, ...]
    count: int
    cards: tuple[object, ...] = ()
    tell: str = ""
    exports: tuple[Go, ...] = ()
