"""A damaged index, while running and at the start: no page fails, the database answers, and a new index is made by itself."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.port import Document, NoIndex
from ideabank.search.whoosh_engine import WhooshEngine
from tests.world import World

NOTE = {"fi": "Hakua kunnostetaan", "sv": "Sökningen ställs i ordning", "en": "The search is being put in order"}


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


def cut(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def spoil(file: Path) -> None:
    file.write_bytes(bytes(255 - byte for byte in file.read_bytes()))


HARMS: dict[str, Callable[[Path], None]] = {"cut": cut, "deleted": Path.unlink, "spoilt": spoil}


def index_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("LOCK"))


def pages(world: World) -> list[str]:
    told = [world.path(name, rest) for name in ("booking", "omakanta") for rest in ("", "/edit")]
    return [
        "/fi/",
        "/fi/search?q=varaan",
        "/fi/usecases?q=varaan",
        "/fi/search/titles?q=var",
        "/fi/usecases/new",
        *told,
    ]


@pytest.mark.parametrize("harm", HARMS)
def test_no_page_fails_whichever_file_of_the_index_is_damaged(world: World, harm: str) -> None:
    finder, client = world.app.state.site.search, world.client("aino")
    finder.drain_all()
    for number in range(len(index_files(world.settings.index_folder))):
        client.get("/fi/search?q=varaan")
        files = index_files(world.settings.index_folder)
        HARMS[harm](files[min(number, len(files) - 1)])
        for page in pages(world):
            assert client.get(page, follow_redirects=True).status_code in (200, 403), (files[number].name, page)
        form = {"title": "Varaan ajan toisen puolesta", "who": "Omaishoitaja", "do": "preview"}
        assert client.post("/fi/usecases", data=form).status_code in (200, 422)
        finder.drain_all()
        assert finder.is_ready
        assert NOTE["fi"] not in client.get("/fi/search?q=varaan").text


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_index_found_at_the_start_is_made_anew(tmp_path: Path, chain: Chain, harm: str) -> None:
    document = Document(1, 1, "usecase", titles={"fi": "Ajanvaraus"})
    made = WhooshEngine(tmp_path / "made", chain)
    made.rebuild([document], position=1)
    made.close()
    for file in index_files(tmp_path / "made"):
        shutil.copytree(tmp_path / "made", tmp_path / "tried")
        HARMS[harm](tmp_path / "tried" / file.relative_to(tmp_path / "made"))
        engine = WhooshEngine(tmp_path / "tried", chain)
        if engine.position() is None:
            engine.rebuild([document], position=1)
        assert engine.search(understood(chain, "ajanvaraus"), limit=5).ids == (1,), file.name
        engine.close()
        shutil.rmtree(tmp_path / "tried")


def test_without_an_index_the_database_answers_and_the_page_says_so(either: World) -> None:
    finder = either.app.state.site.search
    finder.drain_all()
    client = either.client()
    for language, note in NOTE.items():
        assert note not in client.get(f"/{language}/search?q=omakanta").text
    if either.database.is_sqlite:
        shutil.rmtree(either.settings.index_folder)
    else:
        with either.database.engine.begin() as connection:
            connection.execute(sa.text("DROP TABLE search_document"))
    for language, note in NOTE.items():
        for page in (f"/{language}/search?q=omakanta", f"/{language}/solutions?q=omakanta"):
            text = client.get(page).text
            assert (note in text, "Omakanta" in text) == (True, True), page
    assert client.get(either.path("booking", "", "fi"), follow_redirects=True).status_code == 200
    assert client.get("/health").json()["index"] == "being made"
    finder.drain_all()
    assert NOTE["fi"] not in client.get("/fi/search?q=omakanta").text


def test_what_is_put_into_a_damaged_index_is_not_lost_in_a_smaller_one(tmp_path: Path, chain: Chain) -> None:
    engine = WhooshEngine(tmp_path, chain)
    engine.rebuild([Document(n, 1, "usecase", titles={"fi": f"Tarve {n}"}) for n in range(1, 9)], position=1)
    cut(next(file for file in index_files(tmp_path) if file.suffix == ".trm"))
    with pytest.raises(NoIndex):
        engine.update([Document(9, 1, "usecase", titles={"fi": "Uusi"})], position=2)
    assert engine.position() is None
    engine.close()


def test_words_taken_out_of_the_index_leave_its_files(tmp_path: Path, chain: Chain) -> None:
    engine = WhooshEngine(tmp_path, chain)
    documents = [Document(n, 1, "usecase", titles={"fi": f"Tarve xyzzy{n}"}) for n in (1, 2)]
    engine.rebuild(documents, position=1)
    engine.update([Document(3, 1, "usecase", titles={"fi": "Toinen"})], [1], position=2)

    def has(word: str) -> bool:
        return any(word.encode() in file.read_bytes() for file in index_files(tmp_path))

    assert has("xyzzy1")
    assert engine.clean()
    assert (has("xyzzy1"), has("xyzzy2")) == (False, True)
    assert not engine.clean()
    assert engine.search(understood(chain, "xyzzy2"), limit=5).ids == (2,)
    engine.close()
