"""A structure: the one JSON detail of a kind that only its section understands, such as a sheet of steps or a plan of tasks."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from ideabank.entries.problem import Problem
from ideabank.text.plain import Json

Details = Mapping[str, Any]  # details as they are stored; only the structure knows what its own holds


@dataclasses.dataclass(frozen=True)
class Begun:
    """What lines of text begin: plain data to be stored, and what is wrong with the lines."""

    value: Details
    problems: tuple[Problem, ...] = ()


@dataclasses.dataclass(frozen=True)
class Unfolded:
    """What a content file's own way of telling adds: details, and links as documents tell them."""

    details: Json = dataclasses.field(default_factory=dict)
    links: tuple[Json, ...] = ()


@dataclasses.dataclass(frozen=True)
class Difference:
    """One place where two sets of details differ: what the place is called, and the words before and after."""

    label: str
    old: str
    new: str
    language: str


class Structure:
    """What the kernel asks of such a detail. `field` is its name; every method takes all details of the entry, as they are stored.

    A section answers what its structure has; the rest says that there is nothing.
    """

    field: str = ""
    has_places: bool = False  # whether links may belong to a place of it

    def problems(self, details: Details) -> list[Problem]:
        """Everything that is wrong, each with its place."""
        return []

    def words(self, details: Details) -> Mapping[str, str]:
        """What search finds, by language."""
        return {}

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        """Keys and names of the places a link may belong to, in order."""
        return {}

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        """What changed between two versions, place by place."""
        return []

    def markdown(self, details: Details, language: str) -> str:
        """What the Markdown twin tells of it, under the story."""
        return ""

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """What the lines of the form begin, when the entry is first told."""
        raise NotImplementedError(f"{self.field} does not begin as lines of text.")

    def unfold(self, meta: Details) -> Unfolded:
        """What a content file adds. Raises ValueError that names the place."""
        return Unfolded()
