"""Sections that do not fit together: the application does not start, and one sentence says what is wrong and where."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from ideabank import sections
from ideabank.app import create_app
from ideabank.entries.bank import Contradiction
from ideabank.entries.happening import Happening
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, LinkFilter, Lists, TextField
from ideabank.entries.relation import Relation
from ideabank.i18n import Words
from ideabank.settings import Settings
from ideabank.upkeep.console import Plain
from ideabank.visit.face import Face, Reading, Telling
from ideabank.visit.parts import Part
from ideabank.visit.section import Section
from tests.house.newkind import section
from tests.house.newkind.structure import DAY, DiaryStructure

WORDS = Words("Sana", "Ord", "Word")
TRIAL = section.kinds[0]


class Doubled(DiaryStructure):
    """Days twice."""


Doubled.pieces = (DAY, DAY)  # type: ignore[assignment]


def with_kind(**changes: Any) -> Section:
    """The trials, with a kind that is a little different."""
    return dataclasses.replace(section, kinds=(dataclasses.replace(TRIAL, **changes),))


def beside(*kinds: Kind, **more: Any) -> Section:
    """Another section, beside the usual ones and the trials."""
    return Section(name="beside", kinds=kinds, **more)


def joins(source: str, target: str) -> Relation:
    return Relation("joins", (source,), (target,), WORDS, WORDS)


def part(name: str) -> Part:
    return Part(name, lambda showing: None, "reading/_sources.html")


CASES: dict[str, tuple[Section, str]] = {
    "two kinds with one folder": (
        with_kind(folder="usecases"),
        "The kinds usecase and trial have the same folder: usecases.",
    ),
    "two kinds with one prefix": (with_kind(prefix="U"), "The kinds usecase and trial have the same prefix: U."),
    "a kind that is there already": (beside(TRIAL, TRIAL), "Two kinds have the same code: trial."),
    "a relation between unknown kinds": (
        beside(relations=(joins("usecase", "dream"),)),
        "The relation joins joins dream, which is no kind.",
    ),
    "a relation that is there already": (
        beside(relations=(joins("usecase", "usecase"), joins("usecase", "solution"))),
        "Two relations have the same code: joins.",
    ),
    "a part named twice": (beside(parts=(part("history"),)), "The part history is named twice."),
    "a happening without a sentence in one language": (
        beside(happenings=(Happening("dreamt", Words("Uneksittiin.", "", "Was dreamt.")),)),
        "The happening dreamt has no sentence in sv.",
    ),
    "a happening that is there already": (
        beside(happenings=(Happening("published", WORDS),)),
        "The happening published is handed in twice.",
    ),
    "a face for no kind": (
        beside(faces={"dream": Face()}),
        "The section beside has a face for dream, which is no kind of its own.",
    ),
    "a face that names no kind": (
        dataclasses.replace(section, faces={"trial": Face(telling=Telling(alike=("dream",)))}),
        "The face of trial names dream, which is no kind.",
    ),
    "a face that names no part": (
        dataclasses.replace(section, faces={"trial": Face(reading=Reading(first=("dream",)))}),
        "The face of trial names dream, which is no part.",
    ),
    "a notice that is there already": (
        beside(notices={"saved": "Saved."}),
        "The section beside has a notice saved, which is taken.",
    ),
    "a label that is there already": (
        beside(labels={"": {"title": "Heading"}}),
        "The section beside calls the field title otherwise.",
    ),
    "a detail without a column": (
        with_kind(details=(*TRIAL.details, DetailField("dream", WORDS))),
        "The kind trial keeps its detail dream in no column of its table.",
    ),
    "an option without room": (
        with_kind(details=(DetailField("place", WORDS, {"somewhere-far-away": WORDS}), *TRIAL.details[1:])),
        "The kind trial has an option somewhere-far-away of place, whose column holds 16 letters.",
    ),
    "many values in a column of one": (
        with_kind(details=(dataclasses.replace(TRIAL.details[0], many=True), *TRIAL.details[1:])),
        "The kind trial keeps many values of place in a column that holds one.",
    ),
    "a filter without options": (
        with_kind(details=(DetailField("place", WORDS, filter=True), *TRIAL.details[1:])),
        "The kind trial is filtered by place, which has no options.",
    ),
    "two fields of one name": (
        with_kind(texts=(TextField("place", WORDS),)),
        "The kind trial has two fields place.",
    ),
    "a structure without its detail": (
        with_kind(details=TRIAL.details[:1]),
        "The kind trial has no detail diary for its structure.",
    ),
    "a structure with two sorts of pieces of one name": (
        with_kind(structure=Doubled()),
        "The structure of the kind trial has two sorts of pieces called days.",
    ),
    "a status of no list": (
        with_kind(lifecycle=Lifecycle(statuses=("dreamt",))),
        "The kind trial has a status dreamt, which is not in the list of statuses.",
    ),
    "lists whose rows cannot be joined to their like": (
        with_kind(exchange=Exchange(lists=Lists(roles=frozenset(), related="tries"))),
        "The relation tries does not join trial to its like, as its lists want.",
    ),
    "lists of what begins with something else": (
        with_kind(exchange=Exchange(begins_with="tries", lists=Lists(roles=frozenset(), related="tries"))),
        "The kind trial cannot be taken from lists: its entries begin with something else.",
    ),
    "a beginning by no relation": (
        with_kind(exchange=Exchange(begins_with="dreams-of")),
        "The kind trial names dreams-of, which is no relation.",
    ),
    "a filter by no relation": (
        with_kind(link_filters=(LinkFilter("dream", "dreams-of", WORDS),)),
        "The kind trial names dreams-of, which is no relation.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_application_does_not_start_and_says_which(name: str) -> None:
    odd, sentence = CASES[name]
    with pytest.raises(Contradiction) as found:
        sections.whole((*sections.SECTIONS, odd))
    assert str(found.value) == sentence


def test_a_file_that_another_brings_too_is_a_contradiction(tmp_path: Path) -> None:
    (tmp_path / "templates" / "reading").mkdir(parents=True)
    (tmp_path / "templates" / "reading" / "show.html").write_text("")
    made_of = (*sections.SECTIONS, beside(home=tmp_path))
    with pytest.raises(Contradiction, match=r"^The file templates/reading/show\.html is brought along twice\.$"):
        sections.whole(made_of)


def test_no_request_is_ever_answered_by_what_contradicts_itself(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'bank.sqlite3'}", index_dir=str(tmp_path / "index"))
    with pytest.raises(Contradiction):
        create_app(settings, background=False, made_of=(*sections.SECTIONS, with_kind(folder="usecases")))
    assert not (tmp_path / "bank.sqlite3").exists()


def test_on_the_command_line_it_is_one_sentence_and_no_traceback() -> None:
    app = typer.Typer(cls=Plain, pretty_exceptions_enable=False)

    @app.command()
    def serve() -> None:
        sections.whole((*sections.SECTIONS, with_kind(folder="usecases")))

    @app.command()
    def other() -> None: ...

    done = CliRunner().invoke(app, ["serve"])
    assert done.exit_code == 2
    assert done.stderr.strip() == "The kinds usecase and trial have the same folder: usecases."
