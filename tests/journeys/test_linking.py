"""Linking from where one stands: several at once, all or none, and nothing typed is lost."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries import actions
from ideabank.entries.models import Link
from tests.house.reading import Reading
from tests.world import BANK, World, content

SOLUTIONS = {
    "jonotaulu": "Jonotaulu näyttää päivystyksen jonon pituuden.",
    "kartta": "Kartta palvelupisteistä.",
    "neuvonta": "Neuvonta vastaa puhelimeen.",
    **{f"muu-{number}": "Jotain muuta kokonaan." for number in range(12)},
}
GROUNDS = "Kokeiltu yhdessä asiakkaiden kanssa."


@pytest.fixture
def bank(world: World) -> World:
    with world.database.writing() as session:
        for name, summary in SOLUTIONS.items():
            made = content(name.title(), summary=f"{summary} Toinen virke.", details={"type": "service"})
            world.entries[name] = actions.propose(session, BANK.kinds["solution"], made).id
    world.app.state.site.search.drain_all()
    return world


def offered(page: str) -> list[int]:
    return [int(node.get("value")) for node in Reading(page).all("input") if node.get("name") == "other"]


def links_of(world: World, name: str) -> dict[int, Link]:
    with world.database.reading() as session:
        query = sa.select(Link).where(col(Link.source_id) == world.entries[name], col(Link.state) != "withdrawn")
        return {link.target_id: link for link in session.execute(query).scalars()}


def form(world: World, picks: dict[str, str], **more: str) -> dict[str, Any]:
    """The form with these fits, and some that were offered and left alone."""
    fits = {f"fit-{world.entries[name]}": fit for name, fit in picks.items()}
    others = [str(world.entries[name]) for name in (*picks, "muu-1", "muu-2")]
    left = {f"fit-{world.entries[name]}": "" for name in ("muu-1", "muu-2")}
    shared = {"basis": "test", "evidence": GROUNDS, "slides": "61, 74", "language": "fi", "kind": "solution"}
    return {"other": others, **left, **shared, **fits, **more}


THREE = {"jonotaulu": "full", "kartta": "partial", "neuvonta": "none"}


def test_the_form_opens_with_the_likeliest_ten_that_are_not_linked_yet(bank: World) -> None:
    sanna = bank.client("sanna")
    page = sanna.get(bank.path("queue", "/links/new?kind=solution")).text
    assert len(offered(page)) == 10
    assert offered(page)[0] == bank.entries["jonotaulu"]
    assert "Jonotaulu näyttää päivystyksen jonon pituuden.</p>" in page  # what it says first, and no more
    assert "Toinen virke" not in page
    assert bank.entries["omakanta"] not in offered(sanna.get(bank.path("booking", "/links/new?kind=solution")).text)


def test_only_kinds_that_can_be_joined_are_offered(bank: World) -> None:
    page = bank.client("sanna").get(bank.path("queue", "/links/new?kind=organisation")).text
    assert bank.entries["seniors"] not in offered(page)
    assert bank.entries["queue"] not in offered(page)


def test_several_are_linked_in_one_save_each_with_its_fit(bank: World) -> None:
    sanna = bank.client("sanna")
    own = {f"evidence-{bank.entries['kartta']}": "Oma perustelu kartalle."}
    answer = sanna.post(bank.path("queue", "/links"), data=form(bank, THREE, **own))
    assert answer.status_code == 303
    assert answer.headers["location"] == bank.path("queue")  # the strip leads on to the links
    assert "Linkit on tehty" in sanna.get(answer.headers["location"], follow_redirects=True).text
    made = links_of(bank, "queue")
    assert {number: link.fit for number, link in made.items()} == {bank.entries[n]: fit for n, fit in THREE.items()}
    assert {link.basis for link in made.values()} == {"test"}
    assert {tuple(link.slides) for link in made.values()} == {(61, 74)}
    assert made[bank.entries["jonotaulu"]].evidence == {"fi": GROUNDS}
    assert made[bank.entries["kartta"]].evidence == {"fi": "Oma perustelu kartalle."}
    assert bank.entry("queue").met == "met"


def test_what_is_wrong_is_said_at_its_row_and_nothing_is_made_or_lost(bank: World) -> None:
    sanna = bank.client("sanna")
    assert sanna.post(bank.path("queue", "/links"), data=form(bank, {"kartta": "full"})).status_code == 303
    answer = sanna.post(bank.path("queue", "/links"), data=form(bank, THREE, slides="61"))
    assert answer.status_code == 422
    number = bank.entries["kartta"]
    assert re.search(rf'id="error-fit-{number}">.*?on jo linkitetty', answer.text, re.DOTALL)
    assert re.search(rf'href="#field-fit-{number}">[^<]*: Kartta:', answer.text)
    for name, fit in THREE.items():
        kept = rf'name="fit-{bank.entries[name]}"[^>]*>.*?value="{fit}" selected'
        assert re.search(kept, answer.text, re.DOTALL), name
    assert GROUNDS in answer.text
    assert len(offered(answer.text)) == 5
    assert set(links_of(bank, "queue")) == {number}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"evidence": ""}, "Kerro virkkeellä"),
        ({"basis": "nonsense"}, "Valitse, mihin"),
        ({"slides": "sata"}, "Kirjoita dianumeroita"),
        ({"fit-{jonotaulu}": "wonderful"}, "Valitse, kuinka hyvin"),
        ({"relation-{jonotaulu}": "eats>"}, "Valitse, miten"),
        ({"evidence-{kartta}": "Potilas 131052-308T kertoi."}, "henkilötunnus"),
    ],
)
def test_a_form_that_will_not_do_keeps_every_tick_and_word(bank: World, change: dict[str, str], said: str) -> None:
    named = {key.format(**bank.entries): value for key, value in change.items()}
    answer = bank.client("sanna").post(bank.path("queue", "/links"), data=form(bank, THREE, **named))
    assert answer.status_code == 422
    assert said in answer.text
    assert not links_of(bank, "queue")
    assert f'name="fit-{bank.entries["neuvonta"]}"' in answer.text
    assert re.search(r'value="none" selected', answer.text)


def test_nothing_ticked_is_a_sentence(bank: World) -> None:
    answer = bank.client("sanna").post(bank.path("queue", "/links"), data=form(bank, {}))
    assert answer.status_code == 422
    assert "Valitse linkitettävät" in answer.text
    assert GROUNDS in answer.text


def test_one_that_has_gone_meanwhile_is_left_out_and_the_others_kept(bank: World) -> None:
    bank.client("mika").post(bank.path("kartta", "/decision"), data={"do": "hide", "reason": "Syy"})
    answer = bank.client("sanna").post(bank.path("queue", "/links"), data=form(bank, THREE))
    assert answer.status_code == 422
    assert "Yhtä valitsemistasi ei enää ole" in answer.text
    assert bank.entries["kartta"] not in offered(answer.text)
    assert not links_of(bank, "queue")
    del (kept := dict(THREE))["kartta"]
    assert bank.client("sanna").post(bank.path("queue", "/links"), data=form(bank, kept)).status_code == 303


def test_searching_for_more_keeps_what_is_ticked_and_typed(bank: World) -> None:
    asked = form(bank, {"neuvonta": "partial"}, do="search", q="Omakanta")
    answer = bank.client("sanna").post(bank.path("queue", "/links"), data=asked)
    assert answer.status_code == 200
    assert offered(answer.text) == [bank.entries["neuvonta"], bank.entries["omakanta"]]
    assert re.search(rf'name="fit-{bank.entries["neuvonta"]}">.*?value="partial" selected', answer.text, re.DOTALL)
    assert GROUNDS in answer.text
    assert not links_of(bank, "queue")


def test_five_hundred_ticks_are_told_to_be_too_many_and_none_is_lost(bank: World) -> None:
    with bank.database.writing() as session:
        many = [actions.propose(session, BANK.kinds["solution"], content(f"Palvelu {n}")).id for n in range(60)]
    ids = [*many, *range(5_000, 5_440)]
    told = {"other": list(map(str, ids)), **{f"fit-{one}": "unknown" for one in ids}, "basis": "judgement"}
    answer = bank.client("sanna").post(bank.path("queue", "/links"), data=told)
    assert answer.status_code == 422
    assert "enintään 50" in answer.text
    assert len(offered(answer.text)) == 60
    assert answer.text.count('value="unknown" selected') == 60
    assert not links_of(bank, "queue")
    asked = "&".join(f"other={one}" for one in ids)
    assert bank.client("sanna").get(bank.path("queue", f"/links/new?{asked}")).status_code == 200


def test_where_there_are_several_ways_choosing_the_way_is_the_tick(bank: World) -> None:
    sanna, other = bank.client("sanna"), bank.entries["booking"]
    page = sanna.get(bank.path("queue", "/links/new?kind=usecase")).text
    assert f'name="relation-{other}"' in page
    assert f'name="fit-{other}"' not in page
    answer = sanna.post(
        bank.path("queue", "/links"),
        data={"other": str(other), f"relation-{other}": "related>", "basis": "judgement", "language": "fi"},
    )
    assert answer.status_code == 303
    assert links_of(bank, "queue")[other].relation == "related"
