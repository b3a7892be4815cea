"""The product of languages, themes and widths, on one page of each template. Two files share the templates, so that two processes share the work.

Structure is asked about in every language and width; a theme only sets colours, and words of another language change none, so
colours are asked about once a theme and width. Whatever the page, each ink on each ground is measured in tests/house/test_contrast.py.
"""

from collections.abc import Iterator

from ideabank.i18n import LANGUAGES
from tests.browser.addresses import PAGES, first_of_each_template
from tests.browser.serving import Live
from tests.browser.test_axe import BOTH, COLOURS, SIZES, STRUCTURE, Sit, dress, violations

TEMPLATES = tuple(first_of_each_template())


def found_by_axe(template: str, live: Live, demo: str, sit: Sit) -> list[str]:
    """What axe, and the browser itself, find wrong on the page that stands for a template, in every dress."""
    visit = PAGES[first_of_each_template()[template]]
    page, watch = sit(visit.who)
    found = []
    for lang in LANGUAGES:
        watch.clear()
        visit.open(page, demo if visit.demo else live.url, live.world, lang)
        for theme, size, options in _dresses(lang):
            dress(page, theme, size)
            found += [f"{lang} {theme} {size[0]}: {what}" for what in violations(page, options)]
        found += [f"{lang}: {what}" for what in watch.complaints]
    return found


def _dresses(lang: str) -> Iterator[tuple[str, tuple[int, int], dict[str, object]]]:
    """(theme, size, what is asked about)."""
    for size in SIZES:
        if lang == LANGUAGES[0]:
            yield "light", size, BOTH
            yield "dark", size, COLOURS
        else:
            yield "light", size, STRUCTURE
