"""The quiet foot of an entry's page: who told it and as what, versions, sources and data, in one place and for every kind."""

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries import actions
from ideabank.entries.models import Entry
from tests.world import BANK, World, content


def foot(world: World, number: int) -> str:
    page = world.client().get(f"/fi/usecases/{number}", follow_redirects=True).text
    assert page.count('class="entry-foot"') == 1
    return page.partition('class="entry-foot"')[2].partition("</section>")[0]


def told(world: World, who: str) -> int:
    with world.database.writing() as session:
        text = content("Tarve", fields={"who": "Potilas"}, sources=({"slides": [61], "note": {"fi": "Ideapankki"}},))
        return actions.propose(session, BANK.kinds["usecase"], text, by=world.people[who]).id


def test_the_foot_says_who_told_it_and_as_what(world: World) -> None:
    page = foot(world, told(world, "sanna"))
    assert "Kertoja: Sanna" in page
    assert "Palvelumuotoilija" in page
    assert "Kansalainen" not in foot(world, told(world, "aino"))  # everybody is one


def test_an_organisation_it_was_told_for_is_named_beside_the_teller(world: World) -> None:
    number = told(world, "eero")
    with world.database.writing() as session:
        told_for = {"organisation_id": world.entries["seniors"]}
        session.execute(sa.update(Entry).where(col(Entry.id) == number).values(**told_for))
    assert world.path("seniors") in foot(world, number)


def test_what_the_bank_began_with_has_no_teller(world: World) -> None:
    with world.database.writing() as session:
        number = actions.propose(session, BANK.kinds["usecase"], content("Tarve", fields={"who": "Potilas"})).id
    assert "Kertoja" not in foot(world, number)


def test_versions_sources_and_data_stand_there_too(world: World) -> None:
    number = told(world, "aino")
    page = foot(world, number)
    for words in ("dia 61", "Ideapankki", f"/fi/usecases/{number}/revisions", ".md", ".json"):
        assert words in page
