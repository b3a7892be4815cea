"""What the page for sharing an entry reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.web.notices import Act
from ideabank.web.pages import Page
from ideabank.web.parts import Text


@dataclass(frozen=True, kw_only=True)
class SharePage(Page):
    """Ways to share an entry, such as /fi/usecases/12/share. `code`: its address as an SVG, "" while the public address is not known."""

    template: ClassVar[str] = "reading/share.html"
    kind: str
    heading: Text
    back: str
    address: str
    code: str
    ways: tuple[Act, ...]
