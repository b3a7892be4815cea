"""Narrow windows, large letters, keyboards and fingers."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import PAGES, first_of_each_template
from tests.browser.serving import Live
from tests.browser.watching import Watch

Sit = Callable[[str], tuple[Page, Watch]]
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .slice(0, 4).map((one) => one.outerHTML.slice(0, 140));
}"""
# A link inside a sentence may be as low as its line (WCAG 2.5.8); a box to tick is hit by its label.
TOO_SMALL = """() => [...document.querySelectorAll("button, summary, select, .button, nav a, .option, .acts a, .acts button, input:not([type=hidden], [type=radio], [type=checkbox]), textarea")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}))
  .map((one) => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width < 24 || box.height < 24)
  .map(([box, one]) => `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 120)}`)"""
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  return {
    what: one === document.body ? "" : one.tagName.toLowerCase() + (one.name ? `[${one.name}]` : one.id ? `#${one.id}` : ""),
    where: (one.closest(".skip, nav, [role=search], form, header, footer, main") ?? one).className || "",
    region: one.closest("header.site-head") ? "header" : one.closest("footer.site-foot") ? "footer" : "main",
    seen: [one, one.closest(".card, .row-card")].some((it) => it && getComputedStyle(it).outlineStyle !== "none"),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def walk(page: Page, most: int = 160) -> list[dict[str, Any]]:
    """What Tab reaches, from the top of the page round to the browser itself."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if not focus["what"]:
            break
        found.append(focus)
    return found


@pytest.mark.parametrize("template", first_of_each_template())
def test_nobody_scrolls_sideways_nor_misses_a_target(template: str, live: Live, demo: str, sit: Sit) -> None:
    visit = PAGES[first_of_each_template()[template]]
    page, _ = sit(visit.who)
    page.set_viewport_size({"width": 320, "height": 640})
    visit.open(page, demo if visit.demo else live.url, live.world)
    assert page.evaluate(STICKS_OUT) == [], "at 320 px"
    assert page.evaluate(TOO_SMALL) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '225%'")  # twice what base.css says
    assert page.evaluate(STICKS_OUT) == [], "with letters twice as large"


@pytest.mark.parametrize("name", ["use cases", "tell a need", "use case, my own", "link, chosen"])
def test_a_keyboard_reaches_everything_and_sees_where_it_is(name: str, live: Live, browser: Browser) -> None:
    visit = PAGES[name]
    with live.open(browser, visit.who, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        visit.open(page, live.url, live.world)
        walked = walk(page)
        fields = page.evaluate(
            """() => [...new Set([...document.querySelectorAll("main input:not([type=hidden]), main textarea, main select")]
               .filter((one) => one.checkVisibility()).map((one) => `${one.tagName.toLowerCase()}[${one.name}]`))]"""
        )
    reached = [one["what"] for one in walked]
    assert walked[0]["where"] == "skip"
    assert {one["region"] for one in walked} == {"header", "main", "footer"}
    assert "input[q]" in reached
    assert set(fields) <= set(reached)
    assert [one for one in walked if not one["seen"]] == []
    assert [one for one in walked if not one["inside"]] == []


def test_the_skip_link_leads_into_the_content(live: Live, browser: Browser) -> None:
    with live.open(browser) as context:
        page = context.new_page()
        page.goto(f"{live.url}/fi/usecases")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["region"] == "main"


def test_a_slash_goes_to_the_search_box_unless_one_is_writing(live: Live, browser: Browser) -> None:
    with live.open(browser) as context:
        page = context.new_page()
        page.goto(f"{live.url}/fi/usecases/new")
        page.keyboard.press("/")
        expect(page.locator("#site-search")).to_be_focused()
        page.locator("[name=title]").focus()
        page.keyboard.type("ja/tai")
        expect(page.locator("[name=title]")).to_have_value("ja/tai")


def test_a_question_mark_shows_the_keys_until_single_keys_are_turned_off(live: Live, browser: Browser) -> None:
    with live.open(browser) as context:
        page = context.new_page()
        page.goto(f"{live.url}/fi/usecases")
        page.keyboard.press("?")
        dialog = page.locator("dialog[open]")
        expect(dialog).to_contain_text("Siirry hakukenttään")
        dialog.locator("[data-keys-switch] button").click()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        page.keyboard.press("?")
        page.keyboard.press("/")
        expect(page.locator("#site-search")).not_to_be_focused()
        expect(dialog).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_what_is_wrong_takes_focus_and_leads_to_the_field(script: bool, live: Live, browser: Browser) -> None:
    with live.open(browser, "aino", java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{live.url}/fi/usecases/new")
        page.locator("[name=title]").fill("Tarve")
        page.locator("[name=who]").fill("")
        page.locator(".form-part > summary").first.click()
        page.locator("[name=why]").fill("Tunnukseni on 131052-308T")
        page.locator("button[value=publish]").click()
        expect(page.locator("#error-summary")).to_be_focused()
        assert page.title().startswith(("Error:", "Virhe:"))
        expect(page.locator("[name=title]")).to_have_value("Tarve")
        link = page.locator("#error-summary a").first
        field = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        if script:
            expect(page.locator(f"#{field}")).to_be_focused()
        assert page.locator(f"#{field}").get_attribute("aria-describedby")
