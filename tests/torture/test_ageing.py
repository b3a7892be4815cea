"""An index that stays as good as new: after many edits, one at a time, it answers as a reindex of the same bank does, as quickly, from few files."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ideabank.search import merging
from ideabank.search.chain import Chain
from ideabank.search.port import Document
from ideabank.search.postgres_engine import PostgresEngine
from ideabank.search.whoosh_engine import WhooshEngine
from tests.search.aged import Answers, Asked, answers, edits_that_change_nothing, questions, starter_bank, texts
from tests.torture import FACTOR

CHAIN = Chain()
IS_LONG = FACTOR > 1
EDITS, ASKED, EVERY = (1_000, 1_000, 1) if IS_LONG else (120, 30, 6)
MOST_FILES, MOST_TIMES = 60, 1.3


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    found = list(dict.fromkeys(texts()))
    assert len(found) >= 100
    return questions(CHAIN, random.Random(3).sample(found, min(ASKED, len(found))))


@pytest.fixture(autouse=True)
def many_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the sample, too, sees the tail become a segment, and segments one."""
    if not IS_LONG:
        monkeypatch.setattr(merging, "TAIL_DOCUMENTS", 20)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    made = WhooshEngine(tmp_path / "aged", CHAIN)
    yield made
    made.close()


def fresh(folder: Path, documents: list[Document]) -> WhooshEngine:
    made = WhooshEngine(folder, CHAIN)
    made.rebuild(documents, position=1)
    return made


def differing(one: Answers, other: Answers) -> list[str]:
    return [text for text in one if one[text] != other[text]]


def test_an_edited_bank_answers_as_its_reindex_does(
    engine: WhooshEngine, tmp_path: Path, asked: list[Asked], figure: Callable[[str], None]
) -> None:
    bank = starter_bank(seed=13, every=EVERY)
    engine.rebuild(bank.living(), position=1)
    other = WhooshEngine(tmp_path / "aged", CHAIN)  # as in another process: it follows the files
    for turn in range(EDITS):
        bank.edit((engine, other)[turn % 2], position=turn + 2)
    anew = fresh(tmp_path / "anew", bank.living())
    expected = answers(anew, asked)
    assert differing(expected, answers(engine, asked)) == []
    assert differing(expected, answers(other, asked)) == []
    assert engine.versions() == anew.versions()
    files = len([file for file in (tmp_path / "aged").rglob("*") if file.is_file()])
    slower = times(engine, anew, asked)
    figure(f"{EDITS} edits: {len(asked)} questions answered as new, {files} files, search {slower:.2f} times as long")
    assert files < MOST_FILES
    if IS_LONG:  # a small bank's searches are too short to be told apart
        assert slower < MOST_TIMES
    for one in (other, anew):
        one.close()


def times(aged: WhooshEngine, anew: WhooshEngine, asked: list[Asked]) -> float:
    """How many times as long the aged one takes, both warm; the best of some rounds, for others work on the machine too."""

    def seconds(one: WhooshEngine) -> float:
        started = time.process_time()
        answers(one, asked)
        return time.process_time() - started

    rounds = [(seconds(aged), seconds(anew)) for _ in range(5)]
    return min(one for one, _ in rounds) / min(other for _, other in rounds)


def test_edits_that_change_no_words_change_no_answer(engine: WhooshEngine, asked: list[Asked]) -> None:
    bank = starter_bank(seed=14, every=EVERY)
    engine.rebuild(bank.living(), position=1)
    before = answers(engine, asked)
    edits_that_change_nothing(bank, engine, EDITS)
    assert differing(before, answers(engine, asked)) == []


def test_postgresql_finds_the_same_sets_after_edits(
    engine: WhooshEngine, postgres_url: str, asked: list[Asked], request: pytest.FixtureRequest
) -> None:
    bank, store = starter_bank(seed=16, every=EVERY), sa.create_engine(postgres_url)
    request.addfinalizer(store.dispose)
    shared = PostgresEngine(store, CHAIN)
    shared.rebuild(bank.living(), position=1)
    for turn in range(EDITS // 3):
        bank.edit(shared, position=turn + 2)
    engine.rebuild(bank.living(), position=1)
    # The beginning of a word stands for its twelve most frequent words with Whoosh, for all with PostgreSQL.
    for one in (one for one in asked if not one.strict.prefixes):
        for question in (one.strict, one.loose):
            here, there = (each.search(question, limit=1_000) for each in (engine, shared))
            assert (set(here.ids), here.total, here.counts) == (set(there.ids), there.total, there.counts), one.text
    known = {term for one in asked for terms in one.strict.must for term in terms}
    assert engine.frequencies(known) == shared.frequencies(known)
