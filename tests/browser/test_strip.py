"""The strip after a write, in a browser: it takes the focus with a page, appears in place with JavaScript, and undoes; the way of telling."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Live
from tests.browser.test_axe import SIZES, dress, violations
from tests.browser.test_journeys import newest_code
from tests.browser.watching import Watch


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(script: bool, fresh: Live, browser: Browser) -> Iterator[Page]:
    with fresh.open(browser, "aino", java_script_enabled=script) as context:
        yield context.new_page()


def test_what_was_withdrawn_is_told_where_the_focus_is_and_brought_back(fresh: Live, page: Page) -> None:
    page.goto(fresh.path("queue", "/withdrawal"))
    page.locator("main form .button.harm").click()
    strip = page.locator("#strip")
    expect(strip).to_be_focused()
    expect(strip).to_contain_text("Vedetty pois")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#strip-words")).to_contain_text("Kumottu: tämä on taas pankissa.")
    expect(page.locator("#strip")).to_be_focused()
    expect(page.locator("#strip button")).to_have_count(0)
    page.locator("#strip a").click()
    expect(page.locator("h1")).to_have_text("Näen päivystyksen jonon")
    expect(page.locator("#strip")).to_have_count(0)


def test_support_is_told_and_undone_with_and_without_a_page_load(script: bool, fresh: Live, page: Page) -> None:
    watch = Watch(page)
    page.goto(fresh.path("queue"))
    if script:
        page.evaluate("window.stillHere = true")
    page.locator("#support-button").click()
    expect(page.locator("#strip-words")).to_be_visible()
    if script:
        assert page.evaluate("window.stillHere")
        expect(page.locator("#support-button")).to_be_focused()
    else:
        expect(page.locator("#strip")).to_be_focused()
    page.locator("#strip button").click()
    expect(page.locator("#strip-words")).to_contain_text("kannatustasi ei lasketa")
    expect(page.locator("#support .mine")).to_have_count(0)
    assert fresh.world.entry("queue").support_count == 0
    assert watch.complaints == []


def test_a_withdrawn_need_is_published_again_by_hand(fresh: Live, page: Page) -> None:
    page.goto(fresh.path("queue", "/withdrawal"))
    page.locator("main form .button.harm").click()
    page.goto(fresh.path("queue"))
    page.get_by_role("button", name="Julkaise uudelleen").click()
    expect(page.locator("#strip-words")).to_have_text("Tämä on taas pankissa.")
    assert fresh.world.entry("queue").is_public


@pytest.mark.parametrize("width", [1280, 360])
def test_a_need_told_signed_out_takes_eight_actions(script: bool, width: int, fresh: Live, browser: Browser) -> None:
    """Title, who, Continue, address, send, code, sign in, Publish."""
    with fresh.open(browser, java_script_enabled=script, viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto("/fi/usecases/new")
        expect(page.locator(".way [aria-current]")).to_have_text("1. Kerro")
        page.locator("[name=title]").fill("Uusin isäni reseptit hänen puolestaan")
        page.locator("[name=who]").fill("Isäänsä auttava tytär")
        page.locator(".button.main[value=publish]").click()
        expect(page.locator(".way [aria-current]")).to_have_text("2. Kirjaudu")
        page.locator("[name=email]").fill("uusi@example.org")
        page.locator("main form button").click()
        page.locator("[name=code]").fill(newest_code(fresh))
        page.locator("main form button").click()
        expect(page.locator(".way [aria-current]")).to_have_text("3. Julkaise")
        button = page.locator(".one-large .button.main")
        expect(button).to_have_text("Julkaise")
        button.click()
        expect(page.locator("#strip")).to_be_focused()
        expect(page.locator("#strip-words")).to_have_text("Julkaistu. Kiitos!")
        expect(page.locator("#next")).to_contain_text("Mitä seuraavaksi?")
        expect(page.locator("#strip button")).to_have_text("Kumoa")
        page.reload()
        expect(page.locator("#next")).to_have_count(0)


def test_a_need_told_signed_in_takes_three_actions(fresh: Live, page: Page) -> None:
    page.goto("/fi/usecases/new")
    expect(page.locator(".way")).to_have_count(0)
    page.locator("[name=title]").fill("Uusin isäni reseptit hänen puolestaan")
    page.locator("[name=who]").fill("Isäänsä auttava tytär")
    page.locator(".button.main[value=publish]").click()
    expect(page).to_have_url(re.compile(r"/usecases/\d+-uusin"))


def test_axe_finds_nothing_in_the_strip_and_in_what_comes_next(fresh: Live, browser: Browser) -> None:
    with fresh.open(browser, "aino") as context:
        page = context.new_page()
        for theme, size in (("light", SIZES[0]), ("dark", SIZES[1])):
            dress(page, theme, size)
            page.goto("/fi/usecases/new")
            page.locator("[name=title]").fill(f"Uusin isäni reseptit {theme}")
            page.locator("[name=who]").fill("Tytär")
            page.locator(".button.main[value=publish]").click()
            expect(page.locator("#next")).to_be_visible()
            assert violations(page) == []
            page.goto(re.sub(r"(\d+)-.*", r"\1/withdrawal", page.url))
            page.locator("main form .button.harm").click()
            expect(page.locator("#strip.fair")).to_be_visible()
            assert violations(page) == []
