"""Finnish words: base forms and compound parts by Voikko, of written and of spoken words.

Measured (SEARCH.md): base forms with compound parts give recall .98 at precision 1.0 where stemming gives .28. libvoikko is used
where the machine has it; else pyvoikko, which pip alone brings but which takes a second and 276 MB to import: only when needed.
"""

import functools
import itertools
from pathlib import Path

from ideabank.search import spoken
from ideabank.search.stemming import stemmer
from ideabank.search.voikko import Reading, backend
from ideabank.search.words import Bases, lines_of, sum_of

SHORTEST_TAIL, LONGEST_TAIL = 5, 24  # the work of looking for a tail grows with the square of its length
SHORTEST_HEAD = 3
_PARTICLES = ("ks", "ko", "kö", "kin", "ki", "kaan", "kään", "han", "hän", "kohan", "köhän", "pa", "pä")


class Finnish:
    """The Finnish analyser. `identity` names what made the terms: another one means a rebuild of the index."""

    language = "fi"

    def __init__(self, choice: str = "auto") -> None:
        made_by, dictionary = backend(choice)
        self._backend = functools.lru_cache(20_000)(dictionary)
        self.identity = (
            f"{made_by}-{sum_of('own_words.txt', 'spoken_words.txt', 'spoken.py', 'finnish.py', 'voikko.py')}"
        )
        self._stem = functools.lru_cache(20_000)(stemmer("finnish"))
        own = (Path(__file__).parent / "own_words.txt").read_text(encoding="utf-8")
        self._own = {form: word for word in lines_of(own) for form in _inflected(word)}
        heard = spoken.listed(spoken.read_list())
        self._names = {form: word for name, word in heard.names.items() for form in _inflected(name)}
        self._listed = heard.forms
        self._known = functools.lru_cache(20_000)(self._read)
        self.bases = functools.lru_cache(200_000)(self._bases)

    def whole(self, word: str) -> frozenset[str]:
        """The base forms of the whole word: all that a question asks for, and much less work than the parts."""
        if own := self._own.get(word):
            return frozenset({own})
        return frozenset(one.base for one in self._known(word)) or self._marked(word)

    def cuts(self, word: str) -> list[tuple[frozenset[str], ...]]:
        """A compound as words side by side, each by its base forms: in all its pieces, and in two at each of its seams. None where a
        piece is no word of its own."""
        pieces = max((one.pieces for one in self._known(word)), key=len, default=())
        in_two = (("".join(pieces[:seam]), "".join(pieces[seam:])) for seam in range(1, len(pieces)))
        rows = [tuple(map(self._of_piece, row)) for row in dict.fromkeys((pieces, *in_two)) if len(row) > 1]
        return [row for row in rows if all(row)]

    def _read(self, word: str) -> tuple[Reading, ...]:
        """What the dictionary says of the word; of a spoken one, what it says of its written form."""
        if listed := self._as_listed(word):
            return (*self._backend(word), *self._backend(listed))
        return self._backend(word) or self._heard(word)

    def _heard(self, word: str) -> tuple[Reading, ...]:
        """The readings of the likeliest written forms of a spoken word."""
        for proposed in spoken.written(word):
            if found := tuple(one for other in proposed for one in self._written(other)):
                return found
        return self._nicknamed(word)

    def _written(self, word: str) -> tuple[Reading, ...]:
        return self._backend(self._as_listed(word) or word)

    def _as_listed(self, word: str) -> str:
        """What the list says of the word, or of what it hangs a particle on ("oonks", "mullaki")."""
        if listed := self._listed.get(word) or self._names.get(word):
            return listed
        ends = [one for one in _PARTICLES if word.endswith(one)] if word.endswith(_PARTICLES) else []
        return next((found for one in ends if (found := self._listed.get(word.removesuffix(one)))), "")

    def _nicknamed(self, word: str) -> tuple[Reading, ...]:
        """A compound whose last part is an everyday name: "hammaslekurille" is told by "hammaslääkäri"."""
        tails = ((word[:cut], self._names.get(word[cut:])) for cut in range(SHORTEST_HEAD, len(word) - 2))
        return next((found for head, name in tails if name and (found := self._backend(head + name))), ())

    def _bases(self, word: str) -> Bases:
        if own := self._own.get(word):
            return Bases(frozenset({own}))
        known = self._known(word)
        if known:
            whole = frozenset(one.base for one in known)
            return Bases(whole, self._pieces(known) - whole) if any(one.pieces for one in known) else Bases(whole)
        return Bases(self._marked(word), self._tail(word))

    def _pieces(self, known: tuple[Reading, ...]) -> frozenset[str]:
        """Base forms of every run of compound pieces: of "ajanvarauspalvelussa" aika, varaus, palvelu, ajanvaraus, varauspalvelu.

        A run that ends in a word that only serves others ("vastaan" in "etävastaanotto") means nothing there.
        """
        runs = {
            "".join(one.pieces[start:end])
            for one in known
            for start, end in itertools.combinations(range(len(one.pieces) + 1), 2)
            if end - start < len(one.pieces) and self._may_end(one.pieces[end - 1])
        }
        return frozenset(base for run in runs for base in self._of_piece(run) or {run})

    def _may_end(self, piece: str) -> bool:
        return all(one.is_content for one in self._backend(piece))

    def _of_piece(self, piece: str) -> frozenset[str]:
        """Base forms of a piece of a compound; "ajan" is there of "aika", never of the verb "ajaa"."""
        found = [one for one in self._backend(piece) if one.is_content]
        return frozenset(one.base for one in [one for one in found if not one.is_verb] or found)

    def _marked(self, word: str) -> frozenset[str]:
        """The stem of a word that nobody knows, marked so that it meets only its like."""
        return frozenset({f"~{self._stem(word)}"})

    def _tail(self, word: str) -> frozenset[str]:
        """The end of an unknown compound: after a word that is known, or else the longest that is a word with a meaning."""
        if not word.isalpha():  # the parts that a sign holds together are looked at one by one
            return frozenset()
        cuts = range(max(2, len(word) - LONGEST_TAIL), len(word) - SHORTEST_TAIL + 2)
        tails = [(word[:cut], self._content(word[cut:], short=word[cut:] in self._own)) for cut in cuts]
        known = [(head, bases) for head, bases in tails if bases]
        after_word = (bases for head, bases in known if len(head) >= SHORTEST_HEAD and self._backend(head))
        return next(after_word, known[0][1] if known else frozenset())

    def _content(self, tail: str, *, short: bool) -> frozenset[str]:
        if own := self._own.get(tail):
            return frozenset({own})
        if len(tail) < SHORTEST_TAIL and not short:
            return frozenset()
        found = tuple(one for one in self._backend(tail) if one.is_content)
        return frozenset(one.base for one in found) | self._pieces(found)


_ENDINGS = "n a ä t ta tä en in ssa ssä sta stä lla llä lle lta ltä ksi na nä ja jä kin ni nsa nsä".split()
_PLURALS = "ien eja ejä eissa eissä eista eistä eihin eilla eillä eille eilta eiltä eiksi".split()
_WITH_O = "ojen oja oissa oista oihin oilla oille oilta oiksi oina".split()


def _inflected(word: str) -> list[str]:
    """The common forms of a word of our own, most of which are loans that end in a vowel."""
    stem = word[:-1] if word.endswith(("i", "a")) else word
    plurals = _WITH_O if word.endswith("a") else _PLURALS
    return [word, *(word + ending for ending in _ENDINGS), *(stem + ending for ending in plurals)]
