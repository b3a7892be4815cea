"""Other names of the same thing: found in a question word by word, and asked along with what was typed.

Where the names come from is not known here: the register of terms hands in its own, a list of everyday words lies beside this file.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ideabank.search.chain import Chain
from ideabank.search.port import Name, Way
from ideabank.search.small import is_small
from ideabank.search.words import forms, is_abbreviation, tokens

TYPED = 1.0  # a name counts as much as a word where it was typed
MOST_WAYS = 24  # other ways that are asked for one word
MOST_WORDS = 6  # of a name; a longer one is no name
ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ]{3,8}\b")  # "PHR" of "Kanta PHR" is a name of its own

Sets = tuple[frozenset[str], ...]


@dataclasses.dataclass(frozen=True)
class Called:
    """One thing and what it is called, by language; the preferred name of each language first. Plain values."""

    names: Mapping[str, tuple[str, ...]]


class Names:
    """The names of many things, by what they begin with."""

    def __init__(self, chain: Chain, things: Iterable[Called], *, worth: float) -> None:
        self._things: list[list[Way]] = []
        self._beginnings: dict[str, list[tuple[Sets, int]]] = {}
        for number, thing in enumerate(things):
            ways = list(_ways(chain, thing, worth))
            self._things.append(ways)
            for way in ways:
                for term in way.words[0]:
                    self._beginnings.setdefault(term, []).append((way.words, number))

    def others(self, typed: Sequence[frozenset[str]]) -> list[tuple[Way, ...]]:
        """For each word that was typed, by its terms: other ways to say it, or to say a longer name that it is a part of.

        Such a name itself is one of the ways, and worth as much as a word that was typed.
        """
        found: list[dict[Sets, Way]] = [{} for _ in typed]
        for place in range(len(typed)):
            for number, length in self._at(typed, place):
                span = typed[place : place + length]
                own = [Way(tuple(span), TYPED, Name("", ""))] if length > 1 else []
                for word, way in itertools.product(range(place, place + length), (*own, *self._but(number, span))):
                    found[word].setdefault(way.words, way)
        return [tuple(list(ways.values())[:MOST_WAYS]) for ways in found]

    def _at(self, typed: Sequence[frozenset[str]], place: int) -> list[tuple[int, int]]:
        """(thing, number of words) of the longest names that begin at this word."""
        found = {
            (number, len(name))
            for term in typed[place]
            for name, number in self._beginnings.get(term, ())
            if _is_here(typed[place : place + len(name)], name)
        }
        longest = max((length for _number, length in found), default=0)
        return sorted(one for one in found if one[1] == longest)

    def _but(self, number: int, typed: Sequence[frozenset[str]]) -> Iterator[Way]:
        """The names of a thing but the one that was typed."""
        return (
            way for way in self._things[number] if not (len(way.words) == len(typed) and _is_here(typed, way.words))
        )


def _is_here(typed: Sequence[frozenset[str]], name: Sets) -> bool:
    return len(typed) == len(name) and all(one & wanted for one, wanted in zip(typed, name, strict=True))


def _ways(chain: Chain, thing: Called, worth: float) -> Iterator[Way]:
    for language, names in thing.names.items():
        short = (abbreviation for name in names for abbreviation in ABBREVIATION.findall(name))
        for name in dict.fromkeys((*names, *short)):
            meant = [word for word in tokens(name) if not is_small(chain, word.lower())] or tokens(name)
            sets = tuple(_base(chain, language, word) for word in meant)
            if sets and len(sets) <= MOST_WORDS and all(sets):
                yield Way(sets, worth, Name(name, language))


def _base(chain: Chain, language: str, word: str) -> frozenset[str]:
    """A name stands in its base form: "alusta" is a platform here, and not "from the beginning". An abbreviation is of no language."""
    if is_abbreviation(word):
        return chain.query_terms(word)
    form = forms(word)[0].lower()
    whole = chain.whole(language, form)
    return whole & {form} or whole
