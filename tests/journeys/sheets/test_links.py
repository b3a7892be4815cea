"""What belongs to the steps of a path: needs, solutions, and the doctor who finds what is left behind."""

import re

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Link
from ideabank.upkeep.doctor import examine
from tests.world import World


def test_a_step_shows_what_is_unmet_and_both_ends_of_its_links(paths: World) -> None:
    sanna = paths.client("sanna")
    need = str(paths.entries["queue"])
    form = {
        "other": need,
        "relation": "raises>",
        "anchor": "soittaa",
        "fit": "unknown",
        "basis": "judgement",
        "language": "fi",
    }
    assert sanna.post(paths.path("path", "/links"), data=form).status_code == 303
    assert sanna.post(paths.path("path", "/links"), data=form | {"anchor": "nowhere"}).status_code == 422
    page = paths.client().get(paths.path("path", "?view=table"), follow_redirects=True).text
    assert "Näen päivystyksen jonon" in page
    assert 'class="unmet"' in page
    assert "1 askeleessa" in page
    assert "Soittaa" in paths.client().get(paths.path("queue"), follow_redirects=True).text
    assert "Käy vastaanotolla" in paths.client().get(paths.path("omakanta"), follow_redirects=True).text
    choose = sanna.get(paths.path("path", f"/links/new?kind=usecase&anchor=kay&other={need}")).text
    assert re.search(r'<option value="kay" selected', choose)


def test_a_link_to_what_one_may_not_see_is_refused(paths: World) -> None:
    mika, sanna = paths.client("mika"), paths.client("sanna")
    assert mika.post(paths.path("queue", "/decision"), data={"do": "hide", "reason": "Syy"}).status_code == 303
    form = {
        "other": str(paths.entries["queue"]),
        "relation": "raises>",
        "anchor": "soittaa",
        "fit": "unknown",
        "basis": "judgement",
    }
    assert sanna.post(paths.path("path", "/links"), data=form).status_code == 404


def test_the_doctor_finds_a_link_whose_step_is_gone_and_mends_it(paths: World) -> None:
    with paths.database.writing() as session:
        link = session.execute(sa.select(Link).where(col(Link.anchor) == "huomaa").limit(1)).scalar_one()
        link.anchor = "kadonnut"
    with paths.database.reading() as session:
        [finding] = list(examine(paths.database, session))
    assert "kadonnut" in finding.what
    assert finding.repair is not None
    finding.repair()
    with paths.database.reading() as session:
        assert list(examine(paths.database, session)) == []
