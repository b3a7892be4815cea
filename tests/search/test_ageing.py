"""An index that follows two writers and killed ones: what it answers depends on what the bank holds only. Long runs: tests/torture/test_ageing.py."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ideabank.search import merging
from ideabank.search.chain import Chain
from ideabank.search.likeness import worded
from ideabank.search.port import Document
from ideabank.search.whoosh_engine import WhooshEngine
from tests.search.aged import answers, questions, starter_bank, texts

CHAIN = Chain()
ASKED = list(texts())[::25]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    made = WhooshEngine(tmp_path / "aged", CHAIN)
    yield made
    made.close()


# Another order of sets in memory, as every process has its own.
ANSWERING = """
import sys
from pathlib import Path
from tests.search.aged import answers, questions
from ideabank.search.chain import Chain
from ideabank.search.whoosh_engine import WhooshEngine
chain = Chain()
print(repr(answers(WhooshEngine(Path(sys.argv[1]), chain), questions(chain, sys.argv[2:]))))
"""


def test_another_process_answers_the_same(engine: WhooshEngine, tmp_path: Path) -> None:
    bank = starter_bank(seed=15, every=8)
    engine.rebuild(bank.living(), position=1)
    for turn in range(20):
        bank.edit(engine, position=turn + 2)
    expected = repr(answers(engine, questions(CHAIN, ASKED)))
    command = [sys.executable, "-c", ANSWERING, str(tmp_path / "aged"), *ASKED]
    env, root = {**os.environ, "PYTHONHASHSEED": "77"}, Path(__file__).parents[2]
    told = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True).stdout
    assert told.strip() == expected


def test_the_terms_of_a_word_come_in_one_order_whatever_sets_do() -> None:
    groups = [group for text in ASKED for group in worded(CHAIN, text, widely=True).values()]
    assert max(map(len, groups)) > 10
    assert all(list(group) == sorted(group) for group in groups)


def test_what_is_older_than_the_index_changes_nothing(engine: WhooshEngine) -> None:
    engine.rebuild([Document(1, 3, "usecase", titles={"fi": "Kotisairaala"})], position=5)
    engine.update([Document(1, 2, "usecase", titles={"fi": "Vanha"})], position=5)
    engine.update([], [1], position=4)
    assert (engine.versions(), engine.position()) == ({1: 3}, 5)


def test_cleaning_again_and_again_leaves_few_segments(engine: WhooshEngine) -> None:
    engine.rebuild([Document(n, 1, "usecase", titles={"fi": f"Tarve {n}"}) for n in range(1, 40)], position=1)
    for turn in range(12):
        engine.update([Document(40 + turn, 1, "usecase", titles={"fi": "Uusi"})], [turn + 1], position=turn + 2)
        assert engine.clean()
    assert engine.segments() <= 2
    assert len(engine.versions()) == 39


def test_a_half_written_change_was_never_there(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.rebuild([Document(1, 1, "usecase", titles={"fi": "Kotisairaala"})], position=1)
    engine.update([Document(2, 1, "usecase", titles={"fi": "Neuvola"})], position=2)
    engine.close()
    [tail] = (tmp_path / "aged").rglob("tail-*")
    tail.write_bytes(tail.read_bytes()[:-5])
    opened = WhooshEngine(tmp_path / "aged", CHAIN)
    assert (opened.versions(), opened.position()) == ({1: 1}, 1)
    opened.update([Document(3, 1, "usecase", titles={"fi": "Terveysasema"})], position=3)
    opened.close()
    again = WhooshEngine(tmp_path / "aged", CHAIN)
    assert (again.versions(), again.position()) == ({1: 1, 3: 1}, 3)
    again.close()


@pytest.mark.parametrize(
    ("tail", "segments", "chosen"),
    [
        (256, {}, set()),
        (256, {"a": (512, 0)}, {"a"}),
        (256, {"a": (513, 0)}, set()),
        (256, {"a": (10_000, 0), "b": (300, 0), "c": (1_000, 0)}, {"b", "c"}),
        (1, {"a": (10_000, 4_000)}, {"a"}),
        (1, {"a": (10_000, 3_000)}, set()),
    ],
)
def test_a_segment_is_merged_when_it_is_not_much_larger_or_mostly_dead(
    tail: int, segments: dict[str, tuple[int, int]], chosen: set[str]
) -> None:
    assert merging.merged_with(tail, segments) == chosen


def test_a_bank_that_only_grows_keeps_few_segments() -> None:
    segments: dict[str, tuple[int, int]] = {}
    most = written = 0
    for turn in range(100_000 // merging.TAIL_DOCUMENTS):
        chosen = merging.merged_with(merging.TAIL_DOCUMENTS, segments)
        together = merging.TAIL_DOCUMENTS + sum(segments.pop(name)[0] for name in chosen)
        segments[str(turn)] = (together, 0)
        most, written = max(most, len(segments)), written + together
    assert most <= 7
    assert written <= 8 * 100_000
