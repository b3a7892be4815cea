"""What stands in a Whoosh index, and how a document comes into it."""

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.util.numeric import byte_to_length, length_to_byte

from ideabank.search.chain import Chain
from ideabank.search.port import FACETS, Document
from ideabank.search.whoosh_reading import beginnings_of, pair
from ideabank.text.plain import Json

TITLE_WEIGHT = 4


def schema() -> Schema:
    """The fields; an index with others counts as none."""
    spaced = SpaceSeparatedTokenizer()
    return Schema(
        key=ID(unique=True),
        entry_id=STORED,
        version=STORED,
        **{name: KEYWORD(scorable=False) for name in (*FACETS, "beginnings", "pairs")},
        code=ID,
        terms=TEXT(analyzer=spaced, phrase=False),
    )


def fields_of(chain: Chain, document: Document) -> Json:
    """What of a document Whoosh is given."""
    terms: list[str] = []
    for language, title in document.titles.items():
        terms += chain.index_terms(language, title) * TITLE_WEIGHT
    for language, body in document.bodies.items():
        terms += chain.index_terms(language, body)
    terms += chain.index_terms("fi", document.tags)
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
        "pairs": " ".join(_pairs(chain, document)),
    }


def kept_length(length: int) -> int:
    """A length as Whoosh keeps it, in one byte: who rounds likewise judges likeness alike."""
    return int(byte_to_length(length_to_byte(length)))


def _pairs(chain: Chain, document: Document) -> set[str]:
    """Neighbouring words of each text by their first base forms, for phrases."""
    found: set[str] = set()
    for texts in (document.titles, document.bodies):
        for language, text in texts.items():
            bases = [min(terms) for terms in chain.whole_terms(language, text)]
            found.update(map(pair, bases, bases[1:]))
    return found
