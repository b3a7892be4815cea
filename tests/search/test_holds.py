"""What an index must live through: any question, another process's rebuild, and being killed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideabank.search.asking import Manner, understood
from ideabank.search.chain import Chain
from ideabank.search.port import Document, NoIndex
from ideabank.search.whoosh_engine import WhooshEngine

KILLS = 8
DOCUMENTS = [
    Document(number, 1, "usecase", code=f"U-{number}", titles={"fi": f"Ajanvaraus {number}"}, bodies={"fi": "Näen lähetteen tilan"})
    for number in range(1, 21)
]  # fmt: skip

# Writes without end, in both ways that an index is written; each finished round is a line.
WRITER = """
import sys
from pathlib import Path
from ideabank.search.chain import Chain
from ideabank.search.whoosh_engine import WhooshEngine
from tests.search.test_holds import DOCUMENTS
engine = WhooshEngine(Path(sys.argv[1]), Chain())
for number in range(10_000):
    engine.update(DOCUMENTS[:5], position=number + 2)
    if number % 4 == 3:
        engine.rebuild(DOCUMENTS, position=number + 2)
    print(number, flush=True)
"""


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, chain: Chain) -> Iterator[WhooshEngine]:
    made = WhooshEngine(tmp_path_factory.mktemp("index"), chain)
    made.rebuild(DOCUMENTS, position=1)
    yield made
    made.close()


PIECES = st.sampled_from(['"', "-", '-"', "*", "?", "AND", "OR", "NOT", "(", ")", "ja", "ajanvaraus", "U-1", "PK2-06-1", "\u202e", "\x00", "👩‍⚕️", "'"])  # fmt: skip
QUESTIONS = st.one_of(
    st.text(max_size=400), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map(" ".join)
)


# A shared index is only read here, so that examples may share the fixture.
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=QUESTIONS, apart=st.booleans())
def test_any_string_is_a_question_with_an_answer(engine: WhooshEngine, chain: Chain, text: str, apart: bool) -> None:
    found = engine.search(understood(chain, text, manner=Manner(apart=apart)), limit=5)
    assert found.total >= len(found.ids)


@pytest.mark.parametrize(
    "text",
    ['"' * 10_000, "-" * 10_000, "a" * 10_000, "ajanvaraus " * 900, '"kuusi voi tuli maa ' * 500, "x-" * 5_000, "ja on ei se"],
)  # fmt: skip
def test_a_long_question_is_answered_too(engine: WhooshEngine, chain: Chain, text: str) -> None:
    for apart in (False, True):
        engine.search(understood(chain, text, manner=Manner(apart=apart)), limit=5)


@pytest.mark.parametrize("code", ["U-12", "u-12"])
def test_a_code_finds_its_entry(engine: WhooshEngine, chain: Chain, code: str) -> None:
    assert engine.search(understood(chain, code), limit=5).ids[0] == 12


def test_a_code_finds_those_that_mention_it_after_its_own_entry(tmp_path: Path, chain: Chain) -> None:
    engine = WhooshEngine(tmp_path, chain)
    mention = Document(1, 1, "usecase", titles={"fi": "PK2-06-1 PK2-06-1"}, bodies={"fi": "Ks. PK2-06-1."})
    engine.rebuild([mention, Document(2, 1, "proposal", code="PK2-06-1", titles={"fi": "Ideapankki"})], position=1)
    assert engine.search(understood(chain, "pk2-06-1"), limit=5).ids == (2, 1)
    engine.close()


def test_a_rebuild_by_another_process_is_followed(tmp_path: Path, chain: Chain) -> None:
    serving = WhooshEngine(tmp_path, chain)
    serving.rebuild(DOCUMENTS, position=1)
    other = WhooshEngine(tmp_path, chain)
    other.rebuild([*DOCUMENTS, Document(99, 1, "usecase", titles={"fi": "Etävastaanotto"})], position=5)
    other.close()
    assert serving.search(understood(chain, "etävastaanotto"), limit=5).ids == (99,)
    assert serving.position() == 5
    serving.update([Document(100, 1, "usecase", titles={"fi": "Kotisairaala"})], position=6)
    assert serving.search(understood(chain, "kotisairaala"), limit=5).ids == (100,)
    serving.close()


def test_a_rebuild_clears_what_killed_ones_left(tmp_path: Path, chain: Chain) -> None:
    abandoned, in_the_making = tmp_path / "index-old", tmp_path / "index-young"
    abandoned.mkdir()
    in_the_making.mkdir()
    os.utime(abandoned, (0, 0))
    engine = WhooshEngine(tmp_path, chain)
    engine.rebuild(DOCUMENTS, position=1)
    engine.close()
    assert not abandoned.exists()
    assert in_the_making.exists()


def test_a_closed_engine_stays_closed(tmp_path: Path, chain: Chain) -> None:
    engine = WhooshEngine(tmp_path, chain)
    engine.rebuild(DOCUMENTS, position=1)
    engine.close()
    with pytest.raises(NoIndex):
        engine.search(understood(chain, "ajanvaraus"), limit=5)


def test_an_index_killed_in_mid_commit_opens_and_takes_writes(tmp_path: Path, chain: Chain) -> None:
    first = WhooshEngine(tmp_path, chain)
    first.rebuild(DOCUMENTS, position=1)
    first.close()
    for run in range(KILLS):
        kill_in_mid_write(tmp_path, after=run * 0.017 % 0.12)
        opened = WhooshEngine(tmp_path, chain)
        assert opened.position(), f"run {run}: the index does not open"
        assert set(opened.versions()) == {document.entry_id for document in DOCUMENTS}
        assert opened.search(understood(chain, "ajanvaraus"), limit=50).total == len(DOCUMENTS)
        opened.update(DOCUMENTS[5:7], position=1)
        opened.close()


def kill_in_mid_write(folder: Path, *, after: float) -> None:
    """Starts a writer and kills it some moments after its first finished round."""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=root, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline(), "the writer did not start"
        time.sleep(after)  # each run dies at another moment of a round
        writer.kill()
