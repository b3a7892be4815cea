"""Any kind that says so is taken from lists: nothing but its own folder knows of it."""

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ideabank.entries.kind import Exchange, Lists
from ideabank.entries.relation import Relation
from ideabank.i18n import Words
from ideabank.sections import SECTIONS
from ideabank.upkeep.services import Services
from tests.house.newkind import section
from tests.house.newkind.models import Trial
from tests.telling.lists import Visitor, entries, needs
from tests.world import Seed, World, open_world

LIKE = Words("Liittyy", "Hör ihop med", "Is related to")
TRIAL = dataclasses.replace(
    section.kinds[0], exchange=Exchange(lists=Lists(roles=frozenset({"designer"}), related="like-trial"))
)
LISTED = dataclasses.replace(
    section,
    kinds=(TRIAL,),
    relations=(*section.relations, Relation("like-trial", ("trial",), ("trial",), forth=LIKE, back=LIKE)),
)


@pytest.fixture
def trials(tmp_path: Path, planted: tuple[Path, Seed]) -> Iterator[World]:
    """The bank of the small cast with a section more, whose trials are taken from lists."""
    file, seed = planted
    shutil.copy(file, tmp_path / "bank.sqlite3")
    made = open_world(tmp_path, f"sqlite:///{tmp_path / 'bank.sqlite3'}", seed, made_of=(*SECTIONS, LISTED))
    Trial.metadata.create_all(made.database.engine, tables=[Trial.__table__])  # type: ignore[attr-defined]
    yield made
    made.app.state.site.keeper(Services).close()


def test_a_kind_of_another_section_is_taken_from_lists_with_its_own_columns(trials: World) -> None:
    visitor = Visitor(trials, folder="trials")
    page = visitor.client.get("/fi/trials/import").text
    for name in ("Mitä toivotaan", "Paikka", "Päiväkirja"):
        assert f"<span>{name}" in page
    head = ("Nimi", "Lyhyesti", "Mitä toivotaan", "Plats", "Päiväkirja")
    row = ("Jonotaulu", "Taulu kertoo jonon.", "Odotus lyhenee", "Health centre", "Ensimmäinen päivä\nToinen päivä")
    preview = visitor.bring(needs(row, head=head))
    assert preview.states() == {2: "new"}
    preview.then("take")
    made = entries(trials, "trial")["Jonotaulu"]
    page = trials.client().get(f"/fi/trials/{made}", follow_redirects=True).text
    for words in ("Odotus lyhenee", "Terveysasema", "Toinen päivä"):
        assert words in page


def test_who_may_bring_a_list_is_said_by_the_kind(trials: World) -> None:
    assert trials.client("kaisa").get("/fi/trials/import").status_code == 403
    assert trials.client("sanna").get("/fi/segments/import").status_code == 404
