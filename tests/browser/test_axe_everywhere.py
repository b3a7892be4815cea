"""Accessibility by axe: each template in every language, theme and width. A file of its own, so that two processes share the work."""

import pytest

from ideabank.i18n import LANGUAGES
from tests.browser.addresses import PAGES, first_of_each_template
from tests.browser.serving import Live
from tests.browser.test_axe import COLOURS, SIZES, Sit, dress, violations


@pytest.mark.parametrize("template", first_of_each_template())
def test_axe_finds_nothing_in_any_language_theme_and_width(template: str, live: Live, demo: str, sit: Sit) -> None:
    visit = PAGES[first_of_each_template()[template]]
    page, watch = sit(visit.who)
    found = []
    for lang in LANGUAGES:
        watch.clear()
        visit.open(page, demo if visit.demo else live.url, live.world, lang)
        for size in SIZES:
            for theme, options in (("light", {}), ("dark", COLOURS)):
                dress(page, theme, size)
                found += [f"{lang} {theme} {size[0]}: {what}" for what in violations(page, options)]
        found += [f"{lang}: {what}" for what in watch.complaints]
    assert not found, "\n".join(found)
