"""Accessibility by axe: every kind of page once. Each template in every language, theme and width: test_axe_everywhere.py."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from ideabank import places
from tests.browser.addresses import PAGES, first_of_each_template
from tests.browser.serving import Live
from tests.browser.watching import Watch

# The size of targets is a rule of WCAG 2.2 that axe leaves off until asked. Before each run axe parses every style sheet anew for a
# rule about turned screens that is off too, which took a quarter of the time: of what it loads, only sound and film are asked about.
RUN = """async (options) => (await axe.run(document, {resultTypes: ['violations'], preload: {assets: ['media']},
  ...options, rules: {'target-size': {enabled: true}, ...options.rules}})).violations"""
# Looking at colours takes two thirds of the time, and nothing but the theme and the width changes what is found.
OF_COLOUR = ("color-contrast", "link-in-text-block")
COLOURS: dict[str, Any] = {"runOnly": {"type": "rule", "values": OF_COLOUR}}
BOTH: dict[str, Any] = {}
STRUCTURE: dict[str, Any] = {"rules": {name: {"enabled": False} for name in OF_COLOUR}}
SIZES = ((1280, 900), (360, 740))
Sit = Callable[[str], tuple[Page, Watch]]


def test_every_template_of_a_page_is_on_the_list() -> None:
    folder = places.templates()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("[!_]*.html")} - {"base.html"}
    pages = {name for name in files if not name.startswith("components/")}
    assert pages == first_of_each_template().keys(), "Say in addresses.py how one gets to these pages."


@pytest.mark.parametrize("name", sorted(PAGES.keys() - set(first_of_each_template().values())))
def test_axe_finds_nothing_and_the_browser_complains_of_nothing(name: str, live: Live, demo: str, sit: Sit) -> None:
    visit = PAGES[name]
    page, watch = sit(visit.who)
    dress(page, "light", SIZES[0])
    watch.clear()
    visit.open(page, demo if visit.demo else live.url, live.world)
    assert violations(page) == []
    assert watch.complaints == []


def test_axe_finds_nothing_in_titles_proposed_while_one_types(live: Live, sit: Sit) -> None:
    page, watch = sit("")
    for theme, size, where, box in (
        ("light", SIZES[0], "/fi/usecases", "#site-search"),
        ("dark", SIZES[1], "/fi/search", "#search-q"),  # on a phone the header leads to the search page
    ):
        dress(page, theme, size)
        page.goto(live.url + where)
        watch.clear()
        page.locator(box).press_sequentially("va")
        expect(page.locator(".titles [role=option]").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        assert watch.complaints == []


def dress(page: Page, theme: Any, size: tuple[int, int]) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": size[0], "height": size[1]})


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())  # evaluated by the debugger, which our security policy does not bind
    return [
        f"{found['id']}: {found['help']}: " + " | ".join(_said(node) for node in found["nodes"][:3])
        for found in page.evaluate(RUN, options or {})
    ]


def _said(node: dict[str, Any]) -> str:
    return f"{node['html'][:160]} ({node['failureSummary'].split(chr(10))[-1].strip()[:160]})"


@cache
def axe() -> str:
    source = Path(axe_playwright_python.__file__).with_name("axe.min.js")
    return source.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("theme", "colour", "options"), [("light", "#ccc", {}), ("light", "#ccc", COLOURS), ("dark", "#333", COLOURS)]
)
def test_axe_would_find_words_too_pale_to_read(
    theme: str, colour: str, options: dict[str, Any], live: Live, sit: Sit
) -> None:
    """A check that never fails would prove nothing."""
    page, _ = sit("")
    dress(page, theme, SIZES[0])
    PAGES["about"].open(page, live.url, live.world)
    page.evaluate("(colour) => { document.querySelector('main p').style.color = colour }", colour)
    assert any(what.startswith("color-contrast") for what in violations(page, options))
