"""Accessibility by axe: every second template in every language, theme and width; the other half is in the file beside this one."""

import pytest

from tests.browser.product import TEMPLATES, found_by_axe
from tests.browser.serving import Live
from tests.browser.test_axe import Sit


@pytest.mark.parametrize("template", TEMPLATES[1::2])
def test_axe_finds_nothing_in_any_language_theme_and_width(template: str, live: Live, demo: str, sit: Sit) -> None:
    found = found_by_axe(template, live, demo, sit)
    assert not found, "\n".join(found)
