"""A project team carries a recipe out on a phone: found by a word of their own, decided, ticked, kept up to date, reported back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.serving import Live
from tests.cookbook import samples

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def bank(fresh: Live) -> Live:
    """A bank with the recipe, three questions long, and its index."""
    samples.add_recipe(fresh.world)
    samples.ask_a_third(fresh.world)
    fresh.world.app.state.site.search.drain_all()
    return fresh


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(bank: Live, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Aino's phone, with JavaScript and without."""
    with bank.open(browser, "aino", viewport=PHONE, java_script_enabled=request.param) as context:
        yield context.new_page()


def test_a_team_member_carries_a_recipe_out_on_a_phone_and_the_next_reader_sees_how_it_went(
    bank: Live, phone: Page, browser: Browser
) -> None:
    phone.goto("/fi/search?q=varausten+integrointi")
    phone.locator("main").get_by_role("link", name="Liitä ajanvaraus").click()
    for answer in ("On", "Asiakas itse", "Puhelimella"):
        phone.get_by_role("link", name=answer, exact=True).click()
        expect(phone.locator("#decide")).to_be_in_viewport()
    expect(phone.locator("#variant h3")).to_have_text("Suoraan rajapinnasta")
    expect(phone).to_have_url(re.compile(r"\?way=on\.itse\.puhelin"))
    phone.locator("#decide").get_by_role("link", name="Aloita tarkistuslista").click()
    phone.get_by_label("Hankkeen nimi").fill("Meidän ajanvaraus")
    phone.get_by_role("button", name="Aloita tarkistuslista").click()
    expect(phone.locator("h1")).to_have_text("Meidän ajanvaraus")
    expect(phone.locator(".todo > li")).to_have_count(2)
    expect(phone.locator(".todo > li").nth(1)).to_contain_text("Odottaa")
    phone.get_by_role("button", name=re.compile("Merkitse tehdyksi.*Sovi vastuut")).click()
    expect(phone.locator("#checklist-title")).to_contain_text("1/2 tehty")
    expect(phone.locator(".todo > li").nth(1)).not_to_contain_text("Odottaa")
    project = phone.url.partition("#")[0]

    # A week later the recipe says it better.
    samples.rewrite(bank.world, check={"fi": "Kaikki kolme ovat allekirjoittaneet."})
    phone.goto(project)
    phone.get_by_role("link", name="Katso, mikä muuttui").click()
    expect(phone.locator(".change")).to_have_count(1)
    expect(phone.locator(".change ins").first).to_contain_text("Kaikki")
    phone.get_by_role("button", name="Ota muutos käyttöön").click()
    expect(phone.locator(".change")).to_have_count(0)
    phone.goto(project)
    phone.locator(".todo > li").first.locator("summary").click()
    expect(phone.locator(".todo > li").first).to_contain_text("Kaikki kolme ovat allekirjoittaneet.")
    expect(phone.locator("#checklist-title")).to_contain_text("1/2 tehty")

    phone.get_by_role("link", name="Kerro, miten teillä kävi").click()
    phone.get_by_label("Toimi meillä", exact=True).check()
    phone.get_by_label("Miksi?").fill("Sopimus ensin, sitten rajapinta.")
    phone.get_by_role("button", name="Julkaise").click()
    expect(phone.locator("#reports")).to_contain_text("Sopimus ensin, sitten rajapinta.")

    with bank.open(browser, viewport=PHONE) as context:
        reader = context.new_page()
        reader.goto(bank.path("recipe", lang="sv"))
        expect(reader.locator("#reports")).to_contain_text("Sopimus ensin, sitten rajapinta.")
        assert reader.goto(project).status == 404  # type: ignore[union-attr]


def test_a_term_explains_itself_in_swedish_to_a_swedish_reader(bank: Live, browser: Browser) -> None:
    with bank.open(browser, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(bank.path("recipe", lang="sv"))
        mark = page.locator("a.term").first
        expect(mark).to_contain_text(re.compile("gränssnitt", re.IGNORECASE))
        mark.click()
        expect(page.locator(".term-card:popover-open, [popover]:popover-open").first).to_contain_text(
            "Sättet på vilket system"
        )


def test_a_tick_changes_the_list_in_place_and_the_focus_stays(bank: Live, browser: Browser) -> None:
    samples.add_project(bank.world, way="on.itse.puhelin")
    with bank.open(browser, "aino", viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(bank.path("project"))
        page.evaluate("window.stillHere = true")
        page.get_by_role("button", name=re.compile("Työn alla.*Sovi vastuut")).press("Enter")
        expect(page.locator(".todo > li").first).to_have_class("is-doing")
        assert page.evaluate("window.stillHere === true")
        assert page.evaluate("document.activeElement !== document.body")


def test_a_text_that_is_meant_to_be_copied_has_a_button(bank: Live, browser: Browser) -> None:
    with bank.open(browser, viewport={"width": 1280, "height": 900}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(bank.path("recipe"))
        page.locator(".job summary").first.click()
        page.locator(".copyable button").first.click()
        expect(page.locator(".copyable button").first).to_have_text("Kopioitu")
        assert page.evaluate("navigator.clipboard.readText()").strip() == "Toimittaja avaa rajapinnan."


def test_a_checklist_and_a_recipe_print_whole(
    bank: Live, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    samples.add_project(bank.world, way="on.itse.puhelin")
    folder = tmp_path_factory.mktemp("paper")
    with bank.open(browser, "aino") as context:
        page = context.new_page()
        for name, words in (
            ("recipe", ("Sovi vastuut", "Toimittaja avaa rajapinnan.")),
            ("project", ("Avaa rajapinta", "0/2 tehty")),
        ):
            page.goto(bank.path(name))
            page.pdf(path=folder / f"{name}.pdf", format="A4")
            told = " ".join(one.extract_text() for one in PdfReader(folder / f"{name}.pdf").pages)
            for one in words:
                assert one in told, (name, one)
