"""Lists in a browser: how tall they are, filters in a sheet on a phone, the number on its button, support from a row."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Live
from tests.browser.test_axe import violations

HEIGHT = "document.documentElement.scrollHeight"
TALLEST = {"": 2_800, "?view=dense": 2_000, "?view=table": 2_000}


def opened(browser: Browser, live: Live, where: str, *, width: int, script: bool = True, who: str = "") -> Page:
    size = {"width": width, "height": 740}
    page = live.open(browser, who, viewport=size, java_script_enabled=script).new_page()
    page.goto(live.url + where)
    return page


@pytest.mark.parametrize("query", TALLEST)
def test_twenty_rows_fit_into_three_screens(
    live: Live, browser: Browser, query: str, figure: Callable[[str], None]
) -> None:
    page = opened(browser, live, f"/fi/usecases{query}", width=1280, who="sanna")
    height = page.evaluate(HEIGHT)
    figure(f"Twenty use cases at 1280 {query or '(roomy)'}: {height} px")
    assert height <= TALLEST[query]
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_a_phone_filters_are_a_sheet_with_one_button(live: Live, browser: Browser, script: bool) -> None:
    page = opened(browser, live, "/en/usecases?theme=contact&status=new", width=360, script=script)
    sheet, rows = page.locator(".filters"), page.locator(".rows").first
    expect(sheet.locator("form")).to_be_hidden()
    sheet.locator("> summary").click()
    expect(sheet.locator("[name=theme][value=contact]")).to_be_checked()
    expect(rows).to_be_hidden()  # and out of a keyboard's way
    button = sheet.get_by_role("button", name=re.compile(r"^Show \d+$"))
    expect(button).to_be_in_viewport()
    sheet.locator("> summary").click()
    expect(rows).to_be_visible()
    sheet.locator("> summary").click()
    sheet.locator("[name=theme][value='']").check()
    sheet.locator("form button").click()
    expect(page.locator(".active")).not_to_contain_text("Theme")
    page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_sheet(live: Live, browser: Browser, theme: Any) -> None:
    page = opened(browser, live, "/fi/proposals?main_area=PK3", width=360)
    page.emulate_media(color_scheme=theme)
    page.locator(".filters > summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".filters > summary")).to_be_focused()
    expect(page.locator(".row-card").first).to_be_visible()
    page.context.close()


def test_the_button_says_how_many_it_shows_and_nothing_is_sent_before_it_is_pressed(
    live: Live, browser: Browser
) -> None:
    page = opened(browser, live, "/en/usecases", width=1280)
    asked: list[str] = []
    drawn = f"{live.url}/static/"  # the files that a page is drawn with, of which the browser fetches its icon last
    page.on("request", lambda request: None if request.url.startswith(drawn) else asked.append(request.url))
    form, button = page.locator("[data-filters]"), page.locator("[data-show]")
    whole = button.inner_text()
    count = form.locator(".facet", has=page.locator("[value=booking]")).locator("b").inner_text()
    form.locator("[name=theme][value=booking]").check()
    expect(button).to_have_text(f"Show {count}")
    form.locator("[name=met][value=unmet]").check()
    expect(button).to_have_text("Show these")
    form.locator("[name=met][value='']").check()
    form.locator("[name=theme][value='']").check()
    expect(button).to_have_text(whole)
    assert asked == []
    form.locator("[name=theme][value=booking]").check()
    button.click()
    expect(page.locator(".row-card")).to_have_count(int(count))
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [360, 1280])
def test_support_is_given_from_a_row_and_one_stays_there(
    fresh: Live, browser: Browser, script: bool, width: int
) -> None:
    page = opened(browser, fresh, "/fi/usecases?sort=newest", width=width, script=script, who="aino")
    row = page.locator(".rows > li", has_text="päivystyksen jonon")
    row.locator(".heart").click()
    expect(row.locator(".heart.is-mine b")).to_have_text("1")
    assert page.url.partition("#")[2] == row.get_attribute("id")
    expect(row).to_be_in_viewport()
    page.context.close()
