"""What is asked when nothing was found, and what the reader is told of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.port import Document
from ideabank.search.rewording import Rewording
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


def found(engine: WhooshEngine, text: str) -> tuple[list[str], dict[str, str]]:
    """Titles that the first attempt with an answer finds, and what is told of it."""
    questions = [(understood(engine.chain, text), {}), *Rewording(engine, engine.chain).attempts(text, ())]
    for question, told in questions:
        if ids := engine.search(question, limit=5).ids:
            return [TITLES[one - 1] for one in ids], told
    return [], {}


def test_a_slip_is_put_right_by_the_word_that_the_bank_uses_more(engine: WhooshEngine) -> None:
    titles, told = found(engine, "päivytys")
    assert told == {"instead": "päivystys"}
    assert set(titles) == set(TITLES[:2])


@pytest.mark.parametrize("text", ["mielenterveys", "omahoito", "qwertytulos", "hyvinvointikello"])
def test_one_part_of_a_compound_is_no_answer(engine: WhooshEngine, text: str) -> None:
    assert found(engine, text) == ([], {})


def test_the_parts_of_a_compound_are_found_together_and_told_as_words(engine: WhooshEngine) -> None:
    assert found(engine, "hoitotarpeen") == (["Hoidon tarve selviää"], {"also": "hoito tarve"})


def test_loosened_questions_are_told_in_the_words_that_were_typed(engine: WhooshEngine) -> None:
    _titles, told = found(engine, "befarade päivystystä bankar")
    assert told == {"also": "befarade / päivystystä / bankar"}


def test_everyday_words_are_told_as_people_write_them(engine: WhooshEngine) -> None:
    titles, told = found(engine, "tohtori")
    assert (titles, told) == (["Tapaan lääkärin"], {"also": "lääkäri"})


def test_a_word_in_capitals_is_asked_for_in_small_letters_too(engine: WhooshEngine) -> None:
    assert found(engine, "PÄIVYSTYS")[0]
    assert found(engine, "VÅRD")[0] == ["Vård på svenska"]
