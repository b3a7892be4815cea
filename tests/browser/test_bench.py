"""A recipe as a workbench, measured: how high its page is, where one starts, and in how many acts a project begins."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from ideabank.entries.models import Entry
from ideabank.exchange.content import EntryFile, load, read_file
from tests.banks import Banks
from tests.browser.serving import Live, lit
from tests.world import BANK, World

HEAVIEST = "ajanvarauspalvelun-liittaminen"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
MOST_ACTS = 2


def starter_recipe(world: World) -> None:
    """The heaviest recipe of the starter bank, and whatever it is linked to."""
    recipe = starter_file("recipe", HEAVIEST)
    ends = dict.fromkeys((link.kind, link.key) for link in recipe.links)
    neighbours = [dataclasses.replace(starter_file(*end), links=()) for end in ends]
    with world.database.writing() as session:
        session.get_one(Entry, world.entries["notices"]).code = None  # that of the starter bank is one of them
        load(session, [recipe, *neighbours])


def starter_file(kind: str, key: str) -> EntryFile:
    folder = BANK.kinds[kind].exchange.content
    assert folder is not None
    return read_file(folder / f"{key}.md", BANK.kinds[kind])


@pytest.fixture(scope="module")
def bank(chromium: str, banks: Banks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The cast's bank with that recipe in it."""
    with lit(banks, tmp_path_factory.mktemp("bench"), starter_recipe) as served:
        yield served


def opened(
    browser: Browser, bank: Live, *, size: dict[str, int], lang: str, script: bool = True, who: str = ""
) -> Page:
    """The recipe's page, found by its list."""
    page = bank.open(browser, who, viewport=size, java_script_enabled=script).new_page()
    page.goto(f"/{lang}/recipes")
    page.goto(page.locator("main h3 a").first.get_attribute("href") or "")
    return page


@pytest.mark.parametrize(
    ("who", "size", "script"),
    [("aino", PHONE, True), ("sanna", PHONE, False), ("eero", DESK, True), ("kaisa", DESK, False)],
)
def test_a_project_starts_on_the_first_screen_and_takes_two_acts(
    bank: Live, browser: Browser, who: str, size: dict[str, int], script: bool, figure: Callable[[str], None]
) -> None:
    page = opened(browser, bank, size=size, lang="fi", script=script, who=who)
    start = page.locator("#start").get_by_role("link", name="Aloita tarkistuslista")
    box = start.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size["height"]
    acts = 0
    for act in (start, page.get_by_role("button", name="Aloita tarkistuslista")):
        act.click()
        acts += 1
    expect(page.locator("#checklist-title")).to_be_visible()
    assert acts <= MOST_ACTS
    figure(f"Acts to start a project at {size['width']}, {'with' if script else 'without'} JavaScript: {acts}")
    page.context.close()


def test_the_contents_lead_to_the_start(bank: Live, browser: Browser) -> None:
    page = opened(browser, bank, size=DESK, lang="en")
    page.locator(".on-page").get_by_role("link", name="Start a checklist").click()
    expect(page.locator("#start").get_by_role("link", name="Start a checklist")).to_be_in_viewport()
    page.context.close()


def test_a_link_to_a_task_opens_it(bank: Live, browser: Browser) -> None:
    page = opened(browser, bank, size=DESK, lang="en")
    last = page.locator(".job-body").last
    expect(last).not_to_be_visible()
    page.goto(f"{page.url}#{last.get_attribute('id')}")
    expect(last).to_be_visible()
    page.context.close()


def test_every_task_is_open_on_paper(bank: Live, browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, bank, size=DESK, lang="en")
    checks = page.locator(".job-body .task-facts dd:not(:has(a))").all_text_contents()
    page.pdf(path=tmp_path / "recipe.pdf", format="A4")
    told = " ".join(" ".join(one.extract_text() for one in PdfReader(tmp_path / "recipe.pdf").pages).split())
    lost = [words for words in checks if " ".join(words.split())[:30] not in told]
    assert not lost
    page.context.close()
