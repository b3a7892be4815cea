"""A sort of pieces as a section hands it in: its fields, what the typed words tell, its words, and where one lands."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.entries.structure import Keyed, Pieces
from ideabank.errors import NotFound
from ideabank.i18n import N_
from ideabank.pieces.desk import Desk, structure_desk
from ideabank.pieces.views import PiecePage, Place, Row
from ideabank.visit.views import Field
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Go

Whole = TypeVar("Whole")
One = TypeVar("One", bound=Keyed)
NEW = "new"


@dataclasses.dataclass(frozen=True)
class Understood(Generic[Whole]):
    """The value as the form tells it, and the key of the piece in it (a new piece gets its key here)."""

    value: Whole
    key: str


@dataclasses.dataclass(frozen=True)
class Landing(Generic[Whole]):
    """The value to be saved, after what the button asks beyond saving, and where to go then."""

    value: Whole
    goal: str


@dataclasses.dataclass(frozen=True)
class Removal:
    """The words of the page that asks before a piece is taken away."""

    name: str
    text: str


class PieceForm(Generic[Whole, One]):
    """How one sort of pieces is edited. A section says the fields and the words; the rest is the same for every sort.

    `parameters`: the parts of the address that make up the key, in order. `gone` is said when no piece has it. `begins`: "new" in the
    address begins one. `again`: buttons that only draw the form anew. `act`: what saving does, for who must sign in first.
    """

    pieces: Pieces[Whole, One]
    parameters: ClassVar[tuple[str, ...]] = ()
    gone: ClassVar[str] = N_("There is nothing at this address.")
    act: ClassVar[str] = N_("Save the changes")
    begins: ClassVar[bool] = False
    again: ClassVar[tuple[str, ...]] = ()
    is_public: ClassVar[bool] = True  # whether what may be personal data is asked about
    saved: ClassVar[str] = "saved"  # the notice after saving
    first: ClassVar[str] = "name"  # the field where what is wrong elsewhere is told

    # --- what a section must say

    def title(self, at: Desk[Whole], piece: One) -> str:
        raise NotImplementedError

    def fields(self, at: Desk[Whole], piece: One) -> Sequence[Field]:
        """The fields in order."""
        raise NotImplementedError

    def filled(self, at: Desk[Whole], piece: One) -> dict[str, Value]:
        """The piece as the form shows it."""
        raise NotImplementedError

    def understood(self, at: Desk[Whole], piece: One, form: Form) -> Understood[Whole]:
        """What the form tells; what is wrong with it is told on the form."""
        raise NotImplementedError

    def rows(self, at: Desk[Whole], piece: One) -> Sequence[Row]:
        """The piece line by line, for who has changed it at the same time."""
        raise NotImplementedError

    def back(self, at: Desk[Whole], key: str) -> str:
        """Where one goes after saving, and when one leaves the form; without a key, after a piece is taken away."""
        raise NotImplementedError

    # --- what most sorts have in common

    def desk(self, visit: Visit, kind: Kind) -> Desk[Whole]:
        return structure_desk(visit, kind)

    def find(self, at: Desk[Whole], key: str) -> One:
        """The piece the address names, or the one that is begun there. Raises NotFound."""
        found = self.new() if self.begins and key == NEW else self.pieces.get(at.value, key)
        if found is None:
            raise NotFound(self.gone)
        return found

    def new(self) -> One:
        """An empty piece, where one can be begun."""
        raise NotImplementedError

    def name(self, at: Desk[Whole], piece: One) -> str:
        """What the piece is called."""
        return piece.key

    def typed(self, at: Desk[Whole], piece: One) -> Form:
        """What was typed, field by field."""
        fields = self.fields(at, piece)
        many = [one.name for one in fields if one.widget == "checkboxes"]
        return Form.read(at.visit, [one.name for one in fields if one.widget != "checkboxes"], many)

    def field_of(self, at: Desk[Whole], piece: One, problem: Problem, form: Form) -> str:
        """The field where a problem is told."""
        is_ours = problem.place in ("", piece.key) and problem.field in form.values
        return problem.field if is_ours else self.first

    def moved(self, at: Desk[Whole], done: Understood[Whole], do: str) -> Landing[Whole]:
        """What the button asks beyond saving."""
        value, key = done.value, done.key
        if do in ("earlier", "later") and self.pieces.moved is not None:
            return Landing(self.pieces.moved(value, key, -1 if do == "earlier" else 1), self.edit(at, key))
        following = self.pieces.beside(value, key, 1) if do == "next" else None
        return Landing(value, self.edit(at, following.key) if following is not None else self.back(at, key))

    def place(self, at: Desk[Whole], piece: One) -> Place | None:
        """Where it stands among the others; None where there is no order."""
        return None

    def removal(self, at: Desk[Whole], piece: One) -> Removal | None:
        """What is asked before it is taken away; None when it is not to be."""
        return None

    def refusal(self, at: Desk[Whole], piece: One) -> str:
        """Why it cannot be taken away now, or nothing."""
        return ""

    def hidden(self, at: Desk[Whole], piece: One) -> tuple[tuple[str, str], ...]:
        """Hidden fields of its own."""
        return ()

    def keeps_drafts(self, at: Desk[Whole]) -> bool:
        return True

    def page(self, at: Desk[Whole], piece: One, common: Mapping[str, Any]) -> PiecePage:
        """The page; `common` are the values every PiecePage takes."""
        return PiecePage(**common)

    # --- addresses

    @property
    def path(self) -> str:
        """The address of a piece below its entry, such as tasks/{task}."""
        return "/".join([self.pieces.code, *(f"{{{name}}}" for name in self.parameters)])

    @property
    def edit_path(self) -> str:
        return f"{self.path}/edit"

    @property
    def edit_page(self) -> str:
        return f"{self.pieces.code}:edit"

    @property
    def update_page(self) -> str:
        return f"{self.pieces.code}:update"

    def key_of(self, visit: Visit) -> str:
        return "/".join(str(visit.path_params[name]) for name in self.parameters)

    def params(self, key: str) -> dict[str, str]:
        return dict(zip(self.parameters, key.split("/"), strict=True)) if self.parameters else {}

    def to(self, at: Desk[Whole], page: str, key: str, **more: str) -> str:
        return at.to(page, **self.params(key), **more)

    def edit(self, at: Desk[Whole], key: str) -> str:
        return self.to(at, self.edit_page, key, **at.here())

    def go(self, at: Desk[Whole], piece: One | None) -> Go | None:
        """A link to the form of a piece."""
        return Go(self.name(at, piece), self.edit(at, piece.key)) if piece is not None else None

    def places(self, at: Desk[Whole], piece: One, *, label: str, all: str) -> Place:
        """Its place in the row of all pieces."""
        keys = self.pieces.keys(at.value)
        previous, following = (self.go(at, self.pieces.beside(at.value, piece.key, by)) for by in (-1, 1))
        number = keys.index(piece.key) + 1
        return Place(label=label, all=all, number=number, count=len(keys), previous=previous, next=following)
