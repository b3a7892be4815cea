"""Questions and terms in PostgreSQL's own notation."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from ideabank.search.chain import Chain
from ideabank.search.pairs import joined
from ideabank.search.port import Query, Wanted, Way

WHOLE = "AC"  # the weights of whole words


def literal(question: str) -> sa.ColumnElement[str]:
    """A question in PostgreSQL's notation as a part of a statement."""
    return sa.literal(question, sa.Text).op("::")(sa.text("tsquery"))


def tsquery(query: Query, chain: Chain) -> str:
    """The question in PostgreSQL's own notation, every term quoted."""
    must = list(map(said, query.wanted))
    begun = list(map(beginning, query.prefixes))
    asked = _at_least(min(query.least, len(must + begun)), must + begun) if query.least else must + begun
    phrases = [_side_by_side(phrase) for phrase in query.phrases]
    codes = [any_of({coded(code), *mentions(code, chain)}) for code in query.codes]
    unwanted = [f"!{any_of(terms)}" for terms in query.must_not if terms]
    return " & ".join([*asked, *phrases, *codes, *unwanted])


def said(one: Wanted) -> str:
    """A word, or any of the other ways to say it."""
    own = [any_of(one.terms)] if one.is_enough else []
    return f"({' | '.join([*own, *map(in_a_way, one.ways)])})"


def in_a_way(way: Way) -> str:
    """One of the other ways: its words side by side in either order, or anywhere."""
    if len(way.words) == 1:
        return any_of(way.words[0])
    if way.is_loose:
        return f"({' & '.join(map(any_of, way.words))})"
    return f"({_side_by_side(way.words)} | {_side_by_side(way.words[::-1])})"


def any_of(terms: Collection[str], weights: str = "") -> str:
    """One of these terms; with `weights` only where it stands with one of them."""
    suffix = f":{weights}" if weights else ""
    # A word without any term can be met by nothing; PostgreSQL has no empty set, so a term that none has stands for it.
    return f"({' | '.join(f'{quoted(term)}{suffix}' for term in sorted(terms) or ['='])})"


def beginning(word: str, weights: str = "") -> str:
    """A word that begins so."""
    return f"({quoted(word)}:*{weights} | {quoted('~' + word)}:*{weights})"


def mentions(code: str, chain: Chain) -> frozenset[str]:
    """The terms of texts that mention a code."""
    return chain.query_terms(code.lower())


def coded(code: str) -> str:
    """Codes have a sign before them that no word has, so that "u-12" in a text is not the entry U-12."""
    return f"={code.lower()}"


def quoted(term: str) -> str:
    """The term as one lexeme, whatever signs it has."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _side_by_side(sets: Sequence[Collection[str]]) -> str:
    """Each word followed by the next; two words also when a hyphen joins them, which is a term of its own."""
    row = " <-> ".join(any_of(terms, WHOLE) for terms in sets)
    return f"(({row}) | {any_of(set(joined(sets)))})" if len(sets) == 2 else f"({row})"


def _at_least(least: int, sets: Sequence[str]) -> list[str]:
    """One of these, or two of them."""
    if least < 2:
        return [f"({' | '.join(sets)})"]
    pairs = (f"({one} & ({' | '.join(sets[place:])}))" for place, one in enumerate(sets[:-1], 1))
    return [f"({' | '.join(pairs)})"]
