"""Sorts of pieces: pure functions from value to value, and what contradicts itself."""

import dataclasses
from typing import Any

import pytest

from ideabank.entries.bank import Bank, Contradiction
from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.structure import Details, Pieces, Read, Structure, moved_in, put_in, twice
from ideabank.i18n import Words


@dataclasses.dataclass(frozen=True)
class Bead:
    key: str
    colour: str = ""


String = tuple[Bead, ...]
BEADS = Pieces[String, Bead](code="beads", listed=lambda string: string, put=put_in)
ABC: String = tuple(Bead(key) for key in "abc")
WORDS = Words("Nauha", "Band", "String")


class StringOfBeads(Structure[String]):
    field = "string"
    pieces: tuple[Pieces[String, Any], ...] = (BEADS,)

    def read(self, details: Details) -> Read[String]:
        return Read(tuple(Bead(str(key)) for key in details.get("string") or ()))


def kind_with(*sorts: Pieces[Any, Any]) -> Kind:
    structure = StringOfBeads()
    structure.pieces = sorts
    return Kind(
        code="string",
        folder="strings",
        prefix="ST",
        one=WORDS,
        many=WORDS,
        intro=WORDS,
        details=(DetailField("string", WORDS),),
        structure=structure,
    )


def test_a_piece_is_put_in_its_place_or_as_the_last() -> None:
    assert put_in(ABC, Bead("b", "red")) == (Bead("a"), Bead("b", "red"), Bead("c"))
    assert put_in(ABC, Bead("d")) == (*ABC, Bead("d"))


@pytest.mark.parametrize(
    ("key", "by", "order"), [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("x", 1, "abc")]
)
def test_a_piece_moves_a_place_and_stops_at_the_ends(key: str, by: int, order: str) -> None:
    assert "".join(BEADS.keys(moved_in(ABC, key, by))) == order


def test_a_piece_knows_its_neighbours() -> None:
    assert BEADS.beside(ABC, "b", 1) == Bead("c")
    assert BEADS.beside(ABC, "b", -1) == Bead("a")
    assert BEADS.beside(ABC, "a", -1) is None
    assert BEADS.beside(ABC, "c", 1) is None
    assert BEADS.beside(ABC, "x", 1) is None


def test_a_key_that_stands_twice_is_told_once_whatever_the_structure_forgets() -> None:
    assert [one.place for one in twice("abca")] == ["a"]
    wrong = StringOfBeads().problems({"string": ["a", "b", "a"]})
    assert [(one.field, one.place, one.message % one.values) for one in wrong] == [
        ("string", "a", "The key a stands twice. Each piece has a key of its own.")
    ]


def test_two_sorts_of_pieces_with_one_code_are_a_contradiction() -> None:
    Bank([kind_with(BEADS, dataclasses.replace(BEADS, code="knots"))], [])
    with pytest.raises(Contradiction, match="string has two sorts of pieces called beads"):
        Bank([kind_with(BEADS, BEADS)], [])
