"""Words are blacked out wherever readers would see them, and nothing else is."""

import time

import pytest

from ideabank.text.blackout import black_out, is_blackable

MARK = "▇▇▇"


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Naapurini Aino Virtanen valitti.", "Aino Virtanen", "Naapurini ▇▇▇ valitti."),
        ("aino\nVIRTANEN ja Aino, Virtanen", "Aino Virtanen", "▇▇▇ ja ▇▇▇"),
        ("**Aino** [Virtanen](https://a.example) valitti", "Aino Virtanen", "**▇▇▇](https://a.example) valitti"),
        ("Aino&nbsp;Vir&shy;tanen valitti", "Aino Virtanen", "▇▇▇ valitti"),
        ("Hanna ja Ann", "Ann", "Hanna ja ▇▇▇"),
        ("Ei täällä ole", "Aino", "Ei täällä ole"),
        ("a.b (c) a b c", "a b", "▇▇▇ (c) ▇▇▇ c"),
        ("", "Aino", ""),
    ],
)
def test_the_words_go_and_the_rest_stays(text: str, words: str, left: str) -> None:
    assert black_out(text, words, MARK) == left


def test_a_part_of_a_word_goes_when_it_is_asked_for() -> None:
    assert black_out("Virtaselle ja Virtasen", "virtase", MARK, whole=False) == "▇▇▇lle ja ▇▇▇n"


@pytest.mark.parametrize(("words", "can"), [("a", True), ("…", False), ("", False), ("\u200b", False), ("040", True)])
def test_there_must_be_a_word_to_look_for(words: str, can: bool) -> None:
    assert is_blackable(words) is can


@pytest.mark.parametrize("piece", ["a ", "a", ".", "*", "ab "])
def test_a_hundred_kilobytes_are_no_trouble(piece: str) -> None:
    began = time.process_time()
    black_out(piece * (100_000 // len(piece)), "a " * 20 + "b", MARK)
    assert time.process_time() - began < 2
