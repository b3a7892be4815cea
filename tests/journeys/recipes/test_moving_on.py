"""Recipes are forked, told as twins, and go to another bank."""

import json
import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry, Link
from ideabank.exchange import intake
from ideabank.exchange.documents import documents
from tests.cookbook import samples
from tests.cookbook.samples import PLAN, plan_of
from tests.journeys.pages import shown
from tests.world import World


def test_a_fork_knows_its_origin_and_shows_when_that_moves_on(bank: World) -> None:
    sanna = bank.client("sanna")
    same = sanna.post(bank.path("recipe", "/fork"), data={"title": "Liitä ajanvaraus kanavaan"})
    assert same.status_code == 422
    made = sanna.post(bank.path("recipe", "/fork"), data={"title": "Meidän tapa"})
    assert made.status_code == 303
    bank.entries["fork"] = int(made.headers["location"].rpartition("/")[2].partition("-")[0])
    assert plan_of(bank, "fork") == plan_of(bank)
    page = shown(bank, "fork")
    assert "Omakanta" in page
    assert "on muuttunut" not in page
    samples.rewrite(bank, check={"fi": "Muuttunut."})
    page = shown(bank, "fork")
    there = re.search(r'href="([^"]*/compare\?from=1&amp;to=2)"', page)
    assert there is not None
    assert "Muuttunut" in bank.client().get(there[1].replace("&amp;", "&"), follow_redirects=True).text
    assert bank.client("aino").get(bank.path("recipe", "/fork")).status_code == 403


def test_the_twins_tell_the_whole_recipe(bank: World) -> None:
    told = bank.client().get(bank.path("recipe", ".md", lang="sv")).text
    assert "## Bestäm först" in told
    assert "### 1. Avtala om ansvar" in told
    data = bank.client().get(bank.path("recipe", ".json")).json()
    assert data["details"]["plan"] == PLAN
    assert data["review_by"] == "2090-01-31"
    assert data["review_due"] is False


def test_recipes_and_requirements_leave_one_bank_and_enter_another(bank: World) -> None:
    with bank.database.reading() as session:
        told = [one for one in documents(session) if one["kind"] in ("recipe", "requirement")]
    lines = [json.dumps(one, ensure_ascii=False) for one in told]
    with bank.database.writing() as session:
        session.execute(sa.delete(Link))
        session.execute(sa.delete(Entry).where(col(Entry.kind).in_(("recipe", "requirement"))))
    with bank.database.writing() as session:
        intake.take_in(session, intake.understand(session, lines))
    with bank.database.reading() as session:
        again = [one for one in documents(session) if one["kind"] in ("recipe", "requirement")]
    assert [essence(one) for one in again] == [essence(one) for one in told]


def essence(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["kind"], one["details"], one["texts"]["fi"]["title"], one.get("review_by")


def test_a_recipe_with_a_circle_is_refused_by_import_and_nothing_changes(bank: World) -> None:
    with bank.database.reading() as session:
        told = next(one for one in documents(session) if one["kind"] == "recipe")
    told["details"]["plan"]["tasks"][0]["after"] = ["linkita"]
    told["uuid"] = "00000000-0000-4000-8000-000000000001"
    with bank.database.writing() as session, pytest.raises(intake.IntakeError) as caught:
        intake.understand(session, ["", json.dumps(told)])
    assert "circle" in str(caught.value)
    assert "2" in str(caught.value)
