"""The form of a kind: which fields it has, and what a choice of another day is called today."""

import pytest

from ideabank.telling.alike import _parts
from ideabank.telling.forms import LINKED, many_names, reopened, single_names
from tests.world import BANK


@pytest.mark.parametrize("code", BANK.kinds)
def test_no_field_is_both_one_value_and_many(code: str) -> None:
    single, many = single_names(BANK.kinds[code]), many_names(BANK.kinds[code])
    assert not set(single) & set(many)
    assert len(single) == len(set(single))
    assert many[-1] == LINKED


@pytest.mark.parametrize("code", BANK.kinds)
def test_a_day_of_review_is_asked_for_by_kinds_that_have_one(code: str) -> None:
    assert ("review_by" in single_names(BANK.kinds[code])) is BANK.kinds[code].lifecycle.has_review


def test_what_was_typed_comes_back_with_its_choices_by_the_codes_of_today() -> None:
    form = reopened(BANK.kinds["usecase"], {"title": "Tarve", "channels": ["sms", "digital"]})
    assert form.value("title") == "Tarve"
    assert form.many("channels") == ["text-message", "digital"]


@pytest.mark.parametrize(
    ("chosen", "parts"),
    [
        ("variation-of>12", ("variation-of", ">", 12)),
        ("addressed-by<3", ("addressed-by", "<", 3)),
        ("variation-of>", ("", "", 0)),
        ("variation-of>12 ", ("", "", 0)),
        ("Variation>1", ("", "", 0)),
        ("a>1234567890", ("", "", 0)),
    ],
)
def test_a_link_that_was_chosen_beside_the_form_is_read_whole_or_not(chosen: str, parts: tuple[str, str, int]) -> None:
    assert _parts(chosen) == parts
