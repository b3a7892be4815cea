"""Form text is made fit to keep: what nobody sees goes, what has a meaning where it stands is left alone."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideabank.text.cleaning import clean, mended, mended_all, shows


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rivi\r\ntoinen\rkolmas\u2028neljäs", "rivi\ntoinen\nkolmas\nneljäs"),
        ("tyhjää  \n  sisennys\t\n\n", "tyhjää\n  sisennys"),
        ("a\u0308iti", "äiti"),
        ("nimi\u202egpj.exe\u2066x\u2069", "nimigpj.exex"),
        ("\ufeffalku\tväli", "alku\tväli"),
        ("", ""),
        # what only hides in words
        ("hyvin\u00advointi\u200balue\u2060", "hyvinvointialue"),
        ("sana\u200ckin ja sa\u200dna", "sanakin ja sana"),
        ("sa\ufe0fna ja 5\ufe0f kpl", "sana ja 5 kpl"),
        ("piilo\U000e0068\U000e0069\U000e007f", "piilo"),
        ("\u200eoikealta\u200f", "oikealta"),
        # what no store takes
        ("a\x00b\x1b[31m\x9fc", "ab[31mc"),
        ("a\ud800b\ufffec\uffffd\ufdd0e\U0010fffff", "abcdef"),
    ],
)
def test_text_is_tidied_without_losing_words(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👧 perhe ja 👩🏽\u200d⚕\ufe0f hoitaja",
        "❤\ufe0f\u200d🔥 ja 🏳\ufe0f\u200d🌈 ja 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "1\ufe0f\u20e3 ensin",
        "می\u200cخواهم",
        "क्\u200dष ja ශ්\u200dරී",
        "葛\U000e0100城",
        "ä ö å Š ž ð ŋ đ",
        "⠓⠽⠧⠜\u2800⠏⠜⠊⠧⠜⠜",
        "日本語 العربية עברית ไทย",
    ],
)
def test_joiners_and_selectors_that_mean_something_stay(text: str) -> None:
    assert clean(text) == text


NOTHING = [
    "\u200b", "\u2060", "\u2800", "\u2800\u2800 \u2800", "\u3164", "\uffa0\u115f\u1160", "\ufe0f", "\u0301\u0308", "\u00ad \u200d",
    "\u00a0\u2003\u3000", "\U000e0041\U000e0042", "\U000e0100", "\u034f", "\u17b4", "\x00\ufffe", "\u202e", "\ufeff", " \n\t ",
    "\ufffc", "\U0001d159", "\U00013430", "\U0001bca0\U0001bca3",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert clean(text) == ""
    assert not shows(text)


@pytest.mark.parametrize("text", ["a", "…", "–", "👍", "1", "ا", "⠁"])
def test_what_one_can_see_is_something(text: str) -> None:
    assert clean(text) == text
    assert shows(text)


def test_data_of_a_file_is_mended_however_deep_it_lies() -> None:
    assert mended_all({"a\u200b": ["b\x00", {"c": "d\ud800"}, 1, None, True]}) == {
        "a": ["b", {"c": "d"}, 1, None, True]
    }


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=300)
    | st.text(alphabet="a1#👩🏽❤\ufe0f\u200d\u200c\u20e3می🏴\U000e0067\U000e007f葛\u0308\u2800", max_size=40)
)
def test_clean_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert mended(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()  # no half of a pair is left


@pytest.mark.parametrize(
    "piece", ["a", " ", "\u200b", "\u200d", "👩\u200d", "🏴\U000e0067", "\u0301", "\x00", "\ud800"]
)
def test_a_hundred_kilobytes_of_anything_are_no_trouble(piece: str) -> None:
    began = time.process_time()
    clean("a" + piece * (100_000 // len(piece)) + "b")
    assert time.process_time() - began < 1
