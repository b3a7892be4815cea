"""How alike a text being written and an entry are: which of the text's words the entry has, the rare ones counting most.

Each word of the text is a group of terms that stand for it: its base forms fully, the parts of a compound and other words for the same
thing a little less. An entry earns from a group what its best term is worth. Measured on the paraphrased needs in tests/search.
"""

import dataclasses
import heapq
import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from ideabank.search.chain import Chain
from ideabank.search.words import forms, words

PART, OTHER_WORD, NEAR_WORD = 0.8, 0.7, 0.35
SATURATION, LENGTH_WEIGHT = 1.0, 0.6
AVERAGE_STEP = 1.05
MOST_WORDS, MOST_FORMS = 80, 120  # a hyphenated word is analysed as itself and each of its parts
MOST_GROUPS = 24
UNKNOWN_WORTH = 0.7
# An entry is not called like another one below this share of what its text is worth, or below this share of the best one.
LEAST, NEAR = 0.05, 0.6
ALONE = 0.5  # one shared word may be chance

Group = Mapping[str, float]  # term → how fully it stands for the word
Others = list[tuple[Mapping[str, frozenset[str]], float]]  # term → other terms, and how fully they stand for it
Hit = tuple[int, str, float]  # (document, term, how much it is about it: see `damped`)


@dataclasses.dataclass(frozen=True)
class Near:
    """An entry that shares words with a text. `shared`: their worth, where a word that no entry has is worth 1."""

    entry_id: int
    shared: float


@dataclasses.dataclass(frozen=True)
class Nearest:
    """The entries that share most with a text, best first; `asked`: the worth of all its words; `worth`: of the terms of each of them."""

    entries: tuple[Near, ...] = ()
    asked: float = 0.0
    worth: tuple[Group, ...] = ()

    @property
    def shared(self) -> dict[int, float]:
        """entry → the worth of the words that it shares."""
        return {one.entry_id: one.shared for one in self.entries}

    def alike(self, limit: int) -> list[int]:
        """Ids of those that share so much that a whole entry can be called like another one."""
        if not self.entries:
            return []
        least = max(LEAST * self.asked, NEAR * self.entries[0].shared)
        return [one.entry_id for one in self.entries[:limit] if one.shared >= least]


def key_words(chain: Chain, text: str) -> list[Group]:
    """A group of terms for each word of the text that says something."""
    return list(worded(chain, text).values())


def worded(chain: Chain, text: str, *, widely: bool = False) -> dict[str, Group]:
    """word → the terms that stand for it, for each word of the text that says something; one of those that stand for the same.

    `widely`: with the words that people tell the same need with, as what somebody begins to tell is compared.
    """
    others: Others = [(chain.synonyms, OTHER_WORD), *([(chain.concepts, NEAR_WORD)] if widely else [])]
    found: dict[frozenset[str], tuple[str, Group]] = {}
    most = MOST_FORMS
    for word in list(words(text))[:MOST_WORDS]:
        most -= len(forms(word))
        if most < 0:
            break
        group = _group(chain, word, others)
        if group:
            found.setdefault(frozenset(same_as(group)), (word, group))
    return dict(found.values())


def same_as(group: Group) -> set[str]:
    """The terms of a word and of other words for the same thing, without what only goes together with it."""
    return {term for term, weight in group.items() if weight >= OTHER_WORD}


def _group(chain: Chain, word: str, others: Others) -> Group:
    worth: dict[str, float] = {}
    for form in forms(word):
        for language in chain.analysers:
            bases = chain.bases(language, form)
            if word in chain.common or bases.whole & chain.common:
                return {}
            for terms, weight in ((bases.whole, 1.0), (bases.parts - chain.common, PART)):
                for term in terms:
                    worth[term] = max(weight, worth.get(term, 0))
                    for known, of_other in others:
                        for other in known.get(term, ()):
                            worth[other] = max(of_other, worth.get(other, 0))
    return dict(sorted(worth.items()))  # sets of terms have another order in every process


def rarest(
    groups: Sequence[Group], frequencies: Mapping[str, int], size: int, most: int = MOST_GROUPS
) -> tuple[list[dict[str, float]], float]:
    """Each group's terms with what they are worth in this bank of `size` entries, the worthiest groups first; and the worth of all."""
    known = [
        {term: weight * rarity(frequencies[term], size) for term, weight in group.items() if frequencies.get(term)}
        for group in groups
    ]
    unknown = UNKNOWN_WORTH * rarity(0, size)
    total = sum(max(group.values(), default=unknown) for group in known)
    worthy = sorted((group for group in known if group), key=lambda group: -max(group.values()))
    return worthy[:most], total


def rarity(frequency: int, size: int) -> float:
    """How much a term in so many of `size` entries tells (the inverse document frequency of BM25)."""
    return math.log(1 + (max(0, size - frequency) + 0.5) / (frequency + 0.5))


def average_length(words: int, size: int) -> float:
    """How long most of `size` documents are, rounded: what is worked out with it is kept until it has changed by so much."""
    return AVERAGE_STEP ** round(math.log(max(1.0, words / max(1, size)), AVERAGE_STEP))


def damped(often: float, length: float) -> float:
    """How much a document is about a term that stands in it so often, from 0 to 1. `length`: of the document, 1 for one as long as most."""
    return often / (often + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length))


def nearest(
    groups: Sequence[Mapping[str, float]], total: float, hits: Iterable[Hit], *, size: int, limit: int
) -> Nearest:
    """What earns most of the worthy groups (see `rarest`) in a bank of `size` entries; `hits` name entries, or whatever stands for them."""
    of_term: dict[str, list[tuple[int, float]]] = {}
    for number, group in enumerate(groups):
        for term, worth in group.items():
            of_term.setdefault(term, []).append((number, worth))
    earned: dict[int, dict[int, float]] = {}
    for document, term, share in hits:
        of_document = earned.setdefault(document, {})
        for number, worth in of_term.get(term, ()):
            of_document[number] = max(of_document.get(number, 0), worth * share)
    most = rarity(0, size)
    scores = ((-_score(won.values()) / most, document) for document, won in earned.items())
    best = heapq.nsmallest(limit, scores)
    worths = tuple({term: worth / most for term, worth in group.items()} for group in groups)
    return Nearest(tuple(Near(document, -score) for score, document in best if score), total / most, worths)


def _score(won: Collection[float]) -> float:
    return math.fsum(won) * (1 if len(won) > 1 else ALONE)
