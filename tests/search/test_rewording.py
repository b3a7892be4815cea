"""What is asked when nothing was found, and what the reader is told of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ideabank.search.asking import Manner, understood
from ideabank.search.chain import Chain
from ideabank.search.port import Document, Query
from ideabank.search.rewording import Attempt, Rewording
from ideabank.search.whoosh_engine import WhooshEngine

TITLES = (
    "Näen päivystyksen jonon",
    "Päivystys ruuhkautuu",
    "Päivitys kerran",
    "Lasten älykello ja hyvä teko",
    "Annan palautteen, kun asia on mielessä",
    "Hoidon tarve selviää",
    "Tapaan lääkärin",
    "Vård på svenska",
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    made = WhooshEngine(tmp_path, Chain())
    made.rebuild((Document(number, 1, "usecase", titles={"fi": title}) for number, title in enumerate(TITLES, 1)), position=1)  # fmt: skip
    yield made
    made.close()


def found(engine: WhooshEngine, text: str) -> tuple[list[str], str, set[str]]:
    """Titles that the first attempt with an answer finds, the text it put right, and other names it asked along that the bank has."""
    first = Attempt(understood(engine.chain, text), text)
    for one in (first, *Rewording(engine, engine.chain).attempts(first, Manner())):
        if ids := engine.search(one.query, limit=5).ids:
            return (
                [TITLES[number - 1] for number in ids],
                one.text if one.is_put_right else "",
                names(engine, one.query),
            )
    return [], "", set()


def names(engine: WhooshEngine, query: Query) -> set[str]:
    ways = [way for others in query.others for way in others]
    return {way.name.text for way in ways if all(engine.frequencies(terms) for terms in way.words)}


def test_a_slip_is_put_right_by_the_word_that_the_bank_uses_more(engine: WhooshEngine) -> None:
    titles, instead, _names = found(engine, "päivytys")
    assert instead == "päivystys"
    assert set(titles) == set(TITLES[:2])


@pytest.mark.parametrize("text", ["mielenterveys", "omahoito", "qwertytulos", "hyvinvointikello"])
def test_one_part_of_a_compound_is_no_answer(engine: WhooshEngine, text: str) -> None:
    assert found(engine, text) == ([], "", set())


def test_the_parts_of_a_compound_are_found_together_and_told_as_words(engine: WhooshEngine) -> None:
    assert found(engine, "hoitotarpeen") == (["Hoidon tarve selviää"], "", {"hoito tarve"})


def test_other_names_are_told_as_people_write_them_and_never_as_terms(engine: WhooshEngine) -> None:
    titles, _instead, told = found(engine, "befarade päivystystä bankar")
    assert set(titles) == set(TITLES[:2])
    assert not {"befara", "banka"} & told


def test_everyday_words_are_told_as_people_write_them(engine: WhooshEngine) -> None:
    assert found(engine, "tohtori") == (["Tapaan lääkärin"], "", {"lääkäri"})


def test_a_word_in_capitals_is_asked_for_in_small_letters_too(engine: WhooshEngine) -> None:
    assert found(engine, "PÄIVYSTYS")[0]
    assert found(engine, "VÅRD")[0] == ["Vård på svenska"]
