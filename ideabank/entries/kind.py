"""A kind of entry: what a thing is. Data and rules only; how it is told, read and listed is its Face (visit/face.py)."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from ideabank.entries.models import Entry
from ideabank.entries.structure import Structure
from ideabank.entries.vocabulary import COMMON_STATUSES, current
from ideabank.i18n import Words
from ideabank.text.plain import Json

Data = TypeVar("Data")


class Change(Protocol):
    """A change of plain data that keeps its shape, such as blacking words out."""

    def __call__(self, data: Data, /) -> Data: ...


Copies = Callable[[Session, Entry, Change], None]
Facts = Callable[[Session, Sequence[Entry]], Mapping[int, Json]]


@dataclasses.dataclass(frozen=True)
class TextField:
    """A text of one kind beyond title, summary and body, told in each language."""

    name: str
    words: Words
    hint: Words | None = None


@dataclasses.dataclass(frozen=True)
class Outline:
    """A structure that is begun as lines of text when an entry is first told, and edited on pages of its own afterwards."""

    hint: Words
    required: bool = False


@dataclasses.dataclass(frozen=True)
class DetailField:
    """A piece of data of one kind: how it is called, what it may be, and whether a list filters by it.

    `options` maps stored value to words; without it the value is shown as it is. `many` values are a JSON list.
    `required`: nothing else can be judged without it, so the form asks for it first. `former`: what an option was called before → its code.
    """

    name: str
    words: Words
    options: dict[str, Words] | None = None
    many: bool = False
    filter: bool = False
    form: bool = True
    card: bool = False
    show: bool = True
    required: bool = False
    outline: Outline | None = None
    former: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def current(self, value: Data) -> Data:
        """The value by the codes of today, whenever it was written."""
        return current(value, self.former) if self.former else value

    def in_order(self, value: object) -> object:
        """The same for comparing: chosen options stand as in the list, for the order of ticking says nothing."""
        value = self.current(value)
        if not self.many or not self.options or not isinstance(value, list):
            return value
        places = {code: place for place, code in enumerate(self.options)}
        return sorted(value, key=lambda code: places.get(str(code), len(places)))

    def say(self, value: object, language: str) -> str:
        """The value in words."""
        if self.options and isinstance(value, str) and value in self.options:
            return self.options[value][language]
        return str(value)


@dataclasses.dataclass(frozen=True)
class LinkFilter:
    """A question of a list's filter form that is answered by entries: those that a relation joins to this kind.

    `forth`: this kind is the source of the relation, else its target.
    """

    name: str
    relation: str
    words: Words
    forth: bool = True


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lifecycle:
    """What an entry of a kind can become. `statuses`: the first is what it begins with.

    `has_met`: it can be met by what answers it. `has_review`: it says by when somebody looks at it again, and carries a banner after
    that day. `is_own`: only who told it, or its team, may edit it. `is_teams`: it begins with its first member, and files bring none.
    """

    statuses: tuple[str, ...] = COMMON_STATUSES
    has_met: bool = False
    has_review: bool = False
    is_own: bool = False
    is_teams: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lists:
    """A kind is also taken from a spreadsheet, an entry a row. `roles`: who may bring one. `related`: the relation by which a row is joined to
    the entry of its kind that it looks like."""

    roles: frozenset[str]
    related: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Exchange:
    """How a kind travels. `content`: the folder of its starter entries. `begins_with`: the relation by which such an entry hangs on
    another from its beginning. `facts`: what documents, twins and exports tell of several entries beyond their tables, by id.
    `copies`: changes the words that other entries have copied from this one, where what may not stand must go from. `lists`: how it is
    taken from spreadsheets, if at all."""

    content: Path | None = None
    begins_with: str = ""
    facts: Facts | None = None
    copies: Copies | None = None
    lists: Lists | None = None


@dataclasses.dataclass(frozen=True, eq=False, kw_only=True)
class Kind:
    """One kind of entry: its names, its detail table and fields, and where it lives in addresses. Two kinds are never equal.

    `code_from`: the detail that its reference is taken from. `tell_roles`: who may begin one; empty for everybody. `has_mandates`: people
    may be given the mandate to speak in its name.
    """

    code: str
    folder: str
    prefix: str
    one: Words
    many: Words
    intro: Words
    detail: type[SQLModel] | None = None
    texts: tuple[TextField, ...] = ()
    details: tuple[DetailField, ...] = ()
    has_theme: bool = True
    has_mandates: bool = False
    code_from: str = ""
    tell_roles: frozenset[str] = frozenset()
    link_filters: tuple[LinkFilter, ...] = ()
    lifecycle: Lifecycle = Lifecycle()
    structure: Structure[Any] | None = None
    exchange: Exchange = Exchange()

    @property
    def text_names(self) -> tuple[str, ...]:
        """The names of all its texts, in the order in which they are told."""
        return ("title", "summary", *(field.name for field in self.texts), "body")

    def current(self, details: Mapping[str, Data]) -> dict[str, Data]:
        """The details by the codes of today, whenever they were written."""
        fields = {field.name: field for field in self.details}
        return {name: fields[name].current(value) if name in fields else value for name, value in details.items()}

    def in_order(self, details: Mapping[str, object]) -> dict[str, object]:
        """The same for comparing two sets of details."""
        fields = {field.name: field for field in self.details}
        return {name: fields[name].in_order(value) if name in fields else value for name, value in details.items()}

    def detail_field(self, name: str) -> DetailField | None:
        return next((field for field in self.details if field.name == name), None)

    def link_filter(self, name: str) -> LinkFilter | None:
        return next((one for one in self.link_filters if one.name == name), None)
