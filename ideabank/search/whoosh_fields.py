"""What stands in a Whoosh index, and how a document comes into it."""

from collections.abc import Mapping

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

from ideabank.search.chain import Chain
from ideabank.search.order import TITLE_WEIGHT
from ideabank.search.pairs import joined
from ideabank.search.port import FACETS, Document
from ideabank.search.titles import marks
from ideabank.search.whoosh_reading import beginnings_of
from ideabank.search.words import forms, words
from ideabank.text.plain import Json


def schema() -> Schema:
    """The fields; an index with others counts as none."""
    spaced = SpaceSeparatedTokenizer()
    return Schema(
        key=ID(unique=True),
        entry_id=STORED,
        version=STORED,
        **{name: KEYWORD(scorable=False) for name in (*FACETS, "beginnings", "pairs", "exact", "titles", "told")},
        code=ID,
        terms=TEXT(analyzer=spaced, phrase=False),
    )


def fields_of(chain: Chain, document: Document) -> Json:
    """What of a document Whoosh is given."""
    titles = _terms(chain, document.titles)
    told = _terms(chain, document.told)
    terms = [*titles * TITLE_WEIGHT, *told, *_terms(chain, document.bodies), *chain.index_terms("fi", document.tags)]
    return {
        "key": str(document.entry_id),
        "entry_id": document.entry_id,
        "version": document.version,
        "kind": document.kind,
        "theme": document.theme,
        "county": document.county,
        "status": document.status,
        "language": " ".join(document.titles),
        "code": document.code.upper(),
        "beginnings": " ".join(beginnings_of(document.titles.values())),
        "terms": " ".join(terms),
        "exact": " ".join(sorted(marks(chain, document.titles))),
        "titles": " ".join(sorted(set(titles))),
        "told": " ".join(sorted({*titles, *told})),
        "pairs": " ".join(sorted(_pairs(chain, document))),
    }


def _terms(chain: Chain, texts: Mapping[str, str]) -> list[str]:
    return [term for language, text in texts.items() for term in chain.index_terms(language, text)]


def _pairs(chain: Chain, document: Document) -> set[str]:
    """Neighbouring words of each text by their base forms, for phrases; and the parts of hyphenated words."""
    found: set[str] = set()
    for texts in (document.titles, document.told, document.bodies):
        for language, text in texts.items():
            found.update(joined(chain.whole_terms(language, text)))
            for word in words(text):
                if len(parts := forms(word)[1:]) > 1:
                    found.update(joined([chain.whole(language, part.lower()) for part in parts]))
    return found
