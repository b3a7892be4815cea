"""The choice among languages, and words that change with a number."""

import datetime as dt

import pytest

from ideabank import places
from ideabank.i18n import Catalogues, Words, choose
from ideabank.i18n.slides import cited, slides

TOLD = Catalogues((places.catalogues(),))


@pytest.mark.parametrize(
    ("texts", "wanted", "original", "found"),
    [
        ({"fi": "a", "sv": "b"}, "sv", "fi", ("sv", "b")),
        ({"fi": "a", "sv": "b"}, "en", "sv", ("sv", "b")),
        ({"sv": "b", "en": "c"}, "fi", "", ("sv", "b")),
        ({"fi": "", "en": "c"}, "fi", "fi", ("en", "c")),
        ({}, "fi", "", None),
    ],
)
def test_a_reader_gets_their_language_then_the_original_then_ours_in_order(
    texts: dict[str, str], wanted: str, original: str, found: tuple[str, str] | None
) -> None:
    assert choose(texts, wanted, original) == found


def test_words_in_a_language_that_is_not_ours_are_english() -> None:
    assert Words("yksi", "en", "one")["de"] == "one"
    assert Words("yksi", "en", "one").by_language() == {"fi": "yksi", "sv": "en", "en": "one"}


@pytest.mark.parametrize(
    ("numbers", "lang", "told"), [((35,), "fi", "dia 35"), ((35, 42), "sv", "bilder 35, 42"), ((7,), "en", "slide 7")]
)
def test_slides_are_named_in_the_readers_language(numbers: tuple[int, ...], lang: str, told: str) -> None:
    assert slides(numbers, lang) == told


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("dia 74", "slide 74"),
        ("Diat 74, 78; haastattelut", "slides 74, 78; haastattelut"),
        ("bild 3 i rapporten", "bild 3 i rapporten"),
        ("Rapportti, dia 3", "Rapportti, dia 3"),
        ("bilder 3–5 (intervju)", "slides 3–5 (intervju)"),
    ],
)
def test_only_our_own_slides_are_renamed_in_what_people_typed(source: str, told: str) -> None:
    assert cited(source, "en") == told


def test_a_number_chooses_its_form_and_is_written_as_the_language_writes_it() -> None:
    english = TOLD["en"]
    assert english.ngettext("one", "several", 1) == "one"
    assert english.ngettext("one", "several", 0) == "several"
    assert [TOLD[lang].number(12_345).replace("\xa0", " ") for lang in ("fi", "sv", "en")] == [
        "12 345",
        "12 345",
        "12,345",
    ]
    assert english.number(999) == "999"


def test_a_moment_just_before_midnight_in_utc_is_the_next_day_in_finland() -> None:
    late = dt.datetime(2025, 6, 30, 22, 30, tzinfo=dt.UTC)
    assert TOLD["fi"].date(late) == "1.7.2025"
    assert TOLD["en"].date(late) == "1 July 2025"
    assert TOLD["fi"].date(None) == ""
