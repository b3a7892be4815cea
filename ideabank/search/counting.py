"""Which terms a document has and how often: what is found, likeness and rank are worked out from, the same in every engine."""

import dataclasses
from collections import Counter
from collections.abc import Mapping

from ideabank.search.chain import Chain
from ideabank.search.order import TITLE_WEIGHT
from ideabank.search.port import Document


@dataclasses.dataclass(frozen=True)
class Counted:
    """The terms of a document's titles, those of what it tells in short (its titles too), and how often each stands in all of it."""

    titles: frozenset[str]
    told: frozenset[str]
    often: Counter[str]

    @property
    def length(self) -> int:
        """The length of the document: a title's words count several times."""
        return self.often.total()


def counted(chain: Chain, document: Document) -> Counted:
    """Each text is analysed once."""
    titles, told, rest = (
        Counter(_terms_of(chain, texts)) for texts in (document.titles, document.told, document.bodies)
    )
    often = Counter({term: TITLE_WEIGHT * times for term, times in titles.items()})
    for said in (told, rest, _terms_of(chain, {"fi": document.tags})):
        often.update(said)
    return Counted(frozenset(titles), frozenset({*titles, *told}), often)


def _terms_of(chain: Chain, texts: Mapping[str, str]) -> list[str]:
    return [term for language, text in texts.items() for term in chain.index_terms(language, text)]
