"""How many actions a job takes, counted from the page where it begins: each field that is filled, each press of a button or link.

Going on by Tab from field to field is none, as in any form. The counts are printed: `pytest -s`.
"""

import dataclasses
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Live

LINES = "\n".join(f"Havainto numero {number}" for number in (1, 2, 3))
GROUPS = ("who", "day", "goals", "needs", "frustrations", "abilities", "helpers", "channels", "quote")
SIZES = {"1280": {"width": 1280, "height": 900}, "360": {"width": 360, "height": 740}}


@dataclasses.dataclass
class Counted:
    """A window in which what a person does is counted."""

    page: Page
    actions: int = 0

    def press(self, selector: str) -> None:
        self.actions += 1
        self.page.locator(selector).first.click()

    def fill(self, name: str, words: str) -> None:
        self.actions += 1
        self.page.locator(f"[name={name}]").first.fill(words)

    def told(self, job: str, most: int) -> None:
        """Prints the count, and fails when it is too high."""
        print(f"\n{job}: {self.actions} actions of at most {most}")
        assert self.actions <= most


@pytest.fixture(params=[(size, script) for size in SIZES for script in (True, False)], ids=str)
def window(request: pytest.FixtureRequest, fresh: Live, browser: Browser) -> Iterator[tuple[Counted, str]]:
    """Sanna's window, wide and narrow, with and without JavaScript."""
    size, script = request.param
    with fresh.open(browser, "sanna", viewport=SIZES[size], java_script_enabled=script) as context:
        yield Counted(context.new_page()), f"{size}, {'with' if script else 'without'} JavaScript"


def test_a_persona_of_nine_groups_is_filled_from_nothing_in_one_form(window: tuple[Counted, str]) -> None:
    it, how = window
    it.page.goto("/fi/artefacts")
    it.press(".list-top a.button.main")
    it.press("a[href*='type=persona']")
    it.fill("title", "Persoona: Sari")
    it.fill("summary", "Hoitaa äitinsä asioita.")
    it.press("button[value=publish]")
    expect(it.page.locator("h1")).to_have_text("Persoona: Sari")
    before = it.actions
    it.press("#sheet a[href*='/steps/all/edit']")
    for group in GROUPS:
        it.fill(group, LINES)
    it.press("main form .buttons button[value=save]")
    expect(it.page.locator("#cell-all-needs li")).to_have_count(3)
    expect(it.page.locator("#cell-all-quote blockquote")).to_have_count(3)
    print(f"\nFill a persona, 9 × 3, {how}: {it.actions - before} actions of at most 12")
    assert it.actions - before <= 12
    it.told(f"A persona from nothing, {how}", 16)


STEPS = "\n".join(f"Askel numero {number}" for number in range(1, 7))
FACT = "Kohtuullisen pitkä havainto"


def begin_a_path(it: Counted) -> None:
    """From the list of paths to a path with six empty steps."""
    it.page.goto("/fi/paths")
    it.press(".list-top a.button.main")
    it.fill("title", "Äidin asiat töiden jälkeen")
    it.fill("summary", "Tytär hoitaa äitinsä asioita.")
    it.fill("sheet", STEPS)
    it.press("button[value=publish]")
    expect(it.page.locator("h1")).to_have_text("Äidin asiat töiden jälkeen")


def test_a_path_of_six_steps_with_three_facts_each_is_written_cell_by_cell(fresh: Live, browser: Browser) -> None:
    with fresh.open(browser, "sanna", viewport=SIZES["1280"]) as context:
        it = Counted(context.new_page())
        begin_a_path(it)
        for lane in ("does", "pain", "opportunity"):
            if lane != "opportunity":  # there Tab has gone on by itself, from the end of the row above
                it.press(f"#cell-askel-numero-1-{lane} .cell-edit")
            for number in range(1, 7):
                expect(it.page.locator(f"#cell-askel-numero-{number}-{lane} textarea")).to_be_focused()
                it.actions += 1
                it.page.keyboard.type(FACT)
                it.page.keyboard.press("Tab")
            expect(it.page.locator(f"#cell-askel-numero-6-{lane} .findings")).to_have_text(FACT)
        it.page.reload()
        expect(it.page.locator("table.sheet .findings li")).to_have_count(18)
        it.told("A path of 6 × 3, 1280, with JavaScript", 27)


def test_a_path_of_six_steps_with_three_facts_each_is_written_step_by_step(window: tuple[Counted, str]) -> None:
    it, how = window
    begin_a_path(it)
    it.press("#step-askel-numero-1 a" if how.startswith("1280") else "#card-askel-numero-1 > .acts a")
    for number in range(1, 7):
        expect(it.page.locator("h1")).to_contain_text(f"Askel numero {number}")
        for lane in ("does", "pain", "opportunity"):
            it.fill(lane, FACT)
        it.press("main form .buttons button[value=next]" if number < 6 else "main form .buttons button[value=save]")
    expect(it.page.locator(".step-cards .findings li, table.sheet .findings li")).to_have_count(36)
    it.told(f"A path of 6 × 3 by its steps, {how}", 32)


def test_a_path_of_six_steps_with_three_facts_each_is_written_row_by_row(window: tuple[Counted, str]) -> None:
    it, how = window
    begin_a_path(it)
    it.press(".sheet-acts a[href*='/rows/does/edit']")
    for _ in range(3):
        for number in range(1, 7):
            it.fill(f"step-askel-numero-{number}", FACT)
        it.press("main form .buttons button[value=next]")
    expect(it.page.locator("#said")).not_to_be_empty()
    it.page.goto(it.page.url.partition("/rows/")[0] + "?view=table")
    expect(it.page.locator("table.sheet .findings li")).to_have_count(18)
    it.told(f"A path of 6 × 3 by its rows, {how}", 27)
