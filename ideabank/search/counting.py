"""How often each term stands in a document: what likeness and rank are worked out from, the same in every engine."""

from collections import Counter
from collections.abc import Mapping

from ideabank.search.chain import Chain
from ideabank.search.order import TITLE_WEIGHT
from ideabank.search.port import Document


def counted(chain: Chain, document: Document) -> Counter[str]:
    """term → how often, a title's counting several times; the sum is the length of the document."""
    titles = Counter(terms_of(chain, document.titles))
    terms = Counter({term: TITLE_WEIGHT * often for term, often in titles.items()})
    for said in (document.told, document.bodies, {"fi": document.tags}):
        terms.update(terms_of(chain, said))
    return terms


def terms_of(chain: Chain, texts: Mapping[str, str]) -> list[str]:
    """Every term of texts by language, in their order."""
    return [term for language, text in texts.items() for term in chain.index_terms(language, text)]
