"""Paths in a browser: made by keyboard on a phone, edited in place on a wide screen, printed on one A3 page."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.serving import Live
from tests.segments.samples import add_path

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(fresh: Live, browser: Browser) -> Iterator[Page]:
    """Sanna's phone-sized window, with JavaScript off."""
    with fresh.open(browser, "sanna", viewport=PHONE, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def wide(fresh: Live, browser: Browser) -> Iterator[Page]:
    """Sanna's wide window on a path."""
    add_path(fresh.world)
    with fresh.open(browser, "sanna", viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(fresh.path("path"))
        yield page


def write(page: Page, name: str, words: str) -> None:
    """Goes to the field by the Tab key and types."""
    reach(page, f"[name={name}]")
    page.keyboard.type(words)


def reach(page: Page, selector: str) -> None:
    """Presses Tab until the focus is there: what cannot be reached by keyboard fails."""
    for _ in range(150):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by the Tab key at {page.url}")


def test_a_designer_makes_a_persona_and_a_path_by_keyboard_alone_on_a_phone(fresh: Live, phone: Page) -> None:
    phone.goto("/fi/artefacts/new")
    reach(phone, ".type-cards a")
    phone.keyboard.press("Enter")
    write(phone, "title", "Persoona: Sari")
    write(phone, "summary", "Hoitaa äitinsä asioita.")
    reach(phone, "button[value=publish]")
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_have_text("Persoona: Sari")
    reach(phone, "#cell-all-goals a.cell-edit")
    phone.keyboard.press("Enter")
    write(phone, "goals", "Ehtiä töistä hakemaan äidin lääkkeet.")
    reach(phone, "main form button.main")
    phone.keyboard.press("Enter")
    expect(phone.locator("#cell-all-goals .marked")).to_contain_text("Ehtiä töistä")

    phone.goto("/fi/paths/new")
    write(phone, "title", "Äidin asiat töiden jälkeen")
    write(phone, "summary", "Tytär hoitaa äitinsä asioita.")
    reach(phone, "[name=sheet]")
    for line in ("# Tarve", "Huomaa tarpeen", "Soittaa"):
        phone.keyboard.type(line)
        phone.keyboard.press("Enter")
    reach(phone, "button[value=publish]")
    phone.keyboard.press("Enter")
    expect(phone.locator(".step-card")).to_have_count(2)
    reach(phone, "#card-huomaa-tarpeen .acts a")
    phone.keyboard.press("Enter")
    write(phone, "does", "Lukee äidin viestin.")
    reach(phone, "[name=feeling]")
    phone.keyboard.press("ArrowDown")
    reach(phone, "button[value=next]")
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_contain_text("Soittaa")
    write(phone, "pain", "Jono on pitkä.")
    reach(phone, "main form .buttons button[value=save]")
    phone.keyboard.press("Enter")
    expect(phone.locator("#card-soittaa")).to_contain_text("Jono on pitkä.")
    expect(phone.locator("#card-huomaa-tarpeen .felt")).to_contain_text("−2")

    path = phone.url.partition("#")[0]
    link(phone, path, "Linkitä tarve", "Varaan ajan")
    expect(phone.locator("#card-soittaa .met-partly").first).to_be_visible()
    link(phone, path, "Linkitä ratkaisu", "Omakanta")
    expect(phone.locator("#card-soittaa")).to_contain_text("Omakanta")

    reach(phone, ".sheet-acts a[href$='/fork']")
    phone.keyboard.press("Enter")
    write(phone, "title", "Isän asiat töiden jälkeen")
    reach(phone, "main form .buttons button.main")
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_have_text("Isän asiat töiden jälkeen")
    expect(phone.locator("#card-soittaa")).to_contain_text("Omakanta")
    unfold(phone, "soittaa")
    reach(phone, "#card-soittaa .acts a")
    phone.keyboard.press("Enter")
    write(phone, "opportunity", "Takaisinsoitto illalla.")
    reach(phone, "main form .buttons button[value=save]")
    phone.keyboard.press("Enter")
    reach(phone, "#sheet .notice a[href*='/sides']")
    phone.keyboard.press("Enter")
    expect(phone.locator(".pair.differs")).to_have_count(1)
    expect(phone.locator(".pair.differs h2")).to_contain_text("Soittaa")
    expect(phone.locator(".pair-table tr.differs")).to_contain_text("Takaisinsoitto illalla.")


def unfold(page: Page, step: str) -> None:
    """Opens the card of a step."""
    if not page.locator(f"#card-{step} dl").is_visible():
        reach(page, f"#card-{step} > summary")
        page.keyboard.press("Enter")


def link(page: Page, path: str, button: str, word: str) -> None:
    """From the form of a step: searches the other end, chooses it where the step is said already, and comes back."""
    unfold(page, "soittaa")
    reach(page, "#card-soittaa > .acts a")
    page.keyboard.press("Enter")
    reach(page, f"a.button:has-text('{button}')")
    page.keyboard.press("Enter")
    reach(page, "main [name=q]")
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page.locator("[name=anchor]")).to_have_value("soittaa")
    choose(page, f".pick:has-text('{word}') .pick-how")
    reach(page, "main form button.main")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(path.rpartition("/")[0])))


def choose(page: Page, how: str) -> None:
    """Says there that the two belong together by a tick, or, where it is asked, how well one answers the other and on what grounds."""
    if page.locator(f"{how} [type=checkbox]").count():
        reach(page, f"{how} [type=checkbox]")
        page.keyboard.press("Space")
    else:
        reach(page, f"{how} select[name^=fit]")
        page.keyboard.press("ArrowDown")
        write(page, "evidence", "Kokeilimme sitä tässä.")


def test_a_cell_is_edited_in_place_and_focus_stays(wide: Page) -> None:
    wide.evaluate("window.stillHere = true")
    pen = wide.locator("#pen-soittaa-pain")
    pen.focus()
    wide.keyboard.press("Enter")
    field = wide.locator("#cell-soittaa-pain [name=pain]")
    expect(field).to_be_focused()
    wide.keyboard.type("Jono katkeaa.")
    wide.locator("#cell-soittaa-pain button.main").click()
    expect(wide.locator("#cell-soittaa-pain .findings")).to_have_text("Jono katkeaa.")
    expect(pen).to_be_focused()
    assert wide.evaluate("window.stillHere === true")


def test_a_mistake_in_place_keeps_the_words(wide: Page) -> None:
    wide.locator("#pen-soittaa-pain").click()
    wide.locator("#cell-soittaa-pain [name=pain]").fill("Tunnus 131052-308T")
    wide.locator("#cell-soittaa-pain button.main").click()
    expect(wide.locator("#cell-soittaa-pain .error")).to_be_visible()
    expect(wide.locator("#cell-soittaa-pain [name=pain]")).to_have_value("Tunnus 131052-308T")


def test_two_at_one_cell_in_place_see_both_texts(fresh: Live, browser: Browser, wide: Page) -> None:
    wide.locator("#pen-soittaa-pain").click()
    wide.locator("#cell-soittaa-pain [name=pain]").fill("Sannan sanat")
    with fresh.open(browser, "kaisa", viewport={"width": 1280, "height": 900}) as context:
        other = context.new_page()
        other.goto(fresh.path("path"))
        other.locator("#pen-soittaa-pain").click()
        other.locator("#cell-soittaa-pain [name=pain]").fill("Kaisan sanat")
        other.locator("#cell-soittaa-pain button.main").click()
        expect(other.locator("#cell-soittaa-pain .findings")).to_have_text("Kaisan sanat")
    wide.locator("#cell-soittaa-pain button.main").click()
    expect(wide.locator("#cell-soittaa-pain .error-summary")).to_contain_text("Kaisan sanat")
    expect(wide.locator("#cell-soittaa-pain [name=pain]")).to_have_value("Sannan sanat")
    expect(wide.locator(".alert")).to_have_count(0)
    wide.locator("#cell-soittaa-pain [name=pain]").fill("Kummankin sanat")
    wide.locator("#cell-soittaa-pain button.main").click()
    expect(wide.locator("#cell-soittaa-pain .findings")).to_have_text("Kummankin sanat")


def test_a_step_and_a_finding_are_dragged(wide: Page) -> None:
    wide.locator("#step-kay").drag_to(wide.locator("#step-huomaa"))
    expect(wide.locator("table.sheet .steps th").first).to_contain_text("Käy vastaanotolla")
    wide.locator("#cell-huomaa-pain li").nth(1).scroll_into_view_if_needed()
    box, goal = (
        wide.locator(one).bounding_box() for one in ("#cell-huomaa-pain li:nth-child(2)", "#cell-soittaa-pain")
    )
    assert box is not None
    assert goal is not None
    wide.mouse.move(box["x"] + 20, box["y"] + 8)
    wide.mouse.down()
    wide.mouse.move(goal["x"] + 30, goal["y"] + 10, steps=8)
    wide.mouse.up()
    expect(wide.locator("#cell-soittaa-pain .findings")).to_contain_text("Jono on pitkä.")


def test_the_table_can_be_scrolled_by_keyboard_and_its_heads_stay(wide: Page) -> None:
    wide.set_viewport_size({"width": 500, "height": 500})
    wide.goto(wide.url + "?view=table")
    region = wide.locator(".sheet-scroll").first
    region.focus()
    for _ in range(12):
        wide.keyboard.press("ArrowRight")
    wide.wait_for_timeout(400)
    assert region.evaluate("one => one.scrollLeft") > 0
    head = wide.locator(".sheet .lane-pain th").bounding_box()
    left = region.bounding_box()
    assert head is not None
    assert left is not None
    assert abs(head["x"] - left["x"]) < 3


def test_the_switch_chooses_table_or_cards(wide: Page) -> None:
    wide.get_by_role("link", name="Kortit").click()
    expect(wide.locator(".step-card")).to_have_count(3)
    expect(wide.locator(".sheet-scroll")).to_have_count(0)
    wide.get_by_role("link", name="Taulukko").click()
    expect(wide.locator(".sheet-scroll")).to_have_count(1)
    expect(wide.locator(".step-card")).to_have_count(0)


def test_seven_stages_print_on_one_a3_page(fresh: Live, wide: Page) -> None:
    lines = "\n".join(f"# Vaihe {n}\nAskel numero {n}" for n in range(1, 8))
    wide.goto("/fi/paths/new")
    for name, words in (("title", "Seitsemän vaiheen polku"), ("summary", "Pitkä polku."), ("sheet", lines)):
        wide.locator(f"[name={name}]").fill(words)
    wide.locator("button[value=publish]").click()
    expect(wide.locator("h1")).to_have_text("Seitsemän vaiheen polku")
    for number in range(1, 8):
        wide.goto(re.sub(r"(/paths/\d+).*", rf"\1/steps/askel-numero-{number}/edit", wide.url))
        for name in ("does", "serves", "touchpoint", "quote", "pain", "opportunity", "behind", "systems"):
            wide.locator(f"[name={name}]").fill("Kohtuullisen pitkä havainto siitä, mitä tässä tapahtuu.\nJa toinen.")
        wide.locator("[name=feeling]").nth(number % 5).check()
        wide.locator("main form .buttons button[value=save]").click()
        expect(wide.locator("h1")).to_have_text("Seitsemän vaiheen polku")
    document = PdfReader(io.BytesIO(wide.pdf(prefer_css_page_size=True, print_background=True)))
    box = document.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (1191, 842)  # A3 across, in points
    assert len(document.pages) == 1
    words = document.pages[0].extract_text()
    assert "Askel numero 7" in words
    assert "Vaihe 1" in words
