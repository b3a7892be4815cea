"""What the register of requirements reads."""

from dataclasses import dataclass
from typing import ClassVar

from ideabank.reading.views.lists import ListPage
from ideabank.web.parts import Go, Label, Text


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement in the register."""

    url: str
    code: str
    title: Text
    text: Text
    level: Label
    needs: int
    recipes: int


@dataclass(frozen=True, kw_only=True)
class RegisterPage(ListPage):
    """The register, such as /fi/requirements?scope=mobile."""

    template: ClassVar[str] = "requirements/list.html"
    parts: tuple[tuple[str, str, tuple[RequirementRow, ...]], ...]
    exports: tuple[Go, ...]
