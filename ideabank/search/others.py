"""Swedish and English words: stems, and for Swedish the two parts of a compound."""

import functools

import simplemma

from ideabank.search.stemming import stemmer
from ideabank.search.words import Bases

SHORTEST_TAIL = 4  # of a compound, in its base form: "sjukhuset" is as little a house as "sjukhus"


class Swedish:
    """Base forms by simplemma; a compound is cut in two where both halves are words it knows."""

    language = "sv"
    identity = "simplemma-sv-3"

    def __init__(self) -> None:
        self._base = functools.lru_cache(100_000)(_lemma)
        self._known = functools.lru_cache(100_000)(_is_swedish)
        self._stem = stemmer("swedish")

    def bases(self, word: str) -> Bases:
        return Bases(self.whole(word), frozenset().union(*(half for halves in self.cuts(word) for half in halves)))

    def whole(self, word: str) -> frozenset[str]:
        """Base forms, and the base form of a base form ("meddelanden", "meddelande", "meddela").

        simplemma leaves an inflected compound that it does not know as it is: such a word also gets a marked stem.
        """
        base = self._base(word)
        terms = frozenset({base, self._base(base)})
        return terms if self._known(word) else terms | {f"~sv:{self._stem(word)}"}

    def cuts(self, word: str) -> list[tuple[frozenset[str], ...]]:
        """Both halves of a compound, without the joining s: "tidsbokning" is tid and bokning."""
        best: list[tuple[frozenset[str], ...]] = []
        for cut in range(len(word) - SHORTEST_TAIL, 2, -1):
            head, tail = word[:cut], word[cut:]
            if not self._known(tail) or len(self._base(tail)) < SHORTEST_TAIL:
                continue
            for start in (head, head.removesuffix("s")):
                if len(start) > 2 and self._known(start):
                    best = [(frozenset({self._base(start)}), frozenset({self._base(tail)}))]
        return best


class English:
    """Stems by Snowball's English stemmer (not Porter's first)."""

    language = "en"
    identity = "snowball-en"

    def __init__(self) -> None:
        self._stem = functools.lru_cache(100_000)(stemmer("english"))

    def bases(self, word: str) -> Bases:
        return Bases(self.whole(word))

    def whole(self, word: str) -> frozenset[str]:
        """The stem: in English nothing is looked for but whole words."""
        return frozenset({self._stem(word)})

    def cuts(self, word: str) -> list[tuple[frozenset[str], ...]]:
        """None: English writes its compounds apart."""
        return []


def _lemma(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="sv")).lower()


def _is_swedish(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="sv"))
