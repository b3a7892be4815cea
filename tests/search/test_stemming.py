"""Stems asked for by many threads at once are those that one thread gets."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ideabank.search.stemming import stemmer

WORDS = [
    f"{word}{ending}"
    for word in ("potilas", "kuvapuhelu", "hyvinvointi", "booking", "tidsbokningarna")
    for ending in ("", "n", "lla", "ssa", "ista", "ings")
]


@pytest.mark.parametrize("language", ["finnish", "swedish", "english"])
def test_many_threads_get_the_stems_that_one_gets(language: str) -> None:
    alone, shared = stemmer(language), stemmer(language)
    asked = WORDS * 60
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared, asked)) == list(map(alone, asked))
