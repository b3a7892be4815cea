"""Questions and terms in PostgreSQL's own notation."""

from collections.abc import Collection

import sqlalchemy as sa

from ideabank.search.chain import Chain
from ideabank.search.port import Query


def literal(question: str) -> sa.ColumnElement[str]:
    """A question in PostgreSQL's notation as a part of a statement."""
    return sa.literal(question, sa.Text).op("::")(sa.text("tsquery"))


def tsquery(query: Query, chain: Chain) -> str:
    """The question in PostgreSQL's own notation, every term quoted."""
    must = [any_of(terms) for terms in query.must]
    if query.any and must:
        must = [f"({' | '.join(must)})"]
    phrases = [f"({' <-> '.join(any_of(terms, 'AC') for terms in phrase)})" for phrase in query.phrases]
    codes = [any_of({coded(code), *chain.query_terms(code.lower())}) for code in query.codes]
    beginnings = [f"({quoted(one)}:* | {quoted('~' + one)}:*)" for one in query.prefixes]
    unwanted = [f"!{any_of(terms)}" for terms in query.must_not if terms]
    return " & ".join([*must, *phrases, *codes, *beginnings, *unwanted])


def any_of(terms: Collection[str], weights: str = "") -> str:
    """One of these terms; with `weights` only where it stands with one of them."""
    suffix = f":{weights}" if weights else ""
    # A word without any term can be met by nothing; PostgreSQL has no empty set, so a term that none has stands for it.
    return f"({' | '.join(f'{quoted(term)}{suffix}' for term in sorted(terms) or ['='])})"


def coded(code: str) -> str:
    """Codes have a sign before them that no word has, so that "u-12" in a text is not the entry U-12."""
    return f"={code.lower()}"


def quoted(term: str) -> str:
    """The term as one lexeme, whatever signs it has."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
