"""A kind is added from one folder: tests/house/newkind, and nothing else in the application knows of it."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank import places
from ideabank.app import open_database
from ideabank.entries import actions
from ideabank.entries.models import Entry, Link
from ideabank.entries.queries import texts_of
from ideabank.exchange import intake
from ideabank.exchange.documents import documents
from ideabank.sections import SECTIONS, bank
from ideabank.settings import Settings
from ideabank.upkeep import schema as store
from ideabank.upkeep.doctor import examine
from ideabank.upkeep.services import Services
from tests.cookbook.samples import add_project, add_recipe
from tests.house.newkind import section
from tests.house.newkind.models import Trial
from tests.house.reading import Reading, faults
from tests.house.tree import PACKAGES, files, report, text
from tests.segments.samples import add_path
from tests.world import Seed, World, content, open_world

MADE_OF = (*SECTIONS, section)
DRAFT = "T" * 43
TOLD = {
    "draft": DRAFT,
    "title": "Jono näkyy puhelimessa",
    "summary": "Kokeillaan kuukausi yhdellä asemalla.",
    "hope": "Kukaan ei odota turhaan",
    "body": "",
    "place": "clinic",
    "diary": "Ensimmäinen näki jonon\nToinen kääntyi kotiin",
    "county": "",
    "tags": "",
    "language": "fi",
}
DAYS = {"days": [{"key": "day-1", "said": "Ensimmäinen näki jonon"}, {"key": "day-2", "said": "Toinen kääntyi kotiin"}]}


@pytest.fixture
def trials(tmp_path: Path, planted: tuple[Path, Seed]) -> Iterator[World]:
    """The bank of the small cast with one section more, and a trial in it."""
    file, seed = planted
    shutil.copy(file, tmp_path / "bank.sqlite3")
    made = open_world(tmp_path, f"sqlite:///{tmp_path / 'bank.sqlite3'}", seed, made_of=MADE_OF)
    Trial.metadata.create_all(made.database.engine, tables=[Trial.__table__])  # type: ignore[attr-defined]
    with made.database.writing() as session:
        entry = actions.propose(
            session,
            section.kinds[0],
            content(
                "Jonotaulu odotushuoneessa",
                summary="Taulu kertoo jonon pituuden.",
                fields={"hope": "Odotus lyhenee"},
                details={"place": "clinic", "diary": DAYS},
            ),
            by=made.people["aino"],
        )
        made.entries["trial"] = entry.id
    yield made
    made.app.state.site.keeper(Services).close()


def page(world: World, at: str, who: str = "") -> str:
    """The page as somebody reads it, which keeps the house's rules."""
    answer = world.client(who).get(at, follow_redirects=True)
    assert answer.status_code == 200, at
    found = list(faults(Reading(answer.text), answer.text, at[1:3]))
    report(f"{at} keeps the rules of every page.", found)
    return answer.text


def test_nothing_of_the_application_knows_the_new_kind() -> None:
    ours = re.compile(r"newkind|kind-trial|[\"']trials?[\"':]")
    report(
        "A kind is handed in by its section: nobody else names it.",
        [
            str(path)
            for path in files()
            if path.parts[0] in (*PACKAGES, "templates", "static") and path.suffix in (".py", ".html", ".css", ".po")
            if ours.search(text(path))
        ],
    )


def test_it_is_told_as_a_draft_and_published(trials: World) -> None:
    aino = trials.client("aino")
    assert "Kerro" in page(trials, "/fi/usecases/new", "aino")  # as before
    assert 'name="hope"' in page(trials, "/fi/trials/new", "aino")
    kept = aino.post("/fi/trials/drafts", data=TOLD)
    assert kept.json()["draft"] == DRAFT
    assert "Kukaan ei odota turhaan" in page(trials, f"/fi/trials/drafts/{DRAFT}", "aino")
    told = aino.post("/fi/trials", data={**TOLD, "do": "publish"})
    assert told.status_code == 303
    shown = page(trials, told.headers["location"])
    assert "Kukaan ei odota turhaan" in shown
    assert "Toinen kääntyi kotiin" in shown


def test_it_is_read_with_its_part_in_its_own_template_words_glyph_and_hue(trials: World) -> None:
    for lang, heading in (("fi", "Kokeilun päiväkirja"), ("sv", "Försökets dagbok"), ("en", "Diary of the trial")):
        shown = page(trials, trials.path("trial", lang=lang))
        assert heading in shown
        assert 'class="trial"' in shown
        assert "kind-trial" in shown
    assert 'id="diary"' not in page(trials, trials.path("queue"))
    assets = trials.app.state.site.assets
    assert b'<symbol id="trial"' in assets.body("glyphs.svg")
    assert b'<symbol id="usecase"' in assets.body("glyphs.svg")
    assert b".kind-trial" in assets.body("css/site.css")


def test_a_part_of_it_is_on_the_page_of_every_kind(trials: World) -> None:
    add_path(trials)
    add_recipe(trials)
    add_project(trials)
    for name in trials.entries:
        assert 'id="ask"' in page(trials, trials.path(name), "aino"), name


def test_it_is_listed_filtered_and_in_the_menu(trials: World) -> None:
    name = "Jonotaulu odotushuoneessa"
    assert name in page(trials, "/fi/trials")
    assert name in page(trials, "/fi/trials?place=clinic")
    assert name not in page(trials, "/fi/trials?place=home")
    assert "Kokeilut" in page(trials, "/fi/trials?place=clinic&status=planned")
    assert 'href="/fi/trials"' in page(trials, "/fi/")
    for lang in ("sv", "en"):
        assert name in page(trials, f"/{lang}/trials")


def test_a_need_is_linked_to_one_day_of_it_and_both_pages_tell_so(trials: World) -> None:
    sanna, trial = trials.client("sanna"), str(trials.entries["trial"])
    asked = page(trials, trials.path("queue", f"/links/new?other={trial}"), "sanna")
    assert "Kokeilut" in asked
    assert "Toinen kääntyi kotiin" in asked
    claim = {"other": trial, "relation": "tries<", "anchor": "day-2", "fit": "unknown", "basis": "test"}
    assert sanna.post(trials.path("queue", "/links"), data=claim).status_code == 303
    assert "Jonotaulu odotushuoneessa" in page(trials, trials.path("queue"))
    shown = page(trials, trials.path("trial"))
    assert "Näen päivystyksen jonon" in shown
    assert "Mitä tarvetta kokeillaan" in shown


def test_it_grows_by_its_own_form_and_the_happening_is_told(trials: World) -> None:
    aino = trials.client("aino")
    refused = aino.post(trials.path("trial", "/observations"), data={"said": ""})
    assert refused.status_code == 422
    done = aino.post(trials.path("trial", "/observations"), data={"said": "Kolmas kiitti"})
    assert done.status_code == 303
    shown = aino.get(done.headers["location"], follow_redirects=True).text
    assert "Havainto on päiväkirjassa." in shown
    assert "Kolmas kiitti" in shown
    for lang, sentence in (("fi", "Päiväkirja karttui."), ("sv", "Dagboken växte."), ("en", "The diary has grown.")):
        assert sentence in page(trials, trials.path("trial", lang=lang))


def test_two_versions_are_compared_day_by_day_and_two_who_write_at_once_get_both_texts(trials: World) -> None:
    aino, sanna = trials.client("aino"), trials.client("sanna")
    form = {**TOLD, "title": "Jonotaulu odotushuoneessa", "based_on": "1"}
    assert aino.post(trials.path("trial"), data={**form, "hope": "Ainon toive"}).status_code == 303
    late = sanna.post(trials.path("trial"), data={**form, "hope": "Sannan toive"})
    assert late.status_code == 409
    assert "Ainon toive" in late.text
    assert "Sannan toive" in late.text
    aino.post(trials.path("trial", "/observations"), data={"said": "Kolmas kiitti"})
    compared = page(trials, trials.path("trial", "/compare?from=1&to=3"))
    assert "Kolmas kiitti" in compared
    assert "Ainon" in compared


def test_a_day_of_it_is_edited_alone_and_a_conflict_shows_both_texts(trials: World) -> None:
    aino, sanna, at = trials.client("aino"), trials.client("sanna"), trials.path("trial", "/days/day-1/edit")
    asked = page(trials, at, "aino")
    assert "Ensimmäinen näki jonon" in asked
    assert "Toinen kääntyi kotiin" not in asked
    form = {"language": "fi", "based_on": "1"}
    other = trials.path("trial", "/days/day-2/edit")
    assert sanna.post(other, data={**form, "said": "Toinen jäi odottamaan"}).status_code == 303
    assert (
        aino.post(at, data={**form, "said": "Ensimmäinen näki jonon ja jäi"}).status_code == 303
    )  # another day: no conflict
    late = sanna.post(at, data={**form, "said": "Ensimmäinen huomasi jonon"})
    assert late.status_code == 409
    assert "Ensimmäinen näki jonon ja jäi" in late.text
    assert "Ensimmäinen huomasi jonon" in late.text
    assert sanna.post(at, data={**form, "based_on": "3", "said": " "}).status_code == 422
    shown = page(trials, trials.path("trial"))
    assert "Ensimmäinen näki jonon ja jäi" in shown
    assert "Toinen jäi odottamaan" in shown
    assert aino.get(trials.path("trial", "/days/day-9/edit")).status_code == 404


def test_two_days_with_one_key_do_not_come_in(trials: World) -> None:
    same = {"days": [{"key": "day-1", "said": "Yksi"}, {"key": "day-1", "said": "Toinen"}]}
    problems = section.kinds[0].structure.problems({"diary": same})  # type: ignore[union-attr]
    assert [one.message % one.values for one in problems] == [
        "The key day-1 stands twice. Each piece has a key of its own."
    ]


def test_it_is_found_by_the_words_of_its_diary_and_its_title(trials: World) -> None:
    trials.app.state.site.search.drain_all()
    assert trials.path("trial") in page(trials, "/fi/search?q=jonotaulu")
    found = page(trials, "/fi/search?q=kääntyi+kotiin&kind=trial")
    assert trials.path("trial") in found
    assert "Kokeilut" in found


def test_it_has_twins_and_stands_in_the_site_map_and_in_what_its_teller_takes_along(trials: World) -> None:
    client = trials.client()
    assert "- Toinen kääntyi kotiin" in client.get(trials.path("trial", ".md")).text
    assert client.get(trials.path("trial", ".json")).json()["details"]["place"] == "clinic"
    taken = trials.client("aino").get("/fi/account/data")
    assert taken.status_code == 200
    assert "Toinen kääntyi kotiin" in taken.text


def test_it_goes_to_another_bank_with_its_links(trials: World, tmp_path: Path) -> None:
    claim = {
        "other": str(trials.entries["trial"]),
        "relation": "tries<",
        "anchor": "day-2",
        "fit": "unknown",
        "basis": "test",
    }
    trials.client("sanna").post(trials.path("queue", "/links"), data=claim)
    with trials.database.reading() as session:
        lines = [json.dumps(one) for one in documents(session)]
    assert any(json.loads(line)["kind"] == "trial" for line in lines)
    other = open_database(Settings(database_url=f"sqlite:///{tmp_path / 'other.sqlite3'}"), bank(MADE_OF))
    store.upgrade(other)
    Trial.metadata.create_all(other.engine, tables=[Trial.__table__])  # type: ignore[attr-defined]
    with other.writing() as session:
        intake.take_in(session, intake.understand(session, lines))
    with other.reading() as session:
        [entry] = session.execute(sa.select(Entry).where(col(Entry.kind) == "trial")).scalars()
        assert texts_of(session, entry.id)["fi"].title == "Jonotaulu odotushuoneessa"
        assert session.get_one(Trial, entry.id).diary == DAYS
        assert session.execute(sa.select(col(Link.anchor)).where(col(Link.relation) == "tries")).scalars().all() == [
            "day-2"
        ]
    other.close()


def test_it_is_supported_talked_about_reported_and_withdrawn_as_any_other(trials: World) -> None:
    aino, eero = trials.client("aino"), trials.client("eero")
    deeds: tuple[tuple[Callable[..., object], str, dict[str, str]], ...] = (
        (eero.post, "/support", {"support": "yes"}),
        (eero.post, "/comments", {"body": "Tätä tarvitaan.", "stance": "for"}),
        (eero.post, "/report", {"reason": "other", "words": "Katsokaa."}),
        (trials.client("kaisa").post, "/status", {"status": "in-progress", "reason": "Alkoi"}),
    )
    for send, where, form in deeds:
        assert send(trials.path("trial", where), data=form).status_code == 303, where  # type: ignore[attr-defined]
    assert "Tätä tarvitaan." in page(trials, trials.path("trial"))
    assert aino.post(trials.path("trial", "/withdrawal")).status_code == 303
    assert trials.client().get(trials.path("trial"), follow_redirects=True).status_code == 410


def test_the_doctor_finds_nothing_wrong_with_it(trials: World) -> None:
    with trials.database.writing() as session:
        assert [one.what for one in examine(trials.database, session) if "package" not in one.what] == []


def test_the_bank_without_it_is_as_before(world: World) -> None:
    assert world.client().get("/fi/trials").status_code == 404
    assert b"kind-trial" not in world.app.state.site.assets.body("css/site.css")
    assert places.templates() / "trials" not in list(places.templates().iterdir())
