"""The chain: from a text to the terms it is found by, from a query to the terms it asks for.

A document's text is analysed in its own language; a query in all three, and any of them may match.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

from ideabank.search.finnish import Finnish
from ideabank.search.others import English, Swedish

WORD = re.compile(r"[^\W_]+(?:[-'’:.][^\W_]+)*")
LONGEST = 60


class Analyser(Protocol):
    """One language."""

    language: str
    identity: str

    def index_terms(self, word: str) -> frozenset[str]: ...

    def query_terms(self, word: str) -> frozenset[str]: ...

    def part_terms(self, word: str) -> frozenset[str]: ...


class Chain:
    """All three languages. `identity` is stored with an index: terms of another chain do not meet these."""

    def __init__(self, finnish: str = "auto") -> None:
        self._by_language: dict[str, Analyser] = {"fi": Finnish(finnish), "sv": Swedish(), "en": English()}
        self.identity = "+".join(["1", *(analyser.identity for analyser in self._by_language.values())])

    def index_terms(self, language: str, text: str) -> list[str]:
        """Every term of the text, in its order, a word's terms side by side."""
        analyser = self._by_language.get(language, self._by_language["fi"])
        return [term for word in words(text) for form in forms(word) for term in sorted(analyser.index_terms(form))]

    def query_terms(self, word: str) -> frozenset[str]:
        """What one word of a query asks for, in any language."""
        return frozenset(term for analyser in self._by_language.values() for term in analyser.query_terms(word))

    def part_terms(self, word: str) -> list[frozenset[str]]:
        """The second try: each part of a compound (or of a hyphenated word) as an alternative of its own."""
        parts = [self.query_terms(form) for form in forms(word)[1:]]
        return parts or [
            frozenset({term}) for analyser in self._by_language.values() for term in sorted(analyser.part_terms(word))
        ]

    def whole_terms(self, language: str, text: str) -> list[frozenset[str]]:
        """One set of base forms a word, for phrases: the place of each word is kept."""
        analyser = self._by_language.get(language, self._by_language["fi"])
        return [analyser.query_terms(word) for word in words(text)]

    def explain(self, language: str, given: list[str]) -> list[dict[str, object]]:
        """For each word: the terms a document with it is found by, and those a query for it asks for."""
        analyser = self._by_language[language]
        rows: list[dict[str, object]] = []
        for text in given:
            parts = [form for word in words(text) for form in forms(word)]
            index = {term for form in parts for term in analyser.index_terms(form)}
            asked = {term for word in words(text) for term in analyser.query_terms(word)}
            rows.append({"text": text, "index": sorted(index), "query": sorted(asked)})
        return rows


def words(text: str) -> Iterator[str]:
    """The words of a text in lower case; accents are kept, compatibility forms folded."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return (match[0][:LONGEST] for match in WORD.finditer(folded))


def forms(word: str) -> list[str]:
    """A hyphenated word as itself and as its parts; other words as themselves."""
    parts = [part for part in re.split(r"[-'’:.]", word) if len(part) > 1]
    return [word, *parts] if len(parts) > 1 else [word]
