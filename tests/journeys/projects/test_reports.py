"""Teams report back on a recipe, and all may read how it went."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry
from tests.cookbook.samples import rewrite
from tests.world import World


def report(world: World, who: str, **values: str) -> Any:
    form = {
        "recipe": str(world.entries["recipe"]),
        "revision": "1",
        "outcome": "worked",
        "because": "Koska näin.",
        "context": "Kaksi kuntaa.",
    }
    return world.client(who).post("/fi/fieldreports/start", data=form | values)


def test_both_kinds_of_reports_are_shown_with_equal_weight_and_the_figures(bank: World) -> None:
    seniors = str(bank.entries["seniors"])
    assert report(bank, "eero", organisation=seniors, because="Toimittaja avasi rajapinnan.").status_code == 303
    assert report(bank, "aino", outcome="failed", because="Testiympäristöä ei ollut.").status_code == 303
    told = bank.client().get(bank.path("recipe"), follow_redirects=True).text
    assert "Toimi: 1. Ei toiminut: 1." in told
    assert "Ikäihmisten liitto" in told
    part = told[told.index('id="reports"') :]
    assert part.index("Toimittaja avasi rajapinnan.") < part.index("Testiympäristöä ei ollut.")
    listed = bank.client().get("/fi/recipes").text
    assert "Toimi meillä: 1" in listed
    assert "Ei toiminut meillä: 1" in listed
    assert bank.client().get(bank.path("recipe", ".json")).json()["facts"]["reports"] == {"worked": 1, "failed": 1}
    rewrite(bank, outcome={"fi": "Muuttunut"})
    assert "Versio 1 (aiempi)" in bank.client().get(bank.path("recipe"), follow_redirects=True).text
    assert "Testiympäristöä ei ollut." in bank.client().get("/fi/fieldreports?outcome=failed").text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"because": ""}, "because"),
        ({"because": "x" * 2_000}, "because"),
        ({"revision": "9"}, "revision"),
        ({"revision": "eilen"}, "revision"),
        ({"county": "kuu"}, "county"),
        ({"organisation": "2"}, "organisation"),
        ({"because": "Hetu 131052-308T"}, "because"),
    ],
)
def test_a_report_with_something_wrong_is_refused_and_every_word_comes_back(
    bank: World, values: dict[str, str], field: str
) -> None:
    who = "eero" if field == "organisation" else "aino"  # whoever speaks for none has no such field
    answer = report(bank, who, context="Pitkä kertomus kahdesta kunnasta.", **values)
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.text
    assert "Pitkä kertomus kahdesta kunnasta." in answer.text
    assert "Toimi: " not in bank.client().get(bank.path("recipe"), follow_redirects=True).text


def test_a_report_asks_once_about_what_may_be_personal(bank: World) -> None:
    asked = report(bank, "aino", because="Soita 040 123 4567")
    assert asked.status_code == 422
    assert "Soita 040 123 4567" in asked.text
    assert report(bank, "aino", because="Soita 040 123 4567", confirmed="yes").status_code == 303


def test_a_report_is_changed_only_by_who_told_it(bank: World) -> None:
    report(bank, "aino")
    with bank.database.reading() as session:
        query = sa.select(Entry).where(col(Entry.kind) == "fieldreport")
        bank.entries["report"] = session.execute(query).scalar_one().id
    assert bank.client("sanna").get(bank.path("report", "/edit")).status_code == 403
    assert bank.client("aino").get(bank.path("report", "/edit")).status_code == 200
