"""The journeys of the first issue on a phone-sized window without JavaScript: plain links, forms and buttons."""

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col

from ideabank.people.models import Mail
from ideabank.upkeep.services import Services
from tests.browser.serving import Live

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page(fresh: Live, browser: Browser) -> Iterator[Page]:
    """A visitor's phone, with JavaScript off."""
    with fresh.open(browser, viewport=PHONE, java_script_enabled=False) as context:
        yield context.new_page()


def come_as(who: str, page: Page, live: Live) -> None:
    page.context.add_cookies([{"name": "session", "value": live.world.tokens[who], "url": live.url}])


def newest_code(live: Live) -> str:
    with live.world.database.reading() as session:
        body = session.execute(sa.select(col(Mail.body)).order_by(col(Mail.id).desc()).limit(1)).scalar_one()
    found = re.search(r"\d{6}", body)
    assert found
    return found[0]


def test_a_need_is_found_by_another_form_of_its_word_and_read(fresh: Live, page: Page) -> None:
    services = fresh.world.app.state.site.keeper(Services)
    services.finder.prepare()
    services.finder.drain()
    page.goto("/fi/")
    page.locator("main [name=q]").fill("äideille")
    page.locator("main [role=search] button").click()
    page.get_by_role("link", name="Varaan ajan äitini puolesta").first.click()
    expect(page.locator("h1")).to_have_text("Varaan ajan äitini puolesta")
    expect(page.locator(".tellings")).to_contain_text("Omaishoitaja")
    expect(page.locator("#links")).to_contain_text("Omakanta")
    expect(page.locator("#links .fit-partial").first).to_be_visible()
    expect(page.locator("#history li").first).to_be_visible()


def test_somebody_new_signs_in_tells_a_need_supports_and_comments(fresh: Live, page: Page) -> None:
    page.goto("/fi/usecases/new")
    page.locator("[name=title]").fill("Näen laboratoriotulokset puhelimella")
    page.locator("[name=who]").fill("Pitkäaikaissairas")
    page.locator("button[value=save]").click()
    expect(page).to_have_url(re.compile(r"/fi/usecases/drafts/"))
    page.locator("button[value=preview]").click()
    expect(page.locator("h1")).to_have_text("Näen laboratoriotulokset puhelimella")
    page.locator("main form .button.main").click()
    page.locator("[name=email]").fill("Uusi@Example.org")
    page.locator("main form button").click()
    page.locator("[name=code]").fill(newest_code(fresh))
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text("Näen laboratoriotulokset puhelimella")
    page.locator(".one-large .button.main").click()
    expect(page.locator("#strip-words")).to_have_text("Julkaistu. Kiitos!")
    expect(page.locator(".gap-title")).to_be_visible()
    expect(page.locator("#support .big-number b")).to_have_text("1")  # who tells it shares it
    expect(page.locator("#support-button")).to_have_text("Vedä kannatukseni pois")
    page.locator("[name=body]").fill("Tulokset tulivat *viikon* myöhässä.")
    page.locator("[name=stance][value=experience]").check()
    page.locator("#comment-form button").click()
    expect(page.locator(".comment .prose")).to_have_text("Tulokset tulivat viikon myöhässä.")
    expect(page.locator(".comment .stance-experience")).to_be_visible()


def test_a_designer_links_a_solution_with_evidence_and_an_association_contests_it(fresh: Live, page: Page) -> None:
    come_as("sanna", page, fresh)
    page.goto(fresh.path("queue"))
    page.locator("#links a[href*='/links/new']").first.click()
    page.locator("main [name=q]").fill("Omakanta")
    page.locator("main [role=search] button").click()
    page.locator(f"[name=fit-{fresh.world.entries['omakanta']}]").select_option("full")
    page.locator("[name=basis]").first.check()
    page.locator("[name=evidence]").fill("Jono näkyy etusivulla.")
    page.locator("[name=slides]").fill("61, 74")
    page.locator("main form button.main").click()
    expect(page.locator("#links .evidence")).to_have_text("Jono näkyy etusivulla.")
    expect(page.locator("#links .met-met").first).to_be_visible()
    page.locator("#links h4 a").click()
    expect(page.locator("#links")).to_contain_text("Jono näkyy etusivulla.")
    come_as("eero", page, fresh)
    page.goto(fresh.path("queue"))
    page.locator("#links .fold summary").click()
    page.locator("#links a[href$='/contest']").click()
    page.locator("[name=reason]").fill("Jono ei näy ilman tunnistautumista.")
    page.locator("main form button.main").click()
    expect(page.locator("#links .contested")).to_contain_text("Jono ei näy ilman tunnistautumista.")
    expect(page.locator(".gap-title")).to_be_visible()
    page.locator("#links .fold summary").click()
    page.locator("#links a[href$='/history']").click()
    expect(page.locator(".timeline")).to_contain_text("Jono näkyy etusivulla.")
    expect(page.locator(".timeline")).to_contain_text("Jono ei näy ilman tunnistautumista.")
    page.goto(fresh.path("queue"))
    expect(page.locator("#history")).to_contain_text("Omakanta")


def test_an_edit_can_be_compared_word_by_word(fresh: Live, page: Page) -> None:
    come_as("aino", page, fresh)
    page.goto(fresh.path("booking", "/edit"))
    page.locator("[name=summary]").fill("Ajan saa varattua äidin puolesta.")
    page.locator("button[value=publish]").click()
    page.goto(fresh.path("booking", "/revisions"))
    page.locator("main form button").click()
    expect(page.locator("ins")).to_contain_text(["äidin"])
    expect(page.locator("del")).to_contain_text(["toisen"])
