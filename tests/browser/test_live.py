"""What JavaScript adds: drafts that keep themselves, parts that change in place, and failures that lose nothing."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.serving import Live
from tests.browser.watching import Watch

WORDS = "Tämän kirjoittaminen vei aikaa."


@pytest.fixture
def page(fresh: Live, browser: Browser) -> Iterator[Page]:
    """Aino's window."""
    with fresh.open(browser, "aino") as context:
        yield context.new_page()


@pytest.fixture
def booking(fresh: Live, page: Page) -> Page:
    """A need, opened in a window that remembers whether it was loaded anew."""
    page.goto(fresh.path("booking"))
    page.evaluate("window.stillHere = true")
    return page


def indexed(fresh: Live) -> None:
    """Brings the search index up to date, as the server does beside requests."""
    fresh.world.app.state.site.search.drain_all()


def is_still_here(page: Page) -> bool:
    return bool(page.evaluate("window.stillHere === true"))


def write_comment(page: Page, words: str = WORDS) -> None:
    page.locator("[name=body]").fill(words)
    page.locator("[name=stance]").first.check()
    page.locator("#comment-form button").click()


def test_a_draft_keeps_itself_says_so_and_can_be_opened_again(page: Page) -> None:
    page.goto("/fi/usecases/new")
    page.locator("[name=title]").press_sequentially("Näen jonon")
    expect(page.locator(".saved")).not_to_be_empty()
    page.goto("/fi/account")
    page.get_by_role("link", name="Näen jonon").click()
    expect(page).to_have_url(re.compile("/drafts/"))
    expect(page.locator("[name=title]")).to_have_value("Näen jonon")


def test_a_draft_that_cannot_be_saved_says_so(page: Page) -> None:
    page.goto("/fi/usecases/new")
    page.route("**/usecases/drafts", lambda route: route.abort())
    page.locator("[name=title]").press_sequentially("Näen jonon")
    expect(page.locator(".saved")).to_have_text(re.compile("."))
    assert page.locator(".saved").inner_text() == page.locator("form[data-draft]").get_attribute("data-unsaved")


def test_support_changes_in_place_is_told_and_the_button_keeps_focus(booking: Page) -> None:
    watch = Watch(booking)
    booking.locator("#support-button").press("Enter")
    expect(booking.locator("#support .mine")).to_be_visible()
    expect(booking.locator("#support-button")).to_be_focused()
    expect(booking.locator("#live")).to_contain_text("1")
    booking.locator("#support-button").press("Enter")
    expect(booking.locator("#support .mine")).to_have_count(0)
    assert is_still_here(booking)
    assert watch.complaints == []


def test_a_comment_appears_in_place_and_focus_goes_to_it(booking: Page) -> None:
    watch = Watch(booking)
    write_comment(booking)
    expect(booking.locator(".comment .prose")).to_have_text(WORDS)
    expect(booking.locator("[name=body]")).to_have_value("")
    expect(booking.locator("#comments")).to_contain_text(WORDS)
    assert booking.evaluate("document.activeElement.closest('#comments') !== null")
    assert is_still_here(booking)
    assert watch.complaints == []


def test_a_refused_comment_keeps_its_words_and_says_what_to_do(booking: Page) -> None:
    booking.locator("[name=body]").fill("Tunnukseni on 131052-308T")
    booking.locator("[name=stance]").first.check()
    booking.locator("#comment-form button").click()
    expect(booking.locator("#comment-form #error-summary")).to_be_focused()
    expect(booking.locator("[name=body]")).to_have_value("Tunnukseni on 131052-308T")
    assert is_still_here(booking)
    write_comment(booking)
    expect(booking.locator(".comment .prose")).to_have_text(WORDS)


@pytest.mark.parametrize("status", [500, 429, 403, 0], ids=["broken", "too many", "not allowed", "no connection"])
def test_a_failure_is_told_and_the_words_stay(status: int, booking: Page) -> None:
    def fail(route: Route) -> None:
        if status:
            route.fulfill(status=status, body="<h1>…</h1>", content_type="text/html")
        else:
            route.abort("internetdisconnected")

    booking.route("**/comments", fail)
    write_comment(booking)
    expect(booking.get_by_role("alert")).to_be_visible()
    expect(booking.get_by_role("alert")).to_contain_text(re.compile(r"\w{3}"))
    expect(booking.locator("[name=body]")).to_have_value(WORDS)
    assert is_still_here(booking)
    booking.unroute("**/comments")
    booking.locator("#comment-form button").click()
    expect(booking.locator(".comment .prose")).to_have_text(WORDS)


def test_an_error_of_the_server_keeps_the_words_without_javascript_too(fresh: Live, browser: Browser) -> None:
    with fresh.open(browser, "aino", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(fresh.path("booking"))
        context.clear_cookies()
        write_comment(page)
        page.locator("#act summary").click()
        expect(page.locator(".kept")).to_contain_text([WORDS])


def test_titles_are_proposed_while_one_types_and_chosen_by_keyboard(fresh: Live, page: Page) -> None:
    watch = Watch(page)
    indexed(fresh)
    page.goto("/fi/usecases")
    page.keyboard.press("/")
    box = page.locator("#site-search")
    expect(box).to_be_focused()
    box.press_sequentially("näen päiv")
    options = page.locator(".titles [role=option]")
    expect(options).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    expect(page.locator(".titles")).to_be_hidden()
    expect(box).to_have_value("näen päiv")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(f"/usecases/{fresh.world.entries['queue']}-"))
    assert watch.complaints == []


def test_enter_searches_for_what_was_typed(fresh: Live, page: Page) -> None:
    indexed(fresh)
    page.goto("/fi/usecases")
    page.locator("#site-search").press_sequentially("näen")
    expect(page.locator(".titles [role=option]").first).to_be_visible()
    page.locator("#site-search").press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=n%C3%A4en"))


def test_what_is_like_the_need_appears_while_one_writes_and_the_words_stay(fresh: Live, page: Page) -> None:
    watch = Watch(page)
    indexed(fresh)
    page.goto("/fi/usecases/new")
    page.evaluate("window.stillHere = true")
    page.locator("[name=title]").press_sequentially("Varata aika äidin puolesta")
    first = page.locator(".alike-list li").first
    expect(first).to_contain_text("puolesta")
    expect(page.locator("[name=title]")).to_be_focused()
    page.locator(f"#alike-support-{fresh.world.entries['booking']}").press("Enter")
    expect(page.locator(f"#alike-support-{fresh.world.entries['booking']}")).to_be_focused()
    expect(page.locator("#said .strip")).to_be_visible()
    page.locator(f"#alike-link-{fresh.world.entries['booking']}").click()
    expect(page.locator("#alike [name=linked]")).to_have_count(1)
    expect(page.locator("[name=title]")).to_have_value("Varata aika äidin puolesta")
    assert is_still_here(page)
    assert watch.complaints == []
    assert fresh.world.entry("booking").support_count == 1


def test_enter_in_a_field_never_presses_a_button_beside_the_form(fresh: Live, page: Page) -> None:
    indexed(fresh)
    page.goto("/fi/usecases/new")
    page.locator("[name=title]").press_sequentially("Varata aika äidin puolesta")
    expect(page.locator(".alike-list li").first).to_be_visible()
    page.locator("[name=who]").fill("Omaishoitaja")
    page.locator("[name=title]").press("Enter")
    expect(page.locator("input[name=seen]")).to_have_value("preview")
    assert fresh.world.entry("booking").support_count == 0
