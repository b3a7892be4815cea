"""Slugs and excerpts: short forms that people read in addresses and lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideabank.text.excerpts import excerpt
from ideabank.text.slugs import slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ajanvaraus toisen puolesta", "ajanvaraus-toisen-puolesta"),
        ("Lääkäriin pääsy yöllä", "laakariin-paasy-yolla"),
        ("Vårdcentralen på Åland, café", "vardcentralen-pa-aland-cafe"),
        ("Čáhci đat ŋ ŧ ž Š ǥ ǯ", "cahci-dat-n-t-z-s-g-z"),
        ("Straße & ÆØŒ", "strasse-aeooe"),
        ("It’s 24/7!", "its-24-7"),
        ("", ""),
        ("…!?", ""),
        ("中文", ""),
    ],
)
def test_a_title_becomes_plain_words(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_title_is_cut_between_words() -> None:
    assert slug("yksi kaksi kolme", 11) == "yksi-kaksi"
    assert slug("yksi kaksi kolme", 10) == "yksi-kaksi"
    assert slug("x" * 100) == "x" * 60


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200), st.integers(1, 80))
def test_a_slug_is_always_safe_in_an_address(title: str, limit: int) -> None:
    made = slug(title, limit)
    assert len(made) <= limit
    assert all(word.isascii() and word.isalnum() for word in made.split("-") if made)
    assert slug(made, limit) == made


def test_an_excerpt_ends_between_words_with_an_ellipsis() -> None:
    assert excerpt("Varaan ajan äidilleni, joka ei osaa.", 24) == "Varaan ajan äidilleni…"
    assert excerpt("Lyhyt\n teksti", 40) == "Lyhyt teksti"
    assert excerpt("x" * 50, 10) == "x" * 9 + "…"
    assert excerpt("", 10) == ""


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200), st.integers(0, 80))
def test_an_excerpt_never_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit
