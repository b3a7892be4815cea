"""A structure: the one JSON detail of a kind that only its section understands, such as a sheet of steps or a plan of tasks."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from ideabank.entries.problem import Problem
from ideabank.i18n import N_
from ideabank.text.plain import Json

Details = Mapping[str, Any]  # details as they are stored; only the structure knows what its own holds
Whole = TypeVar("Whole")
SAME_KEY = N_("The key %(name)s stands twice. Each piece has a key of its own.")


class Keyed(Protocol):
    """A piece: its key stays when it is renamed or moved, so links, drafts and forms point at it."""

    @property
    def key(self) -> str: ...


One = TypeVar("One", bound=Keyed)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Pieces(Generic[Whole, One]):
    """One sort of keyed pieces of a value, such as the steps of a sheet, by pure functions from value to value.

    `code`: its name in addresses. `put`: the piece in the place of the one with its key, or as the last. `without` and `moved` (by -1 or 1) are None
    where pieces are not taken away or have no order. `found`: where pieces are more than those that are listed, such as empty cells.
    """

    code: str
    listed: Callable[[Whole], tuple[One, ...]]
    put: Callable[[Whole, One], Whole]
    without: Callable[[Whole, str], Whole] | None = None
    moved: Callable[[Whole, str, int], Whole] | None = None
    found: Callable[[Whole, str], One | None] | None = None

    def keys(self, value: Whole) -> tuple[str, ...]:
        return tuple(one.key for one in self.listed(value))

    def get(self, value: Whole, key: str) -> One | None:
        if self.found is not None:
            return self.found(value, key)
        return next((one for one in self.listed(value) if one.key == key), None)

    def beside(self, value: Whole, key: str, by: int) -> One | None:
        """The piece so many places further; None at the ends."""
        keys = self.keys(value)
        place = keys.index(key) + by if key in keys else -1
        return self.listed(value)[place] if 0 <= place < len(keys) else None


def put_in(pieces: tuple[One, ...], piece: One) -> tuple[One, ...]:
    """The row with this piece in the place of the one with its key, or as the last."""
    if all(one.key != piece.key for one in pieces):
        return (*pieces, piece)
    return tuple(piece if one.key == piece.key else one for one in pieces)


def moved_in(pieces: tuple[One, ...], key: str, by: int) -> tuple[One, ...]:
    """The row with one piece a place earlier (-1) or later (1); the same at the ends."""
    row = list(pieces)
    place = next((number for number, one in enumerate(row) if one.key == key), None)
    if place is not None and 0 <= place + by < len(row):
        row[place], row[place + by] = row[place + by], row[place]
    return tuple(row)


def twice(keys: Iterable[str], *, field: str = "", place: str = "") -> list[Problem]:
    """A problem for each key that stands twice, at the piece itself or at the `place` that holds the pieces."""
    given = list(keys)
    return [
        Problem(field, SAME_KEY, {"name": key}, place or key)
        for key in sorted({one for one in given if given.count(one) > 1})
    ]


@dataclasses.dataclass(frozen=True)
class Read(Generic[Whole]):
    """What is understood of plain data, and everything that is wrong with it: `field` of which piece (`place`)."""

    value: Whole
    problems: tuple[Problem, ...] = ()


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


@dataclasses.dataclass(frozen=True)
class Passage:
    """What one place of a structure tells in one language, under what the place is called there."""

    place: str
    words: str


class Structure(Generic[Whole]):
    """What the kernel asks of such a detail. `field` is its name; every method takes all details of the entry, as they are stored.

    A section answers what its structure has; the rest says that there is nothing.
    """

    field: str = ""
    has_places: bool = False  # whether links may belong to a place of it
    pieces: tuple[Pieces[Whole, Any], ...] = ()  # the sorts of keyed pieces it has

    def read(self, details: Details) -> Read[Whole]:
        """The value in the details and everything that is wrong with it."""
        raise NotImplementedError(f"{self.field} is not read piece by piece.")

    def stored(self, details: Details) -> Whole:
        """The value as it was checked when it was saved."""
        return self.read(details).value

    def plain(self, value: Whole) -> Mapping[str, Any]:
        """The value as plain data; `read` gives the same value back."""
        raise NotImplementedError(f"{self.field} is not written piece by piece.")

    def checked(self, details: Details) -> Read[Whole]:
        """The same with what is wrong whatever the structure: two pieces of one sort have the same key."""
        read = self.read(details)
        same = [one for sort in self.pieces for one in twice(sort.keys(read.value)) if one not in read.problems]
        return Read(read.value, (*read.problems, *same))

    def problems(self, details: Details) -> list[Problem]:
        """Everything that is wrong, told at this detail, each with its place in it."""
        return [
            Problem(self.field, one.message, one.values, ", ".join(filter(None, (one.place, one.field))))
            for one in self.checked(details).problems
        ]

    def words(self, details: Details) -> Mapping[str, str]:
        """What search finds, by language."""
        return {}

    def passages(self, details: Details, language: str) -> Iterable[Passage]:
        """What is told at each place in this language, for showing where words that were searched for stand."""
        return ()

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        """Keys and names of the places a link may belong to, in order."""
        return {}

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        """What changed between two versions, place by place."""
        return []

    def markdown(self, details: Details, language: str) -> str:
        """What the Markdown twin tells of it, under the story."""
        return ""

    def begins(self, details: Details) -> bool:
        """Whether there is anything to begin as lines of text when an entry with these details is first told."""
        return True

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """What the lines of the form begin, when the entry is first told."""
        raise NotImplementedError(f"{self.field} does not begin as lines of text.")

    def unfold(self, meta: Details) -> Unfolded:
        """What a content file adds. Raises ValueError that names the place."""
        return Unfolded()
