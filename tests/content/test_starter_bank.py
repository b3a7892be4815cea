"""What PRODUCT.md and the first issue say about the starter bank, counted from its files."""

from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from cookbook.recipes.reading import read as read_plan
from cookbook.recipes.vocabulary import PURPOSES
from ideabank.app import open_database
from ideabank.database import Database
from ideabank.entries.actions import revise
from ideabank.entries.content import Content, Text
from ideabank.entries.models import Entry, Link, Revision
from ideabank.exchange.content import load, read_file
from ideabank.people.models import Person
from ideabank.people.viewer import Viewer
from ideabank.settings import Settings
from ideabank.text.frontmatter import FrontMatterError
from ideabank.upkeep import schema as store
from segments.sheets.schema import ARTEFACTS
from tests.starter import starter, starter_file, starter_names, starter_of
from tests.world import BANK


def test_proposals_agree_with_the_figures_of_the_study() -> None:
    details = [file.content.details for file in starter_of("proposal")]
    assert len(details) == 60
    assert len({one["card"] for one in details}) == 33
    assert len({one["sub_area"] for one in details}) == 31
    assert sum(one["rrp"] for one in details) == 54
    areas = Counter(one["main_area"] for one in details)
    assert areas == {"PK1": 1, "PK2": 20, "PK3": 16, "PK4": 13, "PK5": 10}
    assert all(one["code"] == f"{one['card']}-{one['code'][-1]}" for one in details)


def test_texts_stand_in_the_order_of_their_kind_whichever_process_reads_the_files() -> None:
    for file in starter():
        for text in file.content.texts.values():
            assert list(text.fields) == [field.name for field in file.kind.texts], file.key


def test_the_idea_bank_itself_is_card_pk2_06_on_slide_61() -> None:
    slides = {
        file.content.details["slide"] for file in starter_of("proposal") if file.content.details["card"] == "PK2-06"
    }
    assert slides == {61}


def test_there_are_enough_use_cases_solutions_and_links() -> None:
    links = [link for file in starter_of("usecase") for link in file.links if link.relation == "addressed-by"]
    assert len(starter_of("usecase")) >= 40
    assert len(starter_of("solution")) >= 25
    assert len(links) >= 150


def test_there_are_segments_and_each_factor_says_what_it_rests_on() -> None:
    segments = starter_of("segment")
    assert len(segments) >= 10
    for file in segments:
        details = file.content.details
        for factor in ("need", "ability", "support"):
            source = details[f"{factor}_source"]
            assert source == "judgement" or int(source) in {63, 64, 85, 87, 90}, f"{file.key}: {factor}"
        assert len([link for link in file.links if link.relation == "concerns"]) >= 3, file.key


def test_there_are_paths_whose_steps_are_linked_and_artefacts_of_every_type() -> None:
    paths, artefacts = starter_of("path"), starter_of("artefact")
    assert len(paths) >= 8
    for file in paths:
        assert len(file.content.details["sheet"]["columns"]) >= 5, file.key
        relations = [link.relation for link in file.links]
        assert "walked-by" in relations, file.key
        assert relations.count("raises") >= 4, file.key
        assert relations.count("served-by") >= 2, file.key
    assert {file.content.details["type"] for file in artefacts} == set(ARTEFACTS)
    assert all(len(file.links) >= 2 for file in artefacts)


@pytest.mark.parametrize("name", starter_names("path", "artefact"))
def test_every_finding_is_told_in_three_languages_and_says_what_it_rests_on(name: str) -> None:
    file = starter_file(name)
    for column in file.content.details["sheet"]["columns"]:
        for cell in column["cells"].values():
            for item in cell if isinstance(cell, list) and cell and isinstance(cell[0], dict) else ():
                assert set(item["text"]) == {"fi", "sv", "en"}, item
                assert (item["level"] == "assumption") is (not item["source"]), item


def test_there_is_a_vocabulary_and_no_name_means_two_things() -> None:
    terms = starter_of("term")
    assert len(terms) >= 50
    for language in ("fi", "sv", "en"):
        titles = [file.content.texts[language].title.casefold() for file in terms]
        assert len(set(titles)) == len(titles), language
        for file in terms:
            names = file.content.texts[language].fields["synonyms"].casefold().split(", ")
            own = file.content.texts[language].title.casefold()
            assert not (set(names) & (set(titles) - {own})), f"{file.key}: {names}"


def test_no_term_is_its_own_broader_term() -> None:
    above = {file.key: {link.key for link in file.links if link.relation == "broader"} for file in starter_of("term")}
    for start in above:
        met: set[str] = set()
        at = set(above[start])
        while at:
            assert start not in at, start
            met |= at
            at = {wider for key in at for wider in above[key]} - met


def test_some_needs_have_no_solution_and_show_it() -> None:
    without = [file.key for file in starter_of("usecase") if not any(link.kind == "solution" for link in file.links)]
    assert len(without) >= 5


def test_the_names_of_the_files_are_those_of_their_entries() -> None:
    assert [f"{file.kind.code}/{file.key}" for file in starter()] == starter_names()


@pytest.mark.parametrize("name", starter_names())
def test_every_entry_is_told_in_three_languages_with_its_source(name: str) -> None:
    file = starter_file(name)
    assert set(file.content.texts) == {"fi", "sv", "en"}
    assert all(text.title and text.summary for text in file.content.texts.values())
    assert file.content.texts["fi"].body
    ours = file.kind.code == "requirement" and file.content.sources[0]["note"]["fi"].startswith("Oma arviomme")
    assert ours or any(source.get("slides") for source in file.content.sources)
    assert all(0 < slide < 115 for source in file.content.sources for slide in source.get("slides") or ())


@pytest.mark.parametrize("name", starter_names("usecase"))
def test_every_use_case_tells_who_wants_what_why_and_when(name: str) -> None:
    file = starter_file(name)
    for text in file.content.texts.values():
        assert all(text.fields[name] for name in ("who", "want", "why", "situation"))
    assert file.content.details["channels"]


# Where something stands, or what a recipe and a requirement are about, is no claim of how well it answers: no evidence of their own.
PLACES = {"walked-by", "raises", "describes", "broader", "related-to", "helps", "relies-on", "fulfils", "called-for-by"}


def test_every_link_carries_evidence_that_cites_a_slide_or_says_that_it_is_our_judgement() -> None:
    for file in starter():
        for link in (link for link in file.links if link.relation not in PLACES):
            assert link.claim.evidence["fi"]
            if link.claim.basis == "source":
                assert link.claim.slides, f"{file.key} → {link.key}"
            else:
                said = link.claim.evidence["fi"].lower()
                assert "arvio" in said[:20], f"{file.key} → {link.key}: {said}"


def test_loading_again_changes_nothing_and_peoples_edits_win(tmp_path: Path) -> None:
    database = open_database(Settings(database_url=f"sqlite:///{tmp_path / 'bank.sqlite3'}"), BANK)
    store.upgrade(database)
    with database.writing() as session:
        first = load(session, starter())
    assert first.created == len(starter())
    _edit(database, "omakanta", "Omakanta, muokattu")
    with database.writing() as session:
        again = load(session, starter())
        revisions = session.execute(sa.select(sa.func.count()).select_from(Revision)).scalar()
        links = session.execute(sa.select(sa.func.count()).select_from(Link)).scalar()
    assert (again.created, again.updated, again.links) == (0, 0, 0)
    assert revisions == len(starter()) + 1
    assert links == sum(len(file.links) for file in starter())
    database.close()


def _edit(database: Database, key: str, title: str) -> None:
    with database.writing() as session:
        person = Person(email="a@example.org", name="A")
        session.add(person)
        session.flush()
        entry = session.execute(
            sa.select(Entry).where(col(Entry.content_key) == key, col(Entry.kind) == "solution")
        ).scalar_one()
        content = Content("fi", {"fi": Text(title)}, theme=entry.theme)
        revise(session, entry, content, based_on=1, by=Viewer(person.id))
        entry.content_hash = "an older file"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ("kind: usecase\nkey: x\nlanguage: fi\ntitle: {fi: A}\ntheme: nonsense\n", "theme"),
        ("kind: usecase\nkey: x\nlanguage: fi\ntitle: A\n", "title"),
        ("kind: usecase\nkey: x\nlanguage: fi\ntitle: {fi: A}\ndetails: {colour: red}\n", "details"),
        ("kind: proposal\nkey: x\n", "kind"),
        ("kind: usecase\nkey: y\n", "key"),
        ("kind: usecase\nkey: x\nlanguage: fi\ntitle: {fi: A}\nlinks: [{to: solution/y, fit: splendid}]\n", "links"),
    ],
)
def test_a_file_that_is_wrong_names_its_file_line_and_field(tmp_path: Path, wrong: str, field: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"---\n{wrong}---\nTeksti.\n", encoding="utf-8")
    with pytest.raises(FrontMatterError) as caught:
        read_file(path, BANK.kinds["usecase"])
    assert caught.value.file == "x.md"
    assert caught.value.field == field
    assert caught.value.line > 1


@pytest.mark.parametrize("name", starter_names("recipe"))
def test_every_recipe_can_be_carried_out_in_three_languages(name: str) -> None:
    file = starter_file(name)
    plan, wrong = read_plan(file.content.details["plan"])
    assert not wrong
    assert plan.questions
    assert len(plan.tasks) >= 6
    for task in plan.tasks:
        for name in ("name", "who", "how", "outcome", "check"):
            assert set(getattr(task, name)) == {"fi", "sv", "en"}, f"{task.key}: {name}"
    ends = {answer.variant for question in plan.questions for answer in question.answers if answer.variant}
    assert ends == {variant.key for variant in plan.variants}, "every variant is where some answer ends"
    reached = {plan.questions[0].key} | {one.to for question in plan.questions for one in question.answers}
    assert {question.key for question in plan.questions} <= reached
    assert any("```" in task.how["fi"] for task in plan.tasks), "something to copy"
    relations = Counter(link.relation for link in file.links)
    assert relations["helps"] >= 2
    assert relations["fulfils"] >= 2
    assert all(link.anchor in {task.key for task in plan.tasks} for link in file.links if link.relation == "relies-on")
    for text in file.content.texts.values():
        assert all(text.fields[name] for name in ("when", "when_not", "preconditions", "risks"))
        assert text.body
    assert file.content.review_by > "2027"
    assert file.content.details["keeper"]


def test_there_are_recipes_for_each_wish_and_requirements_of_both_kinds() -> None:
    assert len(starter_of("recipe")) >= 15
    assert {purpose for file in starter_of("recipe") for purpose in file.content.details["purpose"]} == set(PURPOSES)
    requirements = starter_of("requirement")
    assert len(requirements) >= 30
    assert {file.content.details["scope"] for file in requirements} == {"general", "mobile"}
    codes = [file.content.details["code"] for file in requirements]
    assert len(set(codes)) == len(codes)
    fulfilled = {link.key for file in starter_of("recipe") for link in file.links if link.relation == "fulfils"}
    for file in requirements:
        assert file.key in fulfilled, file.key
        assert any(link.relation == "called-for-by" for link in file.links), file.key
        assert all(text.fields["check"] for text in file.content.texts.values()), file.key


def test_every_use_case_has_a_recipe_that_helps() -> None:
    helped = {link.key for file in starter_of("recipe") for link in file.links if link.relation == "helps"}
    assert {file.key for file in starter_of("usecase")} <= helped
