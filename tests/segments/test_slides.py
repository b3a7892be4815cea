"""Slides of the pre-study are named in the reader's language, whatever language they were typed in."""

import pytest

from ideabank.i18n.slides import cited, slides
from segments.sheets import matrix
from segments.sheets.comparing import cell_words
from segments.sheets.reading import read
from segments.sheets.schema import TYPES

PATH = TYPES["path"]


@pytest.mark.parametrize(
    ("typed", "finnish", "swedish", "english"),
    [
        ("dia 28", "dia 28", "bild 28", "slide 28"),
        ("slides 35, 42", "diat 35, 42", "bilder 35, 42", "slides 35, 42"),
        ("Bild 28, haastattelu 3", "dia 28, haastattelu 3", "bild 28, haastattelu 3", "slide 28, haastattelu 3"),
        ("diat 24–26 (Kanta)", "diat 24–26 (Kanta)", "bilder 24–26 (Kanta)", "slides 24–26 (Kanta)"),
        ("haastattelu 3", "haastattelu 3", "haastattelu 3", "haastattelu 3"),
        ("bild 3 i rapporten", "bild 3 i rapporten", "bild 3 i rapporten", "bild 3 i rapporten"),
    ],
)
def test_a_slide_is_named_in_the_language_of_who_reads(typed: str, finnish: str, swedish: str, english: str) -> None:
    assert [cited(typed, lang) for lang in ("fi", "sv", "en")] == [finnish, swedish, english]


def test_several_slides_are_several() -> None:
    assert [slides([35, 42], lang) for lang in ("fi", "sv", "en")] == ["diat 35, 42", "bilder 35, 42", "slides 35, 42"]


def test_a_sheet_taken_out_in_english_says_slide_and_comes_back_the_same() -> None:
    cell = [{"text": {"fi": "Jono on pitkä", "en": "A long queue"}, "source": "slide 28"}]
    sheet, faults = read({"columns": [{"key": "s1", "name": {"fi": "Soittaa"}, "cells": {"pain": cell}}]}, PATH)
    assert faults == []
    item = sheet.columns[0].items("pain")[0]
    assert item.source == "dia 28"
    lane = PATH.lane("pain")
    assert lane is not None
    assert "slide 28" in cell_words(lane, (item,), "en")
    rows = matrix.rows_of(sheet, PATH, "en")
    assert any("slide 28" in row for row in rows)
    _, data, wrong = matrix.data_of(rows)
    assert wrong == []
    assert read(data, PATH)[0] == sheet
