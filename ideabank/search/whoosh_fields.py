"""What stands in a Whoosh index, and what of a document comes into it."""

from collections.abc import Iterable

from whoosh.columns import StructColumn
from whoosh.fields import COLUMN, ID, Schema

from ideabank.search.chain import Chain
from ideabank.search.counting import counted
from ideabank.search.pairs import joined
from ideabank.search.port import FACETS, Document
from ideabank.search.titles import marks
from ideabank.search.words import forms, words
from ideabank.text.plain import Json

SHORTEST, LONGEST = 2, 12  # letters of the beginnings of title words
COUNTED = "terms"  # the field of which is kept how often a term stands in a document
FIELDS = (*FACETS, "beginnings", "pairs", "exact", "titles", "told", "code", COUNTED)
NUMBERS = "numbers"  # of each document: its entry, the entry's version, how many terms it has


def schema() -> Schema:
    """The fields; an index with others counts as none. Terms come ready-made: Whoosh analyses nothing."""
    return Schema(**{name: ID() for name in FIELDS}, **{NUMBERS: COLUMN(StructColumn("iii", (0, 0, 0)))})


def row_of(chain: Chain, document: Document) -> Json:
    """What of a document the index is given: plain data. `fields` says of each field which terms stand how often in it."""
    terms = counted(chain, document)
    listed = {
        "kind": [document.kind],
        "theme": [document.theme],
        "county": [document.county],
        "status": [document.status],
        "language": document.titles,
        "code": [document.code.upper()],
        "beginnings": beginnings_of(document.titles.values()),
        "pairs": sorted(_pairs(chain, document)),
        "exact": sorted(marks(chain, document.titles)),
        "titles": sorted(terms.titles),
        "told": sorted(terms.told),
    }
    fields = {name: {value: 1 for value in values if value} for name, values in listed.items()}
    return {
        "entry_id": document.entry_id,
        "version": document.version,
        "fields": {**fields, COUNTED: dict(terms.often)},
    }


def beginnings_of(titles: Iterable[str]) -> list[str]:
    """What title words begin with, for finding titles while they are being typed."""
    found = {word for title in titles for word in words(title)}
    return sorted({word[:size] for word in found for size in range(SHORTEST, min(len(word), LONGEST) + 1)})


def _pairs(chain: Chain, document: Document) -> set[str]:
    """Neighbouring words of each text by their base forms, for phrases: a question may mean any of them; and parts that a hyphen joins."""
    found: set[str] = set()
    for texts in (document.titles, document.told, document.bodies, {"fi": document.tags}):
        for language, text in texts.items():
            found.update(joined(chain.whole_terms(language, text)))
            for word in words(text):
                if len(parts := forms(word)[1:]) > 1:
                    found.update(joined([chain.whole(language, part) for part in parts]))
    return found
