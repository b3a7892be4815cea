"""A marked term explains itself without leaving the page; without JavaScript it is a link."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.serving import Live
from tests.cookbook.test_terms import add_terms


def test_a_term_opens_its_definition_by_keyboard_and_gives_the_focus_back(fresh: Live, browser: Browser) -> None:
    add_terms(fresh.world)
    with fresh.open(browser) as context:
        page = context.new_page()
        page.goto(fresh.path("told").replace("/fi/", "/sv/"))
        term = page.locator("a.term").first
        term.focus()
        page.keyboard.press("Enter")
        note = page.locator(".term-note:popover-open")
        expect(note).to_contain_text("En grupps steg.")
        expect(note.locator("button")).to_be_focused()
        page.keyboard.press("Escape")
        expect(note).to_have_count(0)
        expect(term).to_be_focused()
        term.click()
        note.locator("button").click()
        expect(note).to_have_count(0)
        term.click()
        note.locator("a").click()
        expect(page.locator("h1")).to_have_text("servicestig")


def test_without_javascript_a_term_is_a_link_to_its_page(fresh: Live, browser: Browser) -> None:
    add_terms(fresh.world)
    with fresh.open(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(fresh.path("told"))
        expect(page.locator(".term-note").first).to_be_hidden()
        page.locator("a.term").first.click()
        expect(page).to_have_url(re.compile("/fi/terms/"))
        expect(page.locator("h1")).to_have_text("palvelupolku")
