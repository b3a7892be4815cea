"""What people find, and what they must not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ideabank.cli import app
from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.port import Document
from ideabank.search.whoosh_engine import WhooshEngine


@pytest.fixture(scope="session", params=["auto", "pyvoikko"])
def chain(request: pytest.FixtureRequest) -> Chain:
    return Chain(request.param)


@pytest.fixture
def engine(tmp_path: Path, chain: Chain) -> Iterator[WhooshEngine]:
    made = WhooshEngine(tmp_path, chain)
    yield made
    made.close()


def fill(engine: WhooshEngine, *titles: str) -> None:
    documents = [Document(number, 1, "usecase", titles={"fi": title}) for number, title in enumerate(titles, start=1)]
    engine.rebuild(documents, position=1)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("palvelupolku", "Asiakkaan palvelupolun alku", True),
        ("varaus", "Ajanvarauspalvelussa", True),
        ("koulu", "Koulutus henkilöstölle", False),
        ('"lähetteen tila"', "Näen lähetteen tilan", True),
        ('"tilan lähete"', "Näen lähetteen tilan", False),
        ("lähete -tila", "Näen lähetteen tilan", False),
        ("appsi", "Uusi mobiiliappsi", True),
    ],
)
def test_a_word_finds_its_inflections_and_compounds_only(
    engine: WhooshEngine, chain: Chain, query: str, text: str, found: bool
) -> None:
    fill(engine, text)
    assert bool(engine.search(understood(chain, query), limit=5).ids) is found


def test_an_update_replaces_and_a_removal_removes(engine: WhooshEngine, chain: Chain) -> None:
    fill(engine, "Ajanvaraus", "Lähete")
    engine.update([Document(1, 2, "usecase", titles={"fi": "Etävastaanotto"})], [2], position=7)
    assert engine.search(understood(chain, "ajanvaraus lähete"), limit=5).ids == ()
    assert engine.search(understood(chain, "etävastaanotto"), limit=5).ids == (1,)
    assert engine.position() == 7


def test_a_document_indexed_again_and_again_is_found_once(engine: WhooshEngine, chain: Chain) -> None:
    documents = [Document(number, 1, "usecase", titles={"fi": f"Ajanvaraus {number}"}) for number in range(1, 8)]
    engine.rebuild(documents, position=1)
    for position in range(2, 6):
        engine.update(documents, position=position)
        found = engine.search(understood(chain, "ajanvaraus"), limit=50)
        assert sorted(found.ids) == list(range(1, 8))
        assert found.counts["kind"] == {"usecase": 7}


def test_an_index_of_another_chain_counts_as_none(engine: WhooshEngine, tmp_path: Path, chain: Chain) -> None:
    fill(engine, "Ajanvaraus")
    engine.close()
    made_by = next(tmp_path.glob("index-*/made_by"))
    made_by.write_text("another")
    assert WhooshEngine(tmp_path, chain).position() is None


def test_the_command_line_tells_why_a_word_is_found() -> None:
    answer = CliRunner().invoke(app, ["analyse", "--language", "fi", "palvelupolun", "ajanvarauspalvelussa"])
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    assert [one["text"] for one in told] == ["palvelupolun", "ajanvarauspalvelussa"]
    assert told[0]["query"] == ["palvelupolku"]
    assert {"palvelu", "polku", "palvelupolku"} <= set(told[0]["index"])
    assert "varaus" in told[1]["index"]
    assert "varaus" not in told[1]["query"]
