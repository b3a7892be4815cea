"""Three solutions are linked with their fit in at most six actions, counted from the page of the need: fields and presses."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from ideabank.entries import actions
from tests.browser.serving import Live
from tests.world import BANK, content

MOST = 6
FITS = ("full", "partial", "none")


class Counted:
    """Does what a person does, and counts it."""

    def __init__(self) -> None:
        self.actions = 0

    def __call__(self, act: Callable[[], object]) -> None:
        act()
        self.actions += 1


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_three_solutions_are_linked_with_fit_in_six_actions(
    fresh: Live, browser: Browser, width: int, script: bool, figure: Callable[[str], None]
) -> None:
    with fresh.world.database.writing() as session:
        for number in range(12):
            made = content(f"Palvelu {number}", summary="Palvelu kansalaisille.", details={"type": "service"})
            actions.propose(session, BANK.kinds["solution"], made)
    fresh.world.app.state.site.search.drain_all()
    context = fresh.open(browser, "sanna", viewport={"width": width, "height": 740}, java_script_enabled=script)
    page, counted = context.new_page(), Counted()
    page.goto(fresh.path("queue"))
    counted(page.locator("#links a[href*='kind=solution']").click)
    choices = page.locator(".pick select")
    for place, fit in enumerate(FITS):
        counted(lambda place=place, fit=fit: choices.nth(place).select_option(fit))  # type: ignore[misc]
    counted(lambda: page.locator("[name=evidence]").fill("Kokeilimme näitä yhdessä."))
    counted(page.get_by_role("button", name="Linkitä nämä", exact=True).click)
    expect(page.locator("#said")).to_contain_text("Linkit on tehty.")
    expect(page.locator("#links .link-row")).to_have_count(3)
    for fit in FITS:
        expect(page.locator(f"#links .fit-{fit}").first).to_be_visible()
    figure(
        f"Link three solutions with fit, {width} {'with' if script else 'without'} script: {counted.actions} actions"
    )
    assert counted.actions <= MOST
    context.close()
