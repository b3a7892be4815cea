"""Asking again when nothing was found: in the bank's own words, put right, taken apart, and at last by any of the words."""

import dataclasses
from collections.abc import Iterator

from ideabank.search.asking import Filters, reworded, understood
from ideabank.search.chain import Chain
from ideabank.search.port import Engine, Query
from ideabank.search.spelling import nearest
from ideabank.search.words import words

MOST_CHECKED = 8  # words of a question whose spelling is looked at


class Rewording:
    """Other ways to ask the same. What they propose are words that public entries have; words of hidden ones are never shown."""

    def __init__(self, engine: Engine, chain: Chain) -> None:
        self.engine, self.chain = engine, chain
        self._vocabulary: tuple[int, list[str]] = (0, [])

    def attempts(self, text: str, filters: Filters) -> Iterator[tuple[Query, dict[str, str]]]:
        """Other ways to ask the same, the nearest to what was typed first, and what the reader is told of each."""
        other_words = self._in_other_words(text, filters)
        if other_words:
            yield other_words, {"also": _in_words(other_words)}
        told = {}
        if corrected := self.corrected(text, only_unknown=True):
            text, told = corrected, {"instead": corrected}
            yield understood(self.chain, text, filters=filters), told
        apart = understood(self.chain, text, filters=filters, apart=True)
        yield apart, {**told, "also": _in_words(apart)}
        if corrected := self.corrected(text, only_unknown=False):
            yield understood(self.chain, corrected, filters=filters), {"instead": corrected}
        some = dataclasses.replace(understood(self.chain, text, filters=filters), any=True)
        yield some, {**told, "also": _in_words(some)}
        wider = dataclasses.replace(apart, must=tuple(map(self._with_synonyms, apart.must)))
        yield wider, {**told, "also": _in_words(apart)}
        loose = dataclasses.replace(apart, any=True)
        yield dataclasses.replace(wider, any=True), {**told, "also": _in_words(loose)}

    def _in_other_words(self, text: str, filters: Filters) -> Query | None:
        """The question with the bank's own words for those of everyday speech that nothing has."""
        asked = understood(self.chain, text, filters=filters)
        known = self.engine.frequencies(frozenset().union(*asked.must, *map(self._with_synonyms, asked.must)))
        must = tuple(
            terms if terms & known.keys() else (self._with_synonyms(terms) & known.keys() or terms)
            for terms in asked.must
        )
        return dataclasses.replace(asked, must=must) if must != asked.must else None

    def _with_synonyms(self, terms: frozenset[str]) -> frozenset[str]:
        return terms.union(*(self.chain.synonyms.get(term, ()) for term in terms))

    def corrected(self, text: str, *, only_unknown: bool) -> str:
        """The question with each word that nothing has in its likeliest spelling; "" when there is no other."""
        asked = list(dict.fromkeys(words(text)))[:MOST_CHECKED]
        terms = {word: self.chain.query_terms(word) for word in asked}
        known = self.engine.frequencies(frozenset().union(*terms.values()))
        missing = [word for word in asked if not terms[word] & known.keys()]
        instead = {
            word: other
            for word in missing
            if not (only_unknown and self._is_word(word)) and (other := self._spelt(word))
        }
        return reworded(text, instead) if instead else ""

    def _is_word(self, word: str) -> bool:
        """Whether it is a word, though perhaps one that the bank does not use: then it is hardly misspelt."""
        return self.chain.is_known(word) or any(term in self.chain.synonyms for term in self.chain.query_terms(word))

    def _spelt(self, word: str) -> str:
        """The nearest word that a public entry has; words of hidden ones are never proposed."""
        near = list(nearest(word, self._all_words()))
        terms = {other: self.chain.query_terms(other) for other in near}
        known = self.engine.frequencies(frozenset().union(*terms.values()))
        return next((other for other in near if terms[other] & known.keys()), "")

    def _all_words(self) -> list[str]:
        """Base forms first, then words as they stand in texts."""
        remembered = self.chain.vocabulary()
        if self._vocabulary[0] != len(remembered):
            bases = {
                term
                for language, word in remembered
                for term in self.chain.bases(language, word).whole
                if term.isalpha() and language != "en"
            }
            standing = {word for _language, word in remembered if word.isalpha()}
            self._vocabulary = len(remembered), [*sorted(bases), *sorted(standing - bases)]
        return self._vocabulary[1]


def _in_words(query: Query) -> str:
    """The words of a loosened question, one for each set of alternatives."""
    return (" / " if query.any else " ").join(
        min(terms, key=lambda term: (term.startswith("~"), -len(term), term)) for terms in query.must if terms
    )
