"""A recipe past its review date says so, and who keeps it is told."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry, Event, Revision
from ideabank.exchange.documents import documents
from ideabank.notices.reminding import remind
from ideabank.people.models import Mail
from tests.journeys.pages import form_of, shown
from tests.world import World


def outdate(world: World, name: str, owner: str | None = "sanna") -> None:
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries[name])
        assert entry is not None
        entry.review_by = dt.date(2026, 1, 31)
        entry.owner_id = world.people[owner].id if owner else None


def letters(world: World) -> list[Mail]:
    with world.database.reading() as session:
        return list(session.execute(sa.select(Mail).order_by(col(Mail.id))).scalars())


def reminded(world: World) -> int:
    site = world.app.state.site
    with world.database.writing() as session:
        return remind(session, site.catalogues, site.settings.public_url)


def test_a_recipe_past_its_review_date_says_so_everywhere(bank: World) -> None:
    outdate(bank, "recipe")
    bank.app.state.site.search.drain_all()
    words = "Tarkistuspäivä on mennyt"
    client = bank.client()
    assert words in shown(bank, "recipe")
    assert words in client.get("/fi/recipes").text
    assert "Liitä ajanvaraus" in client.get("/fi/recipes?due=yes").text
    assert words in client.get("/fi/search?q=ajanvaraus").text
    assert words in client.get(bank.path("recipe", ".md")).text
    assert "Kontrolldagen har passerat" in client.get(bank.path("recipe", ".md", lang="sv")).text
    assert client.get(bank.path("recipe", ".json")).json()["review_due"] is True
    with bank.database.reading() as session:
        assert [one["review_due"] for one in documents(session, "recipe")] == [True]


def test_who_keeps_it_is_told_once_for_each_day(bank: World) -> None:
    outdate(bank, "recipe")
    outdate(bank, "requirement")
    assert reminded(bank) == 2
    assert reminded(bank) == 0
    sent = letters(bank)
    assert [letter.recipient for letter in sent] == ["sanna@example.org"]
    assert "Liitä ajanvaraus kanavaan" in sent[0].body
    assert f"/fi/requirements/{bank.entries['requirement']}" in sent[0].body
    assert "Tarkistuspäivä on mennyt" in shown(bank, "recipe")
    with bank.database.reading() as session:
        told = session.execute(sa.select(col(Event.name)).where(col(Event.entry_id) == bank.entries["recipe"]))
        assert list(told.scalars()).count("review-due") == 1


def test_without_an_owner_the_coordinators_are_told(bank: World) -> None:
    outdate(bank, "recipe", owner=None)
    reminded(bank)
    assert [letter.recipient for letter in letters(bank)] == ["kaisa@example.org"]


def test_a_new_day_lies_ahead_and_one_that_stands_may_stay(bank: World) -> None:
    outdate(bank, "recipe")
    sanna, at = bank.client("sanna"), bank.path("recipe", "/edit")
    form = form_of(sanna.get(at))
    assert form["review_by"] == ["2026-01-31"]
    assert sanna.post(bank.path("recipe"), data=form | {"title": "Toinen nimi"}).status_code == 303
    form = form_of(sanna.get(at))
    assert sanna.post(bank.path("recipe"), data=form | {"review_by": "2026-02-01"}).status_code == 422
    assert sanna.post(bank.path("recipe"), data=form | {"review_by": "2090-12-31"}).status_code == 303
    assert "Tarkistuspäivä on mennyt" not in shown(bank, "recipe")
    with bank.database.reading() as session:
        query = (
            sa.select(Revision).where(col(Revision.entry_id) == bank.entries["recipe"]).order_by(col(Revision.number))
        )
        days: list[Any] = [one.snapshot["review_by"] for one in session.execute(query).scalars()]
    assert days == ["2090-01-31", "2026-01-31", "2090-12-31"]
