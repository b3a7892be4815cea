"""Lists as people use them: narrowed with counts in sight, supported row by row, looked at as they like, ticked and taken along."""

import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from sqlalchemy import event

from ideabank.entries import actions
from tests.house.reading import Reading
from tests.web.test_answers import queries
from tests.world import BANK, World, content

GONE = "Rajausta ei enää ole"


@pytest.fixture
def bank(world: World) -> World:
    """Thirty needs more, so that the list has two pages."""
    with world.database.writing() as session:
        for number in range(30):
            made = content(f"Tarve {number}", summary="Yksi monista.", theme=("contact", "guidance")[number % 2])
            world.entries[f"need-{number}"] = actions.propose(session, BANK.kinds["usecase"], made).id
    return world


def counts(page: str, name: str) -> dict[str, str]:
    """Beside each choice of a filter, how many the list would show."""
    found = re.findall(rf'name="{name}" value="([^"]*)"[^>]*>.*?<b>([^<]*)</b>', page)
    return dict(found)


def button(page: str) -> str:
    found = re.search(r"<button[^>]*data-show[^>]*>([^<]*)<", page)
    assert found is not None
    return found[1]


def test_each_choice_says_how_many_it_shows_and_keeps_its_word(bank: World) -> None:
    client = bank.client()
    page = client.get("/fi/usecases?met=unmet").text
    assert counts(page, "theme") == {"": "31", "contact": "15", "guidance": "16"}
    assert button(page) == "Näytä 31"
    assert "31 tulosta, kaikkiaan 32" in page
    narrower = client.get("/fi/usecases?met=unmet&theme=contact").text
    assert button(narrower) == "Näytä 15"
    assert counts(narrower, "theme")[""] == "31"


def test_each_filter_in_use_is_taken_away_by_itself(bank: World) -> None:
    page = bank.client().get("/fi/usecases?theme=contact&met=unmet&sort=newest&view=dense").text
    removals = [link for link in Reading(page).links() if "/fi/usecases?" in link and "view=dense" in link]
    asked = [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in removals]
    assert {"met": ["unmet"], "sort": ["newest"], "view": ["dense"]} in asked
    assert {"theme": ["contact"], "sort": ["newest"], "view": ["dense"]} in asked
    assert {"sort": ["newest"], "view": ["dense"]} in asked  # all of them at once


@pytest.mark.parametrize("query", ["theme=nonsense", "county=atlantis&theme=contact", "met=%00&status=gone"])
def test_a_filter_that_is_not_here_any_more_is_left_out_and_said(bank: World, query: str) -> None:
    answer = bank.client().get(f"/fi/usecases?{query}")
    assert answer.status_code == 200
    assert GONE in answer.text
    assert answer.text.count("<article") > 10
    assert GONE not in bank.client().get("/fi/usecases?theme=contact").text


def test_an_entry_that_a_filter_asks_for_and_that_has_gone_is_said_too(world: World) -> None:
    page = world.client().get("/fi/recipes?platform=999").text
    assert f"{GONE}, joten se jätettiin pois: Alusta tai ratkaisu" in page


@pytest.mark.parametrize("view", ["", "dense", "table", "nonsense"])
def test_a_view_is_kept_in_the_address_and_shows_the_same_entries(bank: World, view: str) -> None:
    page = bank.client().get(f"/fi/usecases?view={view}&theme=contact").text
    titles = sorted(set(re.findall(r">(Tarve \d+)</a>", page)))
    assert len(titles) == 15
    assert ('type="checkbox" name="id"' in page) is (view == "table")
    assert "noindex" in page


def test_support_is_given_in_the_list_and_one_comes_back_to_the_same_row(bank: World) -> None:
    aino, number = bank.client("aino"), bank.entries["need-4"]
    query = "theme=contact&sort=newest&view=dense"
    page = aino.get(f"/fi/usecases?{query}").text
    found = re.search(rf'formaction="(/fi/usecases/{number}/support\?row=(\d+))" name="support" value="yes"', page)
    assert found is not None
    answer = aino.post(found[1], data={"support": "yes", "list": query})
    assert answer.headers["location"] == f"/fi/usecases?{query}#row-{found[2]}"
    after = aino.get(answer.headers["location"]).text
    assert "Kannatuksesi on laskettu" in after
    assert re.search(rf'formaction="/fi/usecases/{number}/support\?row={found[2]}" name="support" value="no"', after)
    back = aino.post(found[1], data={"support": "no", "list": query})
    assert back.headers["location"] == answer.headers["location"]
    assert bank.entry("need-4").support_count == 0


@pytest.mark.parametrize(
    "told", ["//evil.example", "https://evil.example/?a=b", "lang=sv&x=%0d%0aSet-Cookie:a", "q" * 5000]
)
def test_the_way_back_leads_nowhere_else(bank: World, told: str) -> None:
    answer = bank.client("aino").post(bank.path("queue", "/support?row=-1"), data={"support": "yes", "list": told})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/fi/usecases")
    assert "\n" not in answer.headers["location"]


def test_the_table_gives_those_ticked_as_csv_in_the_order_of_the_ticks(bank: World) -> None:
    client = bank.client()
    assert "/fi/usecases/chosen/csv" in client.get("/fi/usecases?view=table").text
    ticks = f"id={bank.entries['queue']}&id={bank.entries['booking']}&id=nonsense&id=999999"
    answer = client.get(f"/fi/usecases/chosen/csv?{ticks}")
    assert answer.headers["content-disposition"] == 'attachment; filename="usecases-fi.csv"'
    rows = answer.text.lstrip("\ufeff").splitlines()
    assert len(rows) == 3
    assert "Näen päivystyksen jonon" in rows[1]
    assert "Varaan ajan äitini puolesta" in rows[2]
    assert "Osin ratkaistu" in rows[2]


def test_the_table_gives_those_ticked_as_a_workbook_whose_columns_lists_are_brought_in_by(bank: World) -> None:
    ids = "&".join(f"id={bank.entries[name]}" for name in ("booking", "need-1"))
    book = openpyxl.load_workbook(io.BytesIO(bank.client().get(f"/fi/usecases/chosen/xlsx?{ids}").content))
    head, first, second = ([cell.value for cell in row] for row in book.worksheets[0])
    told = dict(zip(head, first, strict=True))
    assert (told["Kuka"], told["Aihe"], told["Kieli"]) == ("Omaishoitaja", "Ajanvaraus", "suomi")
    assert dict(zip(head, second, strict=True))["Otsikko"] == "Tarve 1"
    template = bank.client("sanna").get("/fi/usecases/import/template/csv").text
    assert {one.strip('"* \ufeff\r\n') for one in template.split(";")} <= set(map(str, head))


@pytest.mark.parametrize("ticks", ["", "id=", "id=999999", "id=nonsense&id=-1"])
@pytest.mark.parametrize("where", ["chosen/csv", "chosen/links"])
def test_nothing_ticked_is_a_sentence(bank: World, where: str, ticks: str) -> None:
    answer = bank.client("sanna").get(f"/fi/usecases/{where}?{ticks}")
    assert answer.status_code == 422
    assert "Palaa" in answer.text


def test_what_is_not_public_is_in_no_file(bank: World) -> None:
    bank.client("mika").post(bank.path("queue", "/decision"), data={"do": "hide", "reason": "Syy"})
    ids = f"id={bank.entries['queue']}&id={bank.entries['omakanta']}&id={bank.entries['booking']}"
    told = bank.client("mika").get(f"/fi/usecases/chosen/csv?{ids}").text
    assert "päivystyksen" not in told
    assert "Omakanta" not in told  # of another kind
    assert "Varaan ajan" in told


def test_five_hundred_ticks_are_taken_as_a_file_and_told_to_be_too_many_to_link(bank: World) -> None:
    ids = "&".join(f"id={number}" for number in (*bank.entries.values(), *range(1_000, 1_470)))
    assert len(bank.client().get(f"/fi/usecases/chosen/csv?{ids}").text.splitlines()) == 33
    ids = "&".join(f"id={number}" for number in range(1, 501))
    assert bank.client("sanna").get(f"/fi/usecases/chosen/links?{ids}").status_code in (200, 422)
    with bank.database.writing() as session:
        many = [actions.propose(session, BANK.kinds["usecase"], content(f"Uusi {n}")).id for n in range(60)]
    answer = bank.client("sanna").get("/fi/usecases/chosen/links?" + "&".join(f"id={one}" for one in many))
    assert answer.status_code == 422
    assert "enintään 50" in answer.text


def test_those_ticked_are_linked_from_the_other_end(bank: World) -> None:
    sanna = bank.client("sanna")
    assert "chosen/links" in sanna.get("/fi/usecases?view=table").text
    assert "chosen/links" not in bank.client("aino").get("/fi/usecases?view=table").text
    assert bank.client("aino").get(f"/fi/usecases/chosen/links?id={bank.entries['queue']}").status_code == 403
    names = ("need-1", "need-2", "queue")
    ids = "&".join(f"id={bank.entries[name]}" for name in names)
    page = sanna.get(f"/fi/usecases/chosen/links?{ids}").text
    others = "&amp;".join(f"other={bank.entries[name]}" for name in names)
    address = f"/fi/solutions/{bank.entries['omakanta']}/links/new?{others}"
    assert address in page
    form = sanna.get(address.replace("&amp;", "&")).text
    for name in names:
        assert re.search(rf'name="fit-{bank.entries[name]}">.*?value="unknown" selected', form, re.DOTALL)
    assert sanna.get(f"/fi/usecases/chosen/links?{ids}&q=Omakanta").text.count('class="pick"') == 1


def test_proposals_stand_in_groups_until_somebody_asks_for_an_order(world: World) -> None:
    with world.database.writing() as session:
        for number in range(6):
            details = {"code": f"PK2-01-{number}", "main_area": "PK2"}
            actions.propose(session, BANK.kinds["proposal"], content(f"Ehdotus {number}", details=details))
    client = world.client()
    page = client.get("/fi/proposals").text
    assert page.count('class="row-group"') == 2
    assert re.search(r'Kansallinen ohjaus <span class="code">6</span>', page)
    assert "Näytä 3 lisää" in page
    assert page.count("<article") == 7
    for query in ("sort=newest", "q=Ehdotus", "view=dense"):
        assert 'class="row-group"' not in client.get(f"/fi/proposals?{query}").text
    assert client.get("/fi/proposals?main_area=PK2").text.count('class="row-group"') == 1


@pytest.mark.parametrize(
    "path", ["/fi/usecases", "/fi/proposals", "/fi/recipes", "/fi/solutions?view=table", "/fi/paths"]
)
@pytest.mark.parametrize("who", ["", "sanna"])
def test_a_list_asks_at_most_eight_times_also_when_nothing_is_kept(
    bank: World, path: str, who: str, figure: Callable[[str], None]
) -> None:
    kept = queries(bank, path, who)
    bank.client("aino").post(bank.path("booking", "/comments"), data={"body": "Uusi", "stance": "neutral"})
    fresh = fresh_queries(bank, path, who)
    figure(f"{path} {who or 'visitor'}: {fresh} queries after a change, {kept} when nothing has changed")
    assert kept <= fresh <= 8


def fresh_queries(world: World, path: str, who: str) -> int:
    """How many statements the first view after a change needs."""
    client, seen, engine = world.client(who), list[str](), world.database.engine
    client.get("/fi/about")
    listener = lambda *rest: seen.append(rest[2])  # noqa: E731 SQLAlchemy wants one and the same object twice
    event.listen(engine, "before_cursor_execute", listener)
    client.get(path)
    event.remove(engine, "before_cursor_execute", listener)
    return len([one for one in seen if not one.startswith("BEGIN")])
