"""Where a text answers a question: its words that were asked for, in whatever inflection they stand. No markup is made here."""

import dataclasses
import unicodedata
from collections.abc import Iterator

from ideabank.search.chain import Chain
from ideabank.search.port import Query
from ideabank.search.words import plain, spans

# A longer text is looked at up to here: what is beyond would not be in a snippet anyway.
LONGEST_TEXT = 20_000
Span = tuple[int, int]


@dataclasses.dataclass(frozen=True)
class Piece:
    """A run of text; `marked` when it is what was asked for."""

    text: str
    marked: bool = False


def mark(text: str, query: Query, chain: Chain, *, language: str) -> list[Piece]:
    """The whole text in pieces, nothing left out."""
    text = unicodedata.normalize("NFC", text)
    return list(_pieces(text, _spans(text, query, chain, language), 0, len(text)))


def snippet(text: str, query: Query, chain: Chain, *, language: str, width: int = 200) -> list[Piece]:
    """The stretch of about `width` characters with most of what was asked for; its beginning when there is nothing."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    spans = _spans(text, query, chain, language)
    start = _start(text, _densest(spans, width), width)
    end = _end(text, start + width)
    pieces = _pieces(text, spans, start, end)
    return [*([Piece("… ")] if start else []), *pieces, *([Piece(" …")] if end < len(text) else [])]


def _spans(text: str, query: Query, chain: Chain, language: str) -> list[Span]:
    asked = frozenset[str]().union(*query.must, *(terms for row in query.rows for terms in row))
    codes = frozenset[str]().union(*(chain.query_terms(code) for code in query.codes))
    beginnings = query.prefixes or None
    return [
        match.span()
        for match in spans(text[:LONGEST_TEXT])
        if (asked | codes).intersection(chain.index_terms(language, match[0]))
        or (beginnings and plain(match[0]).lower().startswith(beginnings))
    ]


def _pieces(text: str, spans: list[Span], start: int, end: int) -> Iterator[Piece]:
    at = start
    for begin, stop in spans:
        if begin < start or stop > end:
            continue
        if at < begin:
            yield Piece(text[at:begin])
        yield Piece(text[begin:stop], marked=True)
        at = stop
    if at < end:
        yield Piece(text[at:end])


def _densest(spans: list[Span], width: int) -> int:
    """Where the first of the most hits within `width` stands."""
    return max(
        (begin for begin, _ in spans),
        key=lambda begin: (sum(begin <= one and stop <= begin + width * 3 // 4 for one, stop in spans), -begin),
        default=0,
    )


def _start(text: str, hit: int, width: int) -> int:
    """A little before the hit, at the beginning of a word; never so late that the end of the text leaves room unused."""
    wanted = min(hit - width // 5, len(text) - width)
    if wanted <= 0:
        return 0
    return text.rfind(" ", 0, wanted + 1) + 1


def _end(text: str, wanted: int) -> int:
    """At the end of a word; in the middle of one only where that word alone fills the stretch."""
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", 0, wanted + 1)
    return space if space > wanted - 60 else wanted
