"""Asking again when little was found: in everyday words, put right, taken apart, and at last by some of the words."""

import dataclasses
import functools
from collections.abc import Iterator, Sequence

from ideabank.search.asking import Manner, reworded, understood
from ideabank.search.chain import Chain, across, everyday
from ideabank.search.names import TYPED, Called, Names
from ideabank.search.order import EVERYDAY, REGISTER
from ideabank.search.port import Engine, Query, Wanted, Way
from ideabank.search.spelling import nearest
from ideabank.search.words import WORD, words

MOST_CHECKED = 8  # words of a question whose spelling is looked at
MOST_SOME = 12  # words of a question some of which are enough
SENTENCE = 4  # of so many words two must be there, of fewer one
SHORT = 3  # letters of what is an abbreviation and nothing else when it stands in capitals


@dataclasses.dataclass(frozen=True)
class Attempt:
    """Another way to ask, the text it was made from, and whether that was put right first."""

    query: Query
    text: str
    is_put_right: bool = False


class Rewording:
    """Other ways to ask the same. What they propose are words that public entries have; words of hidden ones are never shown."""

    def __init__(self, engine: Engine, chain: Chain) -> None:
        self.engine, self.chain = engine, chain
        self._vocabulary: tuple[int, list[str]] = (0, [])

    @functools.cached_property
    def everyday(self) -> Names:
        """What people say for one thing in everyday speech, also in the other languages."""
        things = [*({language: group} for language, group in everyday()), *across()]
        return Names(self.chain, map(Called, things), worth=EVERYDAY)

    def attempts(self, asked: Attempt, manner: Manner) -> Iterator[Attempt]:
        """Other ways to ask what nothing answers, the nearest to what was typed first."""
        if (small := in_small_letters(asked.text)) != asked.text:
            query = understood(self.chain, small, filters=asked.query.filters, manner=manner)
            asked = Attempt(query, small)
            yield asked
        yield from self._wider(asked, manner, apart=False)
        if corrected := self._put_right(asked, manner, only_unknown=True):
            asked = corrected
            yield asked
            yield from self._wider(asked, manner, apart=False)
        yield from self._wider(asked, manner, apart=True)
        if corrected := self._put_right(asked, manner, only_unknown=False):
            yield corrected
        yield from self._rarest(asked, manner)
        for least in (0, 1):
            yield from self._some(asked, manner, least=least)

    def looser(self, asked: Attempt, manner: Manner) -> Iterator[Attempt]:
        """Looser ways to ask what little answers."""
        for apart in (False, True):
            yield from self._wider(asked, manner, apart=apart)
        yield from self._rarest(asked, manner)
        yield from self._some(asked, manner)

    def _wider(self, asked: Attempt, manner: Manner, *, apart: bool) -> Iterator[Attempt]:
        """In everyday words too, and with compounds taken apart; when that makes another question."""
        query = self._understood(asked, manner, apart=apart)
        if query != asked.query:
            yield dataclasses.replace(asked, query=query)

    def _understood(self, asked: Attempt, manner: Manner, *, apart: bool) -> Query:
        wide = dataclasses.replace(manner, names=(*manner.names, self.everyday), apart=apart)
        query = understood(self.chain, asked.text, filters=asked.query.filters, manner=wide)
        others = tuple(tuple(map(_loose, ways)) for ways in query.others)
        return dataclasses.replace(query, others=others, parts=frozenset())

    def _put_right(self, asked: Attempt, manner: Manner, *, only_unknown: bool) -> Attempt | None:
        corrected = self.corrected(asked.text, only_unknown=only_unknown)
        if not corrected:
            return None
        query = understood(self.chain, corrected, filters=asked.query.filters, manner=manner)
        return Attempt(query, corrected, is_put_right=True)

    def _rarest(self, asked: Attempt, manner: Manner) -> Iterator[Attempt]:
        """Of a few words that nothing has together, the rarest says most of what is meant: "notes" are everywhere, "bedside notes" are not."""
        query = self._understood(asked, manner, apart=True)
        telling = self._telling(query)
        if 1 < len(telling) < SENTENCE:
            yield dataclasses.replace(asked, query=_of(query, telling[:1], least=1))

    def _some(self, asked: Attempt, manner: Manner, *, least: int = 0) -> Iterator[Attempt]:
        """Some of the words that say something and that the bank has are enough; the rarest count most."""
        query = self._understood(asked, manner, apart=True)
        telling = self._telling(query)
        if telling:
            yield dataclasses.replace(
                asked, query=_of(query, telling, least=least or (2 if len(telling) >= SENTENCE else 1))
            )

    def _telling(self, query: Query) -> list[Wanted]:
        """The words that say something and that the bank has in one way or another, a bounded number, the rarest first."""
        known = self.engine.frequencies(_terms(query))
        said = [one for one in query.wanted if not one.terms & self.chain.common and known.keys() & one.every_term]
        return sorted(said[:MOST_SOME], key=lambda one: max(known.get(term, 0) for term in one.every_term))

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
        """Base forms of words and of the parts of compounds first, then words as they stand in texts: base forms of the other languages are not always words."""
        remembered = self.chain.vocabulary()
        if self._vocabulary[0] != len(remembered):
            bases = {
                term
                for language, word in remembered
                if language == "fi"
                for bases in [self.chain.bases(language, word)]
                for term in bases.whole | bases.parts
                if term.isalpha()
            }
            standing = {word for _language, word in remembered if word.isalpha()}
            self._vocabulary = len(remembered), [*sorted(bases), *sorted(standing - bases)]
        return self._vocabulary[1]


def in_small_letters(text: str) -> str:
    """The question with words in capitals that may be no abbreviations in small ones."""
    return WORD.sub(lambda match: match[0].lower() if len(match[0]) > SHORT and match[0].isupper() else match[0], text)


def _loose(way: Way) -> Way:
    """The words of a name that a term has may stand apart; those of a compound may not: "mieli" and "terveys" are not mielenterveys."""
    return dataclasses.replace(way, is_loose=way.worth in (TYPED, REGISTER))


def _of(query: Query, words: Sequence[Wanted], *, least: int) -> Query:
    """The question for these of its words alone, so many of which are enough."""
    must, others = zip(*((one.terms, one.ways) for one in words), strict=True)
    return dataclasses.replace(query, must=must, others=others, least=least)


def _terms(query: Query) -> frozenset[str]:
    return frozenset().union(*(one.every_term for one in query.wanted))
