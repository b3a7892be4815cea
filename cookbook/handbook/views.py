"""What the page of the handbook reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.web.pages import Page
from ideabank.web.parts import Text


@dataclass(frozen=True, kw_only=True)
class HandbookPage(Page):
    """One page of the handbook; `up` leads to its contents, and is empty on those."""

    template: ClassVar[str] = "pages/handbook.html"
    public: ClassVar[bool] = True
    kind: str = "recipe"
    heading: str
    html: Text
    up: str = ""
