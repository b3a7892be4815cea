"""The same answers from PostgreSQL, on a real server."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.port import Document, Engine
from ideabank.search.postgres_engine import PostgresEngine
from ideabank.search.whoosh_engine import WhooshEngine

CHAIN = Chain()
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def store(postgres_url: str) -> Iterator[sa.Engine]:
    made = sa.create_engine(postgres_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def engine(store: sa.Engine) -> PostgresEngine:
    return PostgresEngine(store, CHAIN)


@pytest.fixture
def small(engine: PostgresEngine) -> PostgresEngine:
    engine.rebuild(
        [
            Document(1, 1, "usecase", code="U-1", titles={"fi": "Ajanvaraus toisen puolesta"}, bodies={"fi": "Näen lähetteen tilan"}),
            Document(2, 1, "usecase", titles={"fi": "Mittaustulokset"}, bodies={"fi": "Ajanvaraus mainitaan, U-1 myös"}),
            Document(3, 1, "solution", titles={"sv": "Tidsbokning", "en": "Booking"}, tags="ajanvaraus"),
        ],
        position=4,
    )  # fmt: skip
    return engine


def ids(engine: Engine, text: str) -> tuple[int, ...]:
    return engine.search(understood(CHAIN, text), limit=10).ids


@pytest.mark.parametrize("name", ["finnish", "swedish", "english"])
def test_pairs_are_answered_as_whoosh_answers_them(engine: PostgresEngine, tmp_path: Path, name: str) -> None:
    with (HERE / f"{name}_pairs.tsv").open(encoding="utf-8") as file:
        pairs = [(row["query"], row["text"]) for row in csv.DictReader(file, delimiter="\t")]
    documents = [
        Document(number, 1, "usecase", titles={name[:2].replace("sw", "sv"): text})
        for number, (_, text) in enumerate(pairs, 1)
    ]
    whoosh = WhooshEngine(tmp_path, CHAIN)
    for one in (engine, whoosh):
        one.rebuild(documents, position=1)
    for query, _ in pairs:
        question = understood(CHAIN, query)
        here, there = (set(one.search(question, limit=500).ids) for one in (engine, whoosh))
        assert here == there, query
    whoosh.close()


def test_a_title_weighs_more_than_a_body(small: PostgresEngine) -> None:
    assert ids(small, "ajanvaraus")[0] == 1
    assert set(ids(small, "ajanvaraus")) == {1, 2, 3}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"lähetteen tila"', (1,)),
        ('"tilan lähete"', ()),
        ('"puolesta näen"', ()),
        ("ajanvaraus -lähete -tidsbokning", (2,)),
        ("U-1", (1, 2)),
        ("varaus", (1, 2, 3)),
    ],
)
def test_phrases_minus_words_codes_and_parts(small: PostgresEngine, query: str, expected: tuple[int, ...]) -> None:
    assert tuple(sorted(ids(small, query))) == expected


def test_another_process_sees_a_change_at_once(small: PostgresEngine, store: sa.Engine) -> None:
    other = PostgresEngine(store, CHAIN)
    other.update([Document(9, 1, "usecase", titles={"fi": "Kotisairaala"})], [2], position=9)
    assert ids(small, "kotisairaalassa") == (9,)
    assert small.versions() == {1: 1, 3: 1, 9: 1}
    assert small.position() == 9


def test_an_old_version_never_replaces_a_newer_one(small: PostgresEngine) -> None:
    small.update([Document(1, 5, "usecase", titles={"fi": "Uusi"})], position=8)
    small.update([Document(1, 4, "usecase", titles={"fi": "Vanha"})], position=7)
    assert (ids(small, "uusi"), ids(small, "vanha")) == ((1,), ())
    assert small.position() == 8


def test_tables_of_another_time_are_made_anew(store: sa.Engine) -> None:
    with store.begin() as connection:
        connection.execute(sa.text("ALTER TABLE search_document DROP COLUMN theme"))
    anew = PostgresEngine(store, CHAIN)
    assert anew.position() is None
    anew.rebuild([Document(1, 1, "usecase", titles={"fi": "Ajanvaraus"}, theme="booking")], position=1)
    assert ids(anew, "ajanvaraus") == (1,)


def test_terms_of_another_chain_count_as_none(
    small: PostgresEngine, store: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = Chain()
    monkeypatch.setattr(chain, "identity", "another time's chain")
    assert PostgresEngine(store, chain).position() is None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=200), st.text(alphabet="\"-'\\:*&|!<>() aäU1", max_size=80)))
def test_any_string_is_a_question_with_an_answer(engine: PostgresEngine, text: str) -> None:
    found = engine.search(understood(CHAIN, text), limit=5)
    assert found.total >= len(found.ids)
    # Documents of any text, too.
    engine.update([Document(77, 1, "usecase", titles={"fi": text}, bodies={"sv": text})], position=1)
