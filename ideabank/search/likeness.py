"""How alike a text being written and an entry are: which of the text's words the entry has, the rare ones counting most.

Each word of the text is a group of terms that stand for it: its base forms fully, the parts of a compound and other words for the same
thing a little less. An entry earns from a group what its best term is worth. Measured on the paraphrased needs in tests/search.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from ideabank.search.chain import Chain
from ideabank.search.words import forms, words

PART, OTHER_WORD = 0.8, 0.7
SATURATION, LENGTH_WEIGHT = 1.0, 0.6
MOST_WORDS, MOST_FORMS = 80, 120  # a hyphenated word is analysed as itself and each of its parts
MOST_GROUPS = 24
UNKNOWN_WORTH = 0.7
# An entry below this share of what the text is worth, or below this share of the best one, is not called similar.
LEAST, NEAR = 0.10, 0.6
LEAST_OF_ENTRY = 0.05  # a whole entry is a longer text than somebody begins to write: a smaller share of it is shared
ALONE = 0.5  # one shared word may be chance

Group = Mapping[str, float]  # term → how fully it stands for the word
Hit = tuple[int, str, float]  # (document, term, how much it is about it: see `damped`)


def key_words(chain: Chain, text: str) -> list[Group]:
    """A group of terms for each word of the text that says something."""
    found: dict[frozenset[str], Group] = {}
    most = MOST_FORMS
    for word in list(words(text))[:MOST_WORDS]:
        forms_of_word = forms(word)
        most -= len(forms_of_word)
        if most < 0:
            break
        group = _group(chain, word, forms_of_word)
        if group:
            found.setdefault(frozenset(group), group)
    return list(found.values())


def _group(chain: Chain, word: str, forms_of_word: list[str]) -> Group:
    worth: dict[str, float] = {}
    for form in forms_of_word:
        for language in chain.analysers:
            bases = chain.bases(language, form)
            if word in chain.common or bases.whole & chain.common:
                return {}
            for terms, weight in ((bases.whole, 1.0), (bases.parts - chain.common, PART)):
                for term in terms:
                    worth[term] = max(weight, worth.get(term, 0))
                    for other in chain.synonyms.get(term, ()):
                        worth[other] = max(OTHER_WORD, worth.get(other, 0))
    return worth


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


def damped(often: float, length: float) -> float:
    """How much a document is about a term that stands in it so often, from 0 to 1. `length`: of the document, 1 for one as long as most."""
    return often / (often + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length))


def ranked(
    groups: Sequence[Mapping[str, float]],
    total: float,
    hits: Iterable[Hit],
    *,
    limit: int,
    least: float = LEAST,
) -> tuple[int, ...]:
    """Documents that earn enough, best first. `least`: which share of what the whole text is worth is enough."""
    of_term: dict[str, list[tuple[int, float]]] = {}
    for number, group in enumerate(groups):
        for term, worth in group.items():
            of_term.setdefault(term, []).append((number, worth))
    earned: dict[int, dict[int, float]] = {}
    for document, term, share in hits:
        of_document = earned.setdefault(document, {})
        for number, worth in of_term.get(term, ()):
            of_document[number] = max(of_document.get(number, 0), worth * share)
    scores = sorted((-_score(won.values()), document) for document, won in earned.items())
    if not scores or not total:
        return ()
    least = max(least * total, NEAR * -scores[0][0])
    return tuple(document for score, document in scores[:limit] if -score >= least)


def _score(won: Collection[float]) -> float:
    return math.fsum(won) * (1 if len(won) > 1 else ALONE)
