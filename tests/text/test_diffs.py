"""Comparisons lose nothing, answer quickly, and merge only what does not meet."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideabank.text.diffs import Piece, compare

TEXTS = st.lists(st.sampled_from(["äiti", " ", "\n", "\n\n", "varaa", "ajan", ".", "👩", "x"]), max_size=40).map(
    "".join
)


def old_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "added")


def new_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != "removed")


def test_a_changed_word_is_shown_among_the_unchanged() -> None:
    assert compare("Varaan ajan äidille.", "Varaan ajan isälle.") == [
        Piece("same", "Varaan ajan "),
        Piece("removed", "äidille"),
        Piece("added", "isälle"),
        Piece("same", "."),
    ]


def test_an_added_paragraph_leaves_the_others_alone() -> None:
    assert compare("yksi\n\nkolme\n", "yksi\n\nkaksi\n\nkolme\n") == [
        Piece("same", "yksi\n\n"),
        Piece("added", "kaksi\n\n"),
        Piece("same", "kolme\n"),
    ]


@pytest.mark.parametrize("text", ["", "sama", "sama\n\nsama\n"])
def test_equal_texts_have_no_changes(text: str) -> None:
    assert {piece.kind for piece in compare(text, text)} <= {"same"}


@settings(deadline=None, max_examples=150)
@given(TEXTS | st.text(max_size=60), TEXTS | st.text(max_size=60))
def test_the_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    assert all(one.kind != following.kind for one, following in pairwise(pieces))


def shuffled(seed: int, between: str) -> str:
    words = [f"sana{n % 700}" for n in range(12_000)]
    random.Random(seed).shuffle(words)
    return between.join(words)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (shuffled(1, " "), shuffled(2, " ")),
        (shuffled(1, "\n"), shuffled(2, "\n")),
        ("a\n" * 50_000, "a\nb\n" * 25_000),
        ("a b " * 25_000, "b a c " * 16_000),
    ],
)
def test_large_texts_that_differ_everywhere_answer_within_seconds(old: str, new: str) -> None:
    began = time.process_time()
    pieces = compare(old, new)
    assert time.process_time() - began < 3
    assert (old_of(pieces), new_of(pieces)) == (old, new)
