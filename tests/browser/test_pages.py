"""Pages of entries in parts: how tall the heaviest are, what their first screen holds, and how far the comment box is by keyboard."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.exchange.content import load
from ideabank.i18n import LANGUAGES
from tests.banks import Banks
from tests.browser.serving import Live, lit
from tests.browser.test_reach import walk
from tests.starter import starter
from tests.world import BANK, World

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TALLEST = {"usecase": 3_700, "solution": 3_700, "segment": 3_700, "recipe": 4_500}
HEAVIEST = 3  # of each kind: those with the most links
FOLDERS = {"usecase": "usecases", "solution": "solutions", "segment": "segments"}
TALL = "document.documentElement.scrollHeight"
BOTTOM = "one => one.getBoundingClientRect().bottom"
FARTHEST = 45  # presses of Tab from the top of the page to the comment box


def fill(world: World) -> None:
    """The whole starter bank; the cast's own proposal gives its code back to the one it was borrowed from."""
    with world.database.writing() as session:
        session.execute(sa.update(Entry).values(code=None))
        load(session, starter())


@pytest.fixture(scope="module")
def whole(chromium: str, banks: Banks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with lit(banks, tmp_path_factory.mktemp("whole"), fill) as served:
        yield served


def heaviest(live: Live, kind: str) -> list[int]:
    with live.world.database.reading() as session:
        query = sa.select(col(Entry.id)).where(col(Entry.kind) == kind).order_by(col(Entry.link_count).desc())
        return list(session.execute(query.limit(HEAVIEST)).scalars())


def opened(browser: Browser, live: Live, path: str, *, size: dict[str, int], script: bool = True) -> Page:
    page = live.open(browser, viewport=size, java_script_enabled=script).new_page()
    page.goto(live.url + path)
    return page


@pytest.mark.parametrize("kind", TALLEST)
def test_the_heaviest_pages_are_not_long_with_their_folds_closed(kind: str, whole: Live, browser: Browser) -> None:
    page = opened(browser, whole, "/fi/about", size=WIDE)
    tall = {}
    for number in heaviest(whole, kind):
        for lang in LANGUAGES:
            page.goto(f"{whole.url}/{lang}/{BANK.kinds[kind].folder}/{number}")
            tall[lang, number] = page.evaluate(TALL)
    page.context.close()
    assert {where: height for where, height in tall.items() if height > TALLEST[kind]} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_of_a_need_holds_its_title_its_support_and_the_first_answer(
    lang: str, whole: Live, browser: Browser
) -> None:
    page = opened(browser, whole, f"/{lang}/about", size=WIDE)
    for number in heaviest(whole, "usecase"):
        page.goto(f"{whole.url}/{lang}/usecases/{number}")
        answer = page.locator("#links :is(.gap-title, .link-row h4)").first
        for part in (page.locator("h1"), page.locator("#support-button"), answer):
            assert part.evaluate(BOTTOM) <= WIDE["height"], (number, part)
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_support_and_comment_lie_under_the_thumb_and_the_contents_stay_in_sight(
    whole: Live, browser: Browser, script: bool
) -> None:
    page = opened(browser, whole, f"/fi/usecases/{heaviest(whole, 'usecase')[0]}", size=PHONE, script=script)
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)
    for _ in range(2):
        expect(page.locator("#support-button")).to_be_in_viewport(ratio=1)
        expect(page.locator(".act-bar a[href='#comment-form']")).to_be_in_viewport(ratio=1)
        page.mouse.wheel(0, 2_500)
    expect(page.locator(".on-page a").first).to_be_in_viewport()
    page.locator(".act-bar a[href='#comment-form']").click()
    expect(page.locator("#comment-form [name=body]")).to_be_in_viewport()
    page.context.close()


@pytest.mark.parametrize("kind", FOLDERS)
def test_the_comment_box_is_near_by_way_of_the_contents(kind: str, whole: Live, browser: Browser) -> None:
    page = opened(browser, whole, f"/fi/{FOLDERS[kind]}/{heaviest(whole, kind)[0]}", size=WIDE)
    presses = 0
    while not page.evaluate("document.activeElement.matches('.on-page a[href=\"#comments\"]')"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < FARTHEST
    page.keyboard.press("Enter")
    while not page.evaluate("document.activeElement.matches('#comment-form [name=body]')"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses < FARTHEST
    print(f"{kind}: {presses} presses to the comment box")
    page.context.close()


def test_each_line_of_the_contents_leads_to_something_and_says_how_much_there_is(whole: Live, browser: Browser) -> None:
    page = opened(browser, whole, f"/en/usecases/{heaviest(whole, 'usecase')[0]}", size=WIDE)
    for line in page.locator(".on-page a").all():
        assert page.locator(line.get_attribute("href") or "#none").count() == 1
    answers = page.locator(".on-page a[href='#links'] .number")
    expect(answers).to_have_text(str(page.locator("#links > .link-rows > .link-row, #links > .fold .link-row").count()))
    page.context.close()


def test_own_judgement_without_a_word_is_a_mark_and_no_disclosure(whole: Live, browser: Browser) -> None:
    page = opened(browser, whole, f"/en/usecases/{heaviest(whole, 'usecase')[0]}", size=WIDE)
    marks = page.locator(".ground")
    assert marks.count() > 0
    wordless = page.locator(".link-row").filter(has_not=page.locator(".evidence"))
    assert wordless.count() > 0
    assert wordless.locator("summary", has_text="Own judgement").filter(has_not_text="slide").count() == 0
    page.context.close()


def test_walking_back_from_a_list_one_comes_to_where_one_was(whole: Live, browser: Browser) -> None:
    page = opened(browser, whole, "/en/usecases?theme=contact", size=PHONE, script=False)
    page.locator(".card-title a").nth(2).click()
    page.locator(".neighbours a[rel=next]").click()
    page.locator(".neighbours a[rel=prev]").click()
    assert walk(page, 3)
    page.locator(".crumbs a").first.click()
    expect(page).to_have_url(f"{whole.url}/en/usecases?theme=contact")
    page.context.close()
