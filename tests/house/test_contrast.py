"""Colours are told apart: every ink on every ground that the style sheets bring together, in both themes, by arithmetic.

axe measures the same in a browser, once a theme and width; here nothing depends on which page happens to show what.
"""

import pytest

from tests.house.contrast import DECORATION, DRAWN, WORDS, Pair, pairs, palettes, ratio
from tests.house.test_css import sheets
from tests.house.tree import report


@pytest.mark.parametrize("theme", ["light", "dark", "chosen dark"])
def test_every_ink_can_be_read_on_every_ground_it_lies_on(theme: str) -> None:
    colours = palettes(sheets()["tokens.css"])[theme]
    found = {pair for pair in pairs("\n".join(sheets().values())) if {pair.ink, pair.ground} <= colours.keys()}
    weak = [
        f"{pair}: {contrast:.2f}, needed {pair.least}"
        for pair in sorted(found)
        if (contrast := ratio(colours[pair.ink], colours[pair.ground])) < pair.least
    ]
    report(f"Too little contrast for some eyes in the {theme} theme.", weak)


def test_no_colour_of_the_tokens_goes_unmeasured() -> None:
    tokens = palettes(sheets()["tokens.css"])
    found = pairs("\n".join(sheets().values()))
    measured = {pair.ink for pair in found} | {pair.ground for pair in found}
    report(
        "No rule brings this colour together with another one.", sorted(tokens["light"].keys() - measured - DECORATION)
    )
    assert tokens["dark"].keys() == tokens["light"].keys()
    assert tokens["chosen dark"] == tokens["dark"], "Dark is dark, whether the device says so or the reader."
    assert len(found) > 300, "The reader of the sheets finds little: does it still understand them?"


def test_a_ratio_is_what_the_standard_says() -> None:
    """Figures from the WCAG working group's own examples."""
    assert ratio("#000", "#ffffff") == pytest.approx(21)
    assert ratio("#777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert ratio("#767676", "#fff") == pytest.approx(4.54, abs=0.005)


def test_the_reader_sees_what_rules_bring_together() -> None:
    css = """
      .kind-a { --hue: var(--one); } .kind-b { --hue: var(--two); }
      .button { --face: var(--surface); --label: var(--ink); color: var(--label); background: var(--face); }
      .button.main { --face: var(--accent); --label: var(--on-accent); }
      .button.main:hover { --face: var(--deep); }
      .head b { color: var(--hue, var(--ink)); font-size: 2rem; }
      .head th { color: var(--surface); background: var(--hue); }
      .bar { background: var(--good); }
      .box { border: 1px solid var(--edge); border-radius: var(--round); }
      @media print { .box { color: var(--paper); } }
    """
    found = {(pair.ink, pair.ground, pair.least) for pair in pairs(css)}
    for ink, ground, least in (
        ("ink", "surface", WORDS),
        ("on-accent", "accent", WORDS),
        ("on-accent", "deep", WORDS),
        ("one", "tint", DRAWN),
        ("surface", "two", WORDS),
        ("good", "ground", DRAWN),
        ("edge", "tint", DRAWN),
    ):
        assert (ink, ground, least) in found
    assert ("ink", "accent", WORDS) not in found
    assert ("on-accent", "surface", WORDS) not in found
    assert not {"paper", "round"} & {pair.ink for pair in pairs(css)}
    assert str(Pair("ink", "tint", WORDS, ".a")) == "--ink on --tint (.a)"
