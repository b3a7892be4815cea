"""Form text is made fit to keep, or refused with a reason."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideabank.text.cleaning import UnfitText, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rivi\r\ntoinen\rkolmas\u2028neljäs", "rivi\ntoinen\nkolmas\nneljäs"),
        ("tyhjää  \n  sisennys\t\n\n", "tyhjää\n  sisennys"),
        ("a\u0308iti", "äiti"),
        ("nimi\u202egpj.exe\u2066x\u2069", "nimigpj.exex"),
        ("\ufeffalku\tväli", "alku\tväli"),
        ("", ""),
        ("👩\u200d👧 perhe", "👩\u200d👧 perhe"),
    ],
)
def test_text_is_tidied_without_losing_words(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("a\x00b", "control"), ("\x1b[31m", "control"), ("a\x9fb", "control"), ("\ud800", "surrogate")],
)
def test_text_that_cannot_be_kept_says_why(typed: str, reason: str) -> None:
    with pytest.raises(UnfitText) as refused:
        clean(typed)
    assert refused.value.reason == reason


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300))
def test_clean_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    try:
        once = clean(text)
    except UnfitText:
        return
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_a_hundred_kilobytes_of_spaces_are_no_trouble() -> None:
    assert clean("a" + " " * 100_000 + "b").endswith(" b")
