"""What every engine answers: Whoosh, and PostgreSQL on a real server."""

import pytest

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.likeness import Nearest, key_words
from ideabank.search.port import Document, Engine

CHAIN = Chain()
DOCUMENTS = [
    Document(1, 1, "usecase", code="U-1", theme="booking", county="lappi", status="new",
             titles={"fi": "Ajanvaraus toisen puolesta", "sv": "Tidsbokning för någon annan"}, bodies={"fi": "Näen lähetteen tilan"}),
    Document(2, 1, "usecase", theme="booking", status="done", titles={"fi": "Mittaustulokset"}, bodies={"fi": "Ajanvaraus mainitaan"}),
    Document(3, 1, "solution", theme="own-data", status="new", titles={"fi": "Omakanta", "sv": "Mina Kanta"}, tags="ajanvaraus"),
    Document(4, 1, "proposal", theme="own-data", county="lappi", status="new", titles={"fi": "Ajanvarauspalvelut yhteen"}),
]  # fmt: skip


def test_facets_are_counted_each_without_its_own_filter(engine: Engine) -> None:
    found = engine.search(understood(CHAIN, "ajanvaraus"), limit=10)
    assert sorted(found.ids) == [1, 2, 3, 4]
    assert found.counts == {
        "kind": {"usecase": 2, "solution": 1, "proposal": 1},
        "theme": {"booking": 2, "own-data": 2},
        "county": {"lappi": 2},
        "status": {"new": 3, "done": 1},
        "language": {"fi": 4, "sv": 2},
    }
    narrowed = understood(CHAIN, "ajanvaraus", filters=(("status", ("new",)), ("theme", ("booking",))))
    found = engine.search(narrowed, limit=10)
    assert (found.ids, found.total) == ((1,), 1)
    assert found.counts["theme"] == {"booking": 1, "own-data": 2}
    assert found.counts["status"] == {"new": 1, "done": 1}
    assert found.counts["kind"] == {"usecase": 1}


def test_a_filter_takes_several_values(engine: Engine) -> None:
    several = understood(CHAIN, "ajanvaraus", filters=(("kind", ("solution", "proposal")), ("language", ("sv",))))
    assert engine.search(several, limit=10).ids == (3,)


def test_filters_that_leave_nothing_still_tell_what_there_is(engine: Engine) -> None:
    found = engine.search(understood(CHAIN, "mittaustulos", filters=(("county", ("lappi",)),)), limit=10)
    assert (found.ids, found.total) == ((), 0)
    assert found.counts["county"] == {}
    assert found.counts["kind"] == {}
    found = engine.search(understood(CHAIN, "mittaustulos", filters=(("status", ("new",)),)), limit=10)
    assert found.counts["status"] == {"done": 1}


def test_results_come_a_page_at_a_time(engine: Engine) -> None:
    asked = understood(CHAIN, "ajanvaraus")
    pages = [engine.search(asked, limit=1, offset=place) for place in range(5)]
    assert sorted(one for page in pages for one in page.ids) == [1, 2, 3, 4]
    assert {page.total for page in pages} == {4}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ajanv*", [1, 2, 3, 4]), ("mitt*", [2]), ("mitt* -ajanvaraus", []), ("xyz*", []), ("omak*", [3]), ("*", []), ("a*", [])],
)  # fmt: skip
def test_the_beginning_of_a_word_finds(engine: Engine, text: str, expected: list[int]) -> None:
    assert sorted(engine.search(understood(CHAIN, text), limit=10).ids) == expected


def ids(found: Nearest) -> list[int]:
    return [one.entry_id for one in found.entries]


def test_similar_entries_share_words_that_tell_something(engine: Engine) -> None:
    alike = key_words(CHAIN, "Haluaisin nähdä, missä tilassa lähetteeni on")
    assert ids(engine.nearest(alike, limit=5))[0] == 1
    assert 1 not in ids(engine.nearest(alike, limit=5, exclude=[1]))
    for nothing in ("mutta se oli minulle", "xyzzy it's \\ nothing", ""):
        assert engine.nearest(key_words(CHAIN, nothing), limit=5).entries == ()
    assert 1 in ids(engine.nearest(alike, limit=5, kinds=["usecase"]))
    assert ids(engine.nearest(alike, limit=5, kinds=["term"])) == []


def test_an_entry_that_is_left_out_does_not_outshine_the_others(engine: Engine) -> None:
    words = key_words(CHAIN, "Lähetteen tila toisen puolesta Omakannassa")
    assert engine.nearest(words, limit=5).alike(5) == [1]
    assert engine.nearest(words, limit=5, exclude=[1]).alike(5) == [3]


def test_frequencies_tell_in_how_many_entries_a_term_is(engine: Engine) -> None:
    assert engine.frequencies({"ajanvaraus", "mittaustulos", "xyzzy", "it's"}) == {"ajanvaraus": 4, "mittaustulos": 1}
    assert engine.frequencies(set()) == {}


def test_titles_are_found_by_how_their_words_begin(engine: Engine) -> None:
    assert sorted(engine.titled(["aja"], limit=10)) == [1, 4]
    assert sorted(engine.titled(["aja", "toi"], limit=10)) == [1]
    assert engine.titled(["tids"], limit=10) == (1,)
    assert engine.titled(["lähet"], limit=10) == ()
    assert engine.titled(["a"], limit=10) == ()
    assert engine.titled(["ajanvarauspalvelut"], limit=10) == (4,)
    assert engine.titled(["'& | !"], limit=10) == ()
