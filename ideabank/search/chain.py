"""The chain: from a text to the terms it is found by, from a query to the terms it asks for.

A document's text is analysed in its own language; a query in all three, and any of them may match. A word is analysed once: the chain
remembers, and the database keeps what it has learnt (models.SearchWord).
"""

import dataclasses
import functools
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from ideabank.search.finnish import Finnish
from ideabank.search.others import English, Swedish
from ideabank.search.words import Bases, forms, is_abbreviation, lines_of, sum_of, tokens, words

# So many words are remembered at most; the bank's own vocabulary comes first, queries and rare words go unremembered after that.
MOST_REMEMBERED = 250_000
MOST_PARTS = 4  # of a word with hyphens; one with more is no compound
Word = tuple[str, str]  # (language, word)


@dataclasses.dataclass(frozen=True)
class Apart:
    """A compound in pieces: as they are written, the terms of each, and in which language ("" for any)."""

    written: str
    words: tuple[frozenset[str], ...]
    language: str


class Analyser(Protocol):
    """One language. `identity` names what makes its terms: those of another analyser do not meet them."""

    language: str
    identity: str

    def bases(self, word: str) -> Bases: ...

    def whole(self, word: str) -> frozenset[str]: ...

    def cuts(self, word: str) -> list[tuple[frozenset[str], ...]]:
        """A compound as words that could stand side by side in its place, each by its base forms; none of what must not fall apart."""
        ...


class Chain:
    """All three languages. `identity` is stored with an index: terms of another chain do not meet these."""

    def __init__(self, finnish: str = "auto") -> None:
        self.analysers: dict[str, Analyser] = {"fi": Finnish(finnish), "sv": Swedish(), "en": English()}
        self.identity = "+".join(
            ["2", sum_of("words.py"), *(analyser.identity for analyser in self.analysers.values())]
        )
        self._known: dict[Word, Bases] = {}
        self._learnt: dict[Word, Bases] = {}
        self._lock = threading.Lock()

    def remember(self, known: Mapping[Word, Bases]) -> None:
        """Takes over what was learnt before, such as what the database has kept."""
        self._known = {**known, **self._learnt}

    def forget(self, words: Iterable[Word]) -> None:
        """Remembers these words no longer."""
        for word in words:
            self._known.pop(word, None)

    def learnt(self) -> dict[Word, Bases]:
        """Words of documents analysed since this was last asked. Words of queries are nobody's business and never among them."""
        with self._lock:
            found, self._learnt = self._learnt, {}
        return found

    def vocabulary(self) -> list[Word]:
        """Every word that is remembered."""
        return list(self._known.copy())  # another thread may learn meanwhile

    def bases(self, language: str, word: str) -> Bases:
        """What one word is found by."""
        known = self._known.get((language, word))
        return known or self.analysers[language].bases(word)

    def whole(self, language: str, word: str) -> frozenset[str]:
        """What one word is found by without its parts."""
        known = self._known.get((language, word))
        return known.whole if known else self.analysers[language].whole(word)

    def index_terms(self, language: str, text: str) -> list[str]:
        """Every term of the text, in its order, a word's terms side by side, each once: else a hyphen would make a word weigh twice."""
        shouted = " " in text and text.isupper()  # a title in capitals has no abbreviations
        found: list[str] = []
        for word in tokens(text):
            of_word: set[str] = set()
            for form in forms(word):
                bases = self._of_document(language, form.lower())
                of_word |= bases.whole | bases.parts
                if not shouted and form.isupper():
                    of_word.update(_capitals(form))
            found += sorted(of_word)
        return found

    def query_terms(self, word: str) -> frozenset[str]:
        """What one word of a query asks for, in any language: the whole word only, never its parts.

        An abbreviation in capitals is no word of Swedish or English: "HUS" is not a house.
        """
        form = forms(word)[0]
        languages = ("fi",) if (capitals := _capitals(form)) else self.analysers
        return frozenset(capitals).union(*(self.whole(language, form.lower()) for language in languages))

    def apart(self, word: str) -> list[Apart]:
        """A compound, or a hyphenated word, as words that could stand side by side in its place.

        None where one of the parts says nothing by itself ("oma" in "omahoito"): the rest would find what was not asked for.
        """
        form, *parts = forms(word)
        if parts:
            return [] if len(parts) > MOST_PARTS else [Apart(" ".join(parts), tuple(map(self.query_terms, parts)), "")]
        if _capitals(form):
            return []
        return [
            Apart(" ".join(map(min, row)), row, language)
            for language, analyser in self.analysers.items()
            for row in analyser.cuts(form.lower())
            if not any(terms & self.common for terms in row)
        ]

    def whole_terms(self, language: str, text: str) -> list[frozenset[str]]:
        """One set of base forms a word, for phrases: the place of each word is kept."""
        return [self._whole_of(language, forms(word)[0]) for word in tokens(text)]

    def _whole_of(self, language: str, form: str) -> frozenset[str]:
        whole = self._of_document(language, form.lower()).whole
        return whole.union(_capitals(form)) if form.isupper() else whole

    def is_known(self, word: str) -> bool:
        """Whether Finnish knows the word: what it does not know may be misspelt."""
        return not all(term.startswith("~") for form in forms(word) for term in self.whole("fi", form))

    @functools.cached_property
    def synonyms(self) -> dict[str, frozenset[str]]:
        """term → terms of other words for the same thing."""
        return self._neighbours(everyday())

    @functools.cached_property
    def concepts(self) -> dict[str, frozenset[str]]:
        """term → terms of words that people tell the same need with."""
        return self._neighbours(_groups("concepts.txt"))

    def _neighbours(self, groups: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, frozenset[str]]:
        """term → terms of the other words of its groups."""
        found: dict[str, set[str]] = {}
        for language, words_of_group in groups:
            group = [self.whole(language, word) for word in words_of_group]
            for terms in group:
                for term in terms:
                    found.setdefault(term, set()).update(*(other for other in group if other is not terms))
        return {term: frozenset(others - {term}) for term, others in found.items()}

    @functools.cached_property
    def common(self) -> frozenset[str]:
        """Terms of words that say nothing about what a text is about."""
        listed = (line.partition(":") for line in lines_of(_read("common_words.txt")))
        return frozenset(
            term
            for language, _, line in listed
            for word in line.split()
            for term in (word, *self.whole(language, word))
        )

    def explain(self, language: str, given: list[str]) -> list[dict[str, object]]:
        """For each word: the terms a document with it is found by, and those a query for it asks for."""
        rows: list[dict[str, object]] = []
        for text in given:
            parts = [self.bases(language, form) for word in words(text) for form in forms(word)]
            index = {term for bases in parts for term in bases.whole | bases.parts}
            asked = {term for word in words(text) for term in self.bases(language, forms(word)[0]).whole}
            rows.append({"text": text, "index": sorted(index), "query": sorted(asked)})
        return rows

    def _of_document(self, language: str, word: str) -> Bases:
        language = language if language in self.analysers else "fi"
        known = self._known.get((language, word))
        if known is None:
            known = self.analysers[language].bases(word)
            with self._lock:
                self._learnt[language, word] = known
                if len(self._known) < MOST_REMEMBERED:
                    self._known[language, word] = known
        return known


def everyday() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(language, words) of each group of everyday words for one thing."""
    return _groups("synonyms.txt")


def across() -> Iterator[dict[str, tuple[str, ...]]]:
    """By language, the everyday words of all three for one thing."""
    for line in lines_of(_read("across.txt")):
        by_language = zip(("fi", "sv", "en"), line.split("|"), strict=True)
        yield {language: tuple(word.strip() for word in listed.split(",")) for language, listed in by_language}


def _groups(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines_of(_read(name)):
        language, _, listed = line.partition(":")
        yield language, tuple(word.strip() for word in listed.split(","))


def _capitals(form: str) -> tuple[str, ...]:
    """The term of an abbreviation as one, which no word in small letters has."""
    return (f"^{form.lower()}",) if is_abbreviation(form) else ()


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
