"""Finding what the bank holds: the search page, titles while typing, and what may already exist. All as plain pages."""

import re
from html import escape
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from ideabank.entries import actions
from ideabank.entries.content import Content, Text
from ideabank.entries.models import Entry
from ideabank.people.models import KeptAct
from tests.banks import BankWith
from tests.cookbook import samples as cookbook
from tests.journeys.test_journeys import NEED
from tests.segments import samples as segments
from tests.world import BANK, World, content


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    """The small world with a few more needs, indexed."""
    return bank_with(_with_more_needs)


def _with_more_needs(world: World) -> None:
    with world.database.writing() as session:
        for title, theme, county, body in [
            ("Asiakkaan palvelupolun alku", "booking", "lappi", ""),
            ("Siirrän ajanvarauksen itse", "booking", "", "Ajanvarauspalvelussa ei voi siirtää aikaa puhelimella."),
            (
                "Koulutus henkilöstölle",
                "own-data",
                "lappi",
                "**Hammaslääkärin** [vastaanotolla](https://example.org/a) näytetään kuvat.",
            ),
        ]:
            made = content(title, summary="Lyhyt selitys", body=body, theme=theme, county=county)
            actions.propose(session, BANK.kinds["usecase"], made, by=world.people["aino"])
    world.app.state.site.search.drain_all()


def page_of(client: TestClient, query: str, **filters: str) -> str:
    answer = client.get("/fi/search", params={"q": query, **filters})
    assert answer.status_code == 200
    return answer.text


def titles(page: str) -> list[str]:
    return [re.sub("<.*?>", "", one) for one in re.findall(r'class="card-title">(.*?)</h3>', page)]


def test_words_are_found_in_any_inflection_and_marked_where_they_stand(bank: World) -> None:
    client = bank.client()
    assert titles(page_of(client, "palvelupolku")) == ["Asiakkaan palvelupolun alku"]
    assert "<mark>palvelupolun</mark>" in page_of(client, "palvelupolku")
    assert "Siirrän ajanvarauksen itse" in titles(page_of(client, "varaus"))
    assert "Koulutus henkilöstölle" not in titles(page_of(client, "koulu"))


def test_a_word_of_the_body_is_shown_in_its_context(bank: World) -> None:
    page = page_of(bank.client(), "hammaslääkäri")
    assert titles(page) == ["Koulutus henkilöstölle"]
    assert "<mark>Hammaslääkärin</mark> vastaanotolla" in page


def test_a_word_of_a_comment_is_found_and_shown(bank: World) -> None:
    bank.client("aino").post(
        bank.path("queue", "/comments"), data={"body": "Sama kokemus marjapuurosta.", "stance": "for"}
    )
    bank.app.state.site.search.drain_all()
    page = page_of(bank.client(), "marjapuuro")
    assert "<mark>marjapuurosta</mark>" in page
    assert len(titles(page)) == 1


def test_results_are_narrowed_by_facets_that_say_how_many(bank: World) -> None:
    client = bank.client()
    page = page_of(client, "selitys")
    assert len(titles(page)) == 3
    facet = re.search(r'href="([^"]*county=lappi[^"]*)"[^>]*>[^<]*</a> <span class="number">(\d+)<', page)
    assert facet
    assert facet[2] == "2"
    narrowed = client.get(facet[1].replace("&amp;", "&")).text
    assert sorted(titles(narrowed)) == ["Asiakkaan palvelupolun alku", "Koulutus henkilöstölle"]
    both = page_of(client, "selitys", county="lappi", theme="booking")
    assert titles(both) == ["Asiakkaan palvelupolun alku"]
    nothing = page_of(client, "selitys", county="lappi", theme="booking", kind="solution")
    assert titles(nothing) == []
    assert "rajauksilla" in nothing
    assert page_of(client, "selitys", county="nonsense", theme="'\"").count('class="card-title"') == 3


def test_a_misspelt_word_is_put_right_and_it_is_said(bank: World) -> None:
    page = page_of(bank.client(), "palveupolku")
    assert titles(page) == ["Asiakkaan palvelupolun alku"]
    assert "palveupolku" in page
    assert "”palvelupolku”" in page


def test_a_word_of_a_hidden_entry_is_never_proposed(bank: World) -> None:
    with bank.database.writing() as session:
        entry = session.execute(sa.select(Entry).where(Entry.theme == "booking", Entry.county == "lappi")).scalar_one()  # type: ignore[arg-type]
        actions.hide(session, entry, by=bank.people["mika"], reason="Syy")
    bank.app.state.site.search.drain_all()
    page = page_of(bank.client(), "palveupolku")
    assert titles(page) == []
    assert "palvelupol" not in page.replace("palveupolku", "")


def test_a_word_of_everyday_speech_finds_the_banks_own_word(bank: World) -> None:
    page = page_of(bank.client(), "kännykkä")
    assert "Siirrän ajanvarauksen itse" in titles(page)
    assert "<mark>puhelimella</mark>" in page


def test_nothing_found_says_so_and_offers_to_tell_it(bank: World) -> None:
    page = page_of(bank.client(), "xyzzyq plugh")
    assert "xyzzyq plugh" in page
    assert f"/fi/usecases/new?title={quote('xyzzyq plugh').replace('%20', '+')}" in page


def test_titles_are_proposed_while_they_are_typed(bank: World) -> None:
    client = bank.client()
    found = client.get("/fi/search/titles?q=palvelup").json()
    assert [one["title"] for one in found] == ["Asiakkaan palvelupolun alku"]
    assert client.get(found[0]["url"]).status_code == 200
    assert client.get("/fi/search/titles?q=siir+ajanv").json()[0]["title"] == "Siirrän ajanvarauksen itse"
    for odd in ("", "a", "%00", "'\" & | !", "%F0%9F%91%A9", "a" * 500):
        assert client.get(f"/fi/search/titles?q={odd}").json() == []


def test_entries_like_the_one_being_told_stand_beside_it_and_nothing_typed_is_lost(bank: World) -> None:
    client = bank.client("aino")
    typed = {**NEED, "title": "Ajan siirtäminen puhelimella", "want": "Siirtää varattu aika", "do": "similar"}
    page = client.post("/fi/usecases", data=typed)
    assert page.status_code == 200
    assert "Siirrän ajanvarauksen itse" in page.text
    assert "Ajan siirtäminen puhelimella" in page.text
    assert "Pitkäaikaissairas" in page.text
    number = int(re.search(r'value="support:(\d+)"', page.text)[1])  # type: ignore[index]
    page = client.post("/fi/usecases", data={**typed, "do": f"support:{number}"})
    assert f'value="unsupport:{number}"' in page.text
    assert "Pitkäaikaissairas" in page.text
    with bank.database.reading() as session:
        entry = session.get(Entry, number)
        assert entry is not None
        assert entry.support_count == 1


def test_a_variation_chosen_beside_the_form_is_linked_when_it_is_published(bank: World) -> None:
    client = bank.client("aino")
    target = bank.entries["queue"]
    chosen = f"variation-of>{target}"
    page = client.post("/fi/usecases", data={**NEED, "do": f"link:{chosen}"})
    assert f'name="linked" value="{escape(chosen)}"' in page.text
    preview = client.post("/fi/usecases", data={**NEED, "linked": chosen, "do": "preview"})
    assert f'name="linked" value="{escape(chosen)}"' in preview.text
    draft = client.get(f"/fi/usecases/drafts/{NEED['draft']}")
    assert f'name="linked" value="{escape(chosen)}"' in draft.text
    before = bank.entry("queue").link_count
    done = client.post("/fi/usecases", data={**NEED, "linked": chosen, "do": "publish"})
    assert done.status_code == 303
    assert bank.entry("queue").link_count == before + 1


def test_what_was_chosen_can_be_left_unlinked_again(bank: World) -> None:
    chosen = f"variation-of>{bank.entries['queue']}"
    page = bank.client("aino").post("/fi/usecases", data={**NEED, "linked": chosen, "do": f"unlink:{chosen}"})
    assert 'name="linked"' not in page.text


@pytest.mark.parametrize(
    "value",
    ["variation-of>999999", "addressed-by>{omakanta}", "variation-of>{omakanta}", "nonsense>{queue}", "variation-of<{queue}", "x", ""],
)  # fmt: skip
def test_a_link_that_was_not_offered_is_not_made(bank: World, value: str) -> None:
    value = value.format(**bank.entries)
    client, before = bank.client("aino"), (bank.entry("queue").link_count, bank.entry("omakanta").link_count)
    assert client.post("/fi/usecases", data={**NEED, "linked": value, "do": "publish"}).status_code == 303
    assert (bank.entry("queue").link_count, bank.entry("omakanta").link_count) == before


def test_the_buttons_beside_a_preview_lead_back_to_the_preview(bank: World) -> None:
    client = bank.client("aino")
    form = {**NEED, "seen": "preview", "do": f"support:{bank.entries['queue']}"}
    page = client.post("/fi/usecases", data=form)
    assert page.status_code == 200
    assert 'name="seen" value="preview"' in page.text
    assert bank.entry("queue").support_count == 1


def test_supporting_beside_the_form_without_signing_in_leads_to_signing_in_and_changes_nothing_yet(bank: World) -> None:
    answer = bank.client().post("/fi/usecases", data={**NEED, "do": f"support:{bank.entries['queue']}"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/fi/sign-in?")
    assert bank.entry("queue").support_count == 0
    with bank.database.reading() as session:
        kept = session.execute(sa.select(KeptAct)).scalar_one()
    assert ["title", NEED["title"]] in kept.fields


def test_an_entrys_page_shows_others_like_it(bank: World) -> None:
    with bank.database.writing() as session:
        made = content("Varaan ajan isäni puolesta verkossa", summary="Omainen varaa ajan")
        actions.propose(session, BANK.kinds["usecase"], made, by=bank.people["eero"])
    bank.app.state.site.search.drain_all()
    page = bank.client().get(bank.path("booking"), follow_redirects=True).text
    assert "Varaan ajan isäni puolesta verkossa" in page.partition('id="similar-title"')[2]


@pytest.fixture
def with_path(bank_with: BankWith) -> World:
    """The cast's bank with a path of three steps and a recipe, indexed."""
    world = bank_with(segments.add_path)
    cookbook.add_recipe(world)
    world.app.state.site.search.drain_all()
    return world


def test_a_word_of_a_step_or_a_task_is_shown_where_it_stands(with_path: World) -> None:
    page = page_of(with_path.client(), "tekstiviesti")
    assert "Käy vastaanotolla: helpottunut · Aika <mark>tekstiviestillä</mark>." in page
    assert "<mark>Soittaa</mark>: <mark>Soittaa</mark> hoitajalle." in page_of(with_path.client(), "soittaa")
    assert "Sovi vastuut: " in page_of(with_path.client(), "kirjallisesti")


def test_an_entry_told_in_the_readers_language_is_shown_in_it(with_path: World) -> None:
    client = with_path.client()
    finnish = page_of(client, "carer")
    assert titles(finnish) == ["Varaan ajan äitini puolesta"]
    assert "Ajan saa varattua toisen puolesta." in finnish
    assert "<mark>carer</mark>" not in finnish
    assert "A <mark>carer</mark>" in client.get("/en/search?q=carer").text


def test_a_passage_in_another_language_stands_where_there_is_no_other(with_path: World) -> None:
    page = with_path.client().get("/sv/search?q=kertomus").text
    assert "<mark>kertomus</mark>" in page


@pytest.mark.parametrize("spelling", ["u{}", "U {}", "U\u2011{}", "u-{}:n"])
def test_a_code_leads_to_its_entry_in_any_spelling(bank: World, spelling: str) -> None:
    page = page_of(bank.client(), spelling.format(bank.entries["booking"]))
    assert titles(page)[0] == "Varaan ajan äitini puolesta"


def test_spoken_finnish_finds_what_is_written(bank: World) -> None:
    assert "Varaan ajan äitini puolesta" in titles(page_of(bank.client(), "varata aikaa äitin puolest"))


def term_of(bank: World, name: str, **fields: str) -> int:
    """A published term in Finnish; gives its number."""
    told = Text(name, summary="Mitä sana tarkoittaa.", fields=fields)
    with bank.database.writing() as session:
        made = Content("fi", {"fi": told, "sv": Text("vårdtermin")})
        return actions.propose(session, BANK.kinds["term"], made, by=bank.people["sanna"]).id


def listed(page: str) -> list[str]:
    """The titles above the line; below it stands what is loosely related."""
    return titles(page.partition('id="related"')[0])


@pytest.mark.parametrize("typed", ["hoitoaika", "vårdtermin"])
def test_another_name_of_a_term_finds_what_the_term_finds_and_it_is_said(bank: World, typed: str) -> None:
    term_of(bank, "ajanvaraus", synonyms="hoitoaika, ajan varaaminen")
    bank.app.state.site.search.drain_all()
    page = page_of(bank.client(), typed)
    assert "Siirrän ajanvarauksen itse" in listed(page)
    assert '<span lang="fi">ajanvaraus</span>' in page
    assert "<mark>ajanvarauksen</mark>" in page


def test_names_of_a_hidden_term_are_neither_asked_nor_said(bank: World) -> None:
    number = term_of(bank, "ajanvaraus", synonyms="hoitoaika")
    bank.app.state.site.search.drain_all()
    client = bank.client()
    assert "Siirrän ajanvarauksen itse" in listed(page_of(client, "hoitoaika"))
    with bank.database.writing() as session:
        entry = session.get(Entry, number)
        assert entry is not None
        actions.hide(session, entry, by=bank.people["mika"], reason="Syy")
    bank.app.state.site.search.drain_all()
    page = page_of(client, "hoitoaika")
    assert listed(page) == []
    assert "ajanvaraus" not in page.replace("ajanvarauksen", "")


def test_few_answers_bring_what_is_near_below_a_line_and_it_is_not_counted(bank: World) -> None:
    page = page_of(bank.client(), "hammaslääkärin kuvat")
    assert listed(page) == ["Koulutus henkilöstölle"]
    with bank.database.writing() as session:
        made = content("Kuvat kotiin", summary="Otan kuvat itse", county="lappi")
        actions.propose(session, BANK.kinds["usecase"], made, by=bank.people["aino"])
    bank.app.state.site.search.drain_all()
    page = page_of(bank.client(), "hammaslääkärin kuvat")
    assert listed(page) == ["Koulutus henkilöstölle"]
    assert titles(page) == ["Koulutus henkilöstölle", "Kuvat kotiin"]
    assert "Etäämmin liittyvät" in page
    assert '<span class="number">2</span>' not in page


def test_a_whole_sentence_finds_what_has_its_rare_words(bank: World) -> None:
    page = page_of(
        bank.client(), "Voisinko siirtää jo varatun ajan puhelimella vaikka keskellä yötä ilman jonottamista?"
    )
    assert titles(page)[0] == "Siirrän ajanvarauksen itse"
    assert "harvinaisimmat ensin" in page


def test_counts_of_facets_are_what_choosing_them_finds_whatever_else_is_chosen(bank: World) -> None:
    client = bank.client()
    page = page_of(client, "selitys", county="kymenlaakso")
    assert listed(page) == []
    assert re.search(r"county=lappi[^>]*>[^<]*</a> <span class=\"number\">2<", page)
    assert len(listed(page_of(client, "selitys", county="lappi"))) == 2
    assert "3 tulosta" in page or "kaikki 3" in page


def test_support_decides_only_between_equals_and_the_older_comes_first(bank: World) -> None:
    with bank.database.writing() as session:
        numbers = [
            actions.propose(session, BANK.kinds["usecase"], content("Kaksoset neuvolassa"), by=bank.people["aino"]).id
            for _ in range(3)
        ]
    bank.app.state.site.search.drain_all()
    client = bank.client()
    assert numbers_of(page_of(client, "kaksoset")) == numbers
    bank.client("eero").post(f"/fi/usecases/{numbers[2]}/support", data={"support": "yes"})
    bank.app.state.site.search.drain_all()
    assert numbers_of(page_of(client, "kaksoset")) == [numbers[2], *numbers[:2]]


def numbers_of(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'class="card-title"><a href="/fi/usecases/(\d+)', page)]


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("palvelupolut", "/fi/paths"),
        ("käyttötapaukset", "/fi/usecases"),
        ("servicestigar", "/fi/paths"),
        ("use cases", "/fi/usecases"),
        ("keittokirja", "/fi/recipes"),
        ("Kokboken", "/fi/recipes"),
        ("ilmoita tarve", "/fi/usecases/new"),
        ("anmäl ett behov", "/fi/usecases/new"),
        ("tell a need", "/fi/usecases/new"),
        ("kirjaudu", "/fi/sign-in"),
    ],
)
def test_names_of_kinds_and_commands_lead_to_their_pages(bank: World, typed: str, leads: str) -> None:
    page = page_of(bank.client(), typed)
    line = re.search(r'<p class="searched">Pankin sivu:(.*?)</p>', page, re.DOTALL)
    assert line
    assert f'href="{leads}"' in line[1]
    assert bank.client().get(leads).status_code == 200


def test_a_lead_never_leads_where_one_may_not_go(bank: World) -> None:
    assert "/fi/recipes/new" not in page_of(bank.client(), "lisää keittokirjan ohje").partition("<footer")[0]
    assert "/fi/recipes/new" in page_of(bank.client("sanna"), "lisää keittokirjan ohje")
