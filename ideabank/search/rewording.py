"""Asking again when nothing was found: in the bank's own words, put right, taken apart, and at last by any of the words."""

import dataclasses
import itertools
from collections.abc import Iterator

from ideabank.search.asking import Filters, reworded, understood
from ideabank.search.chain import Chain
from ideabank.search.port import Engine, Query
from ideabank.search.spelling import nearest
from ideabank.search.words import WORD, tokens, words

MOST_CHECKED = 8  # words of a question whose spelling is looked at
MOST_NAMED = 30
SHORT = 3  # letters of what is an abbreviation and nothing else when it stands in capitals


class Rewording:
    """Other ways to ask the same. What they propose are words that public entries have; words of hidden ones are never shown."""

    def __init__(self, engine: Engine, chain: Chain) -> None:
        self.engine, self.chain = engine, chain
        self._vocabulary: tuple[int, list[str]] = (0, [])

    def attempts(self, text: str, filters: Filters) -> Iterator[tuple[Query, dict[str, str]]]:
        """Other ways to ask the same, the nearest to what was typed first, and what the reader is told of each.

        The parts of a compound are asked for together or not at all: "mieli" alone is not mielenterveys.
        """
        told: dict[str, str] = {}
        if (small := in_small_letters(text)) != text:
            text = small
            yield understood(self.chain, text, filters=filters), told
        if other_words := self._in_other_words(text, filters):
            yield other_words
        if corrected := self.corrected(text, only_unknown=True):
            text, told = corrected, {"instead": corrected}
            yield understood(self.chain, text, filters=filters), told
        asked = understood(self.chain, text, filters=filters)
        apart = understood(self.chain, text, filters=filters, apart=True)
        names = self._names(text)
        if apart.must != asked.must:
            yield apart, {**told, "also": _in_words(apart, names)}
        if corrected := self.corrected(text, only_unknown=False):
            yield understood(self.chain, corrected, filters=filters), {"instead": corrected}
        some = dataclasses.replace(asked, any=True)
        yield some, {**told, "also": _in_words(some, names)}
        wider = dataclasses.replace(apart, must=tuple(map(self._with_synonyms, apart.must)))
        yield wider, {**told, "also": _in_words(apart, names)}
        loose = dataclasses.replace(some, must=tuple(map(self._with_synonyms, some.must)))
        yield loose, {**told, "also": _in_words(some, names)}

    def _in_other_words(self, text: str, filters: Filters) -> tuple[Query, dict[str, str]] | None:
        """The question with the bank's own words for those of everyday speech that nothing has."""
        asked = understood(self.chain, text, filters=filters)
        known = self.engine.frequencies(frozenset().union(*asked.must, *map(self._with_synonyms, asked.must)))
        names, must = self._names(text), []
        for terms in asked.must:
            has_it = bool(terms & known.keys())
            others = frozenset() if has_it else frozenset(self._with_synonyms(terms) & known.keys())
            must.append(others or terms)
            names.setdefault(others, " / ".join(sorted({self.chain.synonym_names.get(one, one) for one in others})))
        if tuple(must) == asked.must:
            return None
        other = dataclasses.replace(asked, must=tuple(must))
        return other, {"also": _in_words(other, names)}

    def _names(self, text: str) -> dict[frozenset[str], str]:
        """What people call each word of the question, and each part of a compound, by the terms it is asked for with."""
        found: dict[frozenset[str], str] = {}
        for word in itertools.islice(tokens(text), MOST_NAMED):
            for name, terms in self.chain.part_names(word):
                found.setdefault(terms, name)
            found[self.chain.query_terms(word)] = word
        return found

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
        """The nearest word that a public entry has, of equally near ones that which most have; words of hidden ones are never proposed."""
        near = nearest(word, self._all_words())
        terms = {one: self.chain.query_terms(one.word) for one in near}
        known = self.engine.frequencies(frozenset().union(*terms.values()))
        used = {one: max((known.get(term, 0) for term in of_word), default=0) for one, of_word in terms.items()}
        best = sorted((one for one in near if used[one]), key=lambda one: (*one[:2], -used[one]))
        return best[0].word if best else ""

    def _all_words(self) -> list[str]:
        """Base forms first, then words as they stand in texts: base forms of the other languages are not always words."""
        remembered = self.chain.vocabulary()
        if self._vocabulary[0] != len(remembered):
            bases = {
                term
                for language, word in remembered
                for term in self.chain.bases(language, word).whole
                if term.isalpha() and language == "fi"
            }
            standing = {word for _language, word in remembered if word.isalpha()}
            self._vocabulary = len(remembered), [*sorted(bases), *sorted(standing - bases)]
        return self._vocabulary[1]


def in_small_letters(text: str) -> str:
    """The question with words in capitals that may be no abbreviations in small ones."""
    return WORD.sub(lambda match: match[0].lower() if len(match[0]) > SHORT and match[0].isupper() else match[0], text)


def _in_words(query: Query, names: dict[frozenset[str], str]) -> str:
    """The words of a loosened question, one for each set of alternatives."""
    return (" / " if query.any else " ").join(dict.fromkeys(names[terms] for terms in query.must if names.get(terms)))
