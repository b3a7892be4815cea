"""The header of every page: one low row on a phone, everything within reach without a script, and panels that close."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Live

HEIGHT = "document.querySelector('.site-head').getBoundingClientRect().height"
TWICE = "document.documentElement.style.fontSize = '225%'"  # twice what base.css says
LANGUAGES = ("fi", "sv", "en")


def opened(browser: Browser, live: Live, where: str, *, width: int = 360, script: bool = True, who: str = "") -> Page:
    context = live.open(browser, who, viewport={"width": width, "height": 740}, java_script_enabled=script)
    page = context.new_page()
    page.goto(live.url + where)
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("who", ["", "aino"])
def test_the_header_of_a_phone_is_one_row(live: Live, browser: Browser, lang: str, who: str) -> None:
    page = opened(browser, live, f"/{lang}/usecases", who=who)
    assert page.evaluate(HEIGHT) <= 64
    page.evaluate(TWICE)
    assert page.evaluate(HEIGHT) <= 112
    assert page.evaluate("document.querySelector('.site-head').scrollWidth") <= 360
    page.context.close()


def test_the_banner_of_a_demo_is_one_line(demo: str, live: Live, browser: Browser) -> None:
    context = live.open(browser, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for lang in LANGUAGES:
        page.goto(f"{demo}/{lang}/usecases")
        assert page.evaluate("document.querySelector('.demo-banner').getBoundingClientRect().height") <= 48
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_every_list_is_within_reach_of_the_menu(live: Live, browser: Browser, width: int, script: bool) -> None:
    page = opened(browser, live, "/en/about", width=width, script=script)
    menu = page.locator(".menu")
    menu.locator("summary").click()
    for name in (
        "Use cases",
        "Proposals",
        "Solutions",
        "Segments",
        "Service paths",
        "Artefacts",
        "Requirements",
        "Terms",
        "Projects",
    ):
        expect(menu.get_by_role("link", name=name, exact=True)).to_be_visible()
    menu.get_by_role("link", name="Artefacts", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Design artefacts")
    page.context.close()


def test_on_a_wide_screen_the_places_stand_in_sight_and_the_present_one_is_marked(live: Live, browser: Browser) -> None:
    page = opened(browser, live, "/en/artefacts", width=1280)
    places = page.get_by_role("navigation", name="Main").get_by_role("link")
    assert places.all_inner_texts() == [
        "Use cases", "Proposals", "Solutions", "Segments", "Paths and artefacts", "Cookbook",
    ]  # fmt: skip
    expect(page.locator(".places [aria-current]")).to_have_text("Paths and artefacts")
    expect(page.get_by_role("search").get_by_role("searchbox").or_(page.locator("#site-search"))).to_be_visible()
    page.context.close()


def test_a_panel_closes_by_escape_and_by_a_press_elsewhere(live: Live, browser: Browser) -> None:
    page = opened(browser, live, "/en/usecases", width=1280)
    menu, language = page.locator(".menu"), page.locator(".lang")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    language.locator("summary").click()
    expect(menu).not_to_have_attribute("open", "")
    expect(language.get_by_role("link", name="Svenska")).to_be_visible()
    page.context.close()


def test_languages_and_signing_in_are_in_the_menu_of_a_phone(live: Live, browser: Browser) -> None:
    page = opened(browser, live, "/en/usecases", script=False)
    page.locator(".menu summary").click()
    expect(page.locator(".menu").get_by_role("link", name="Sign in")).to_be_visible()
    page.locator(".menu").get_by_role("link", name="Suomi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Käyttötapaukset")
    page.context.close()
