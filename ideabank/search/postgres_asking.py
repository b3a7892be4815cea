"""A question put to PostgreSQL: which entries it finds, how many by facet, and in which order (order.py)."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from ideabank.search.chain import Chain
from ideabank.search.likeness import rarity
from ideabank.search.order import DIGITS, ELSEWHERE, grouped, page_of
from ideabank.search.port import FACETS, Query, Results, Wanted
from ideabank.search.postgres_tables import DOCUMENTS
from ideabank.search.titles import as_typed, of_words
from ideabank.search.tsquery import any_of, beginning, coded, in_a_way, literal, mentions, quoted, said, tsquery

# A term in as many documents says little; counting stops here.
COMMON = 1_000
MOST_RANKED = 10_000  # of more, the newest are ranked: reading what stands in each takes most of the time
MOST_WEIGHED = 2_000  # of these, so many word by word
WEIGHTS = "{0.25, 0.25, 1, 1}"  # D, C, B, A: a title counts four times, as in Whoosh
FREQUENCIES = sa.text("""
    SELECT term, (SELECT count(*) FROM (
        SELECT 1 FROM search_document WHERE terms @@ CAST(quoted AS tsquery) LIMIT :common) AS holding)
    FROM unnest(CAST(:terms AS text[]), CAST(:quoted AS text[])) AS given (term, quoted)
""")
Columns = sa.ColumnCollection[str, sa.ColumnElement[str]]


def results(connection: sa.Connection, query: Query, chain: Chain, *, limit: int, offset: int) -> Results:
    """What a question finds."""
    asked = literal(tsquery(query, chain))
    counts, total, everywhere = _counts(connection, query, asked)
    ranked = connection.execute(_best(connection, query, chain, limit + offset)).all() if total else []
    groups = grouped((place, float(score), number) for place, score, number in ranked)
    return Results(page_of(groups, offset=offset, limit=limit), total, counts, everywhere, groups)


def frequencies(connection: sa.Connection, terms: Collection[str]) -> dict[str, int]:
    """term → how many entries have it, COMMON at most."""
    return {
        term: count for term, count in _counted(connection, {term: quoted(term) for term in sorted(terms)}) if count
    }


def _counted(connection: sa.Connection, asked: dict[str, str]) -> Iterable[tuple[str, int]]:
    given = {"terms": list(asked), "quoted": list(asked.values()), "common": COMMON}
    return ((str(name), int(count)) for name, count in connection.execute(FREQUENCIES, given))


def _best(connection: sa.Connection, query: Query, chain: Chain, most: int) -> sa.Select[int, float, int]:
    """The best (place, score, entry), with all that are as good as the last."""
    asked, wanted = literal(tsquery(query, chain)), _wanted(query, chain)
    found = sa.select(DOCUMENTS).where(DOCUMENTS.c.terms.op("@@")(asked), *_filters(query, DOCUMENTS.c))
    found = found.order_by(*_own_first(query, DOCUMENTS.c), DOCUMENTS.c.entry_id.desc()).limit(MOST_RANKED)
    if len(wanted) > 1:
        near = found.subquery()
        found = sa.select(near).order_by(
            *_own_first(query, near.c), _rank(near.c, asked).desc(), near.c.entry_id.desc()
        )
        found = found.limit(MOST_WEIGHED)
    rows = found.subquery()
    place = _place(query, wanted, rows.c).label("place")
    score = sa.func.round(sa.cast(_score(connection, query, wanted, rows.c), sa.Numeric), DIGITS).label("score")
    return sa.select(place, score, rows.c.entry_id).order_by(place, score.desc()).fetch(most, with_ties=True)


def _wanted(query: Query, chain: Chain) -> list[Wanted]:
    """What ranks: words, the words of phrases, and texts that mention a code."""
    phrases = (Wanted(terms) for phrase in query.phrases for terms in phrase)
    return [*query.wanted, *phrases, *(Wanted(mentions(code, chain)) for code in query.codes)]


def _own(query: Query, columns: Columns) -> sa.ColumnElement[bool]:
    """The entry of a code, and those with exactly this title."""
    own = [columns.exact.contains(_texts([as_typed(query.title)]))] if query.title else []
    own += [columns.terms.op("@@")(literal(quoted(coded(code)))) for code in query.codes]
    return sa.or_(sa.false(), *own)


def _own_first(query: Query, columns: Columns) -> list[sa.ColumnElement[bool]]:
    """They come first; PostgreSQL takes no constant to sort by."""
    return [_own(query, columns).desc()] if query.title or query.codes else []


def _place(query: Query, wanted: list[Wanted], columns: Columns) -> sa.ColumnElement[int]:
    """By where the question's own words stand."""
    size = len(query.must)
    whole = [columns.exact.overlap(_texts(of_words(size, terms))) for terms in query.must] if query.title else []
    title, told = (
        literal(
            " & ".join(
                [any_of(one.in_one_word, weights) for one in wanted]
                + [beginning(one, weights) for one in query.prefixes]
            )
        )
        for weights in ("AB", "")
    )
    return sa.case(
        (_own(query, columns), 0),
        (sa.and_(sa.true(), *whole) if whole else sa.false(), 1),
        (columns.terms.op("@@")(title), 2),
        (columns.told.op("@@")(told), 3),
        else_=4,
    )


def _score(connection: sa.Connection, query: Query, wanted: list[Wanted], columns: Columns) -> sa.ColumnElement[float]:
    """What an entry earns by each word; less when it is not told in the reader's language."""
    rare = _rarities(connection, wanted)
    score = sum((_earned(one, rare, columns) for one in wanted), sa.literal(0.0))
    if not query.language:
        return score
    readable = columns.languages.contains(_texts([query.language]))
    return score * sa.case((readable, sa.literal(1.0)), else_=sa.literal(ELSEWHERE))


def _rarities(connection: sa.Connection, wanted: list[Wanted]) -> dict[str, float]:
    """How rare each word is, and all ways to say it are, by the question for it."""
    asked = {question for one in wanted for question in (any_of(one.terms), said(one))}
    size = connection.execute(sa.select(sa.func.count()).select_from(DOCUMENTS)).scalar_one()
    return {
        question: rarity(count, size)
        for question, count in _counted(connection, {question: question for question in sorted(asked)})
    }


def _earned(one: Wanted, rare: Mapping[str, float], columns: Columns) -> sa.ColumnElement[float]:
    """What an entry earns by the word, said in the way that earns most."""
    earned: list[sa.ColumnElement[float]] = []
    if one.is_enough:
        own = any_of(one.terms)
        earned.append(sa.func.least(1.0, _rank(columns, literal(own)) * len(one.terms)) * rare[own])
    ordered = sorted(one.ways, key=lambda way: way.worth)
    for worth, ways in itertools.groupby(ordered, key=lambda way: way.worth):
        same = list(map(in_a_way, ways))
        share = sa.func.least(1.0, _rank(columns, literal(" | ".join(same))) * len(same))
        earned.append(share * rare[said(one)] * worth)
    return sa.func.greatest(0.0, *earned)


def _rank(columns: Columns, asked: sa.ColumnElement[str]) -> sa.ColumnElement[float]:
    return sa.func.ts_rank(sa.text(f"'{WEIGHTS}'::float4[]"), columns.terms, asked)


def _texts(values: Collection[str]) -> sa.ColumnElement[Sequence[str]]:
    return sa.cast(list(values), ARRAY(sa.String))


def _filters(query: Query, columns: Columns, *, without: str = "") -> list[sa.ColumnElement[bool]]:
    return [
        columns.languages.overlap(_texts(values)) if facet == "language" else columns[facet].in_(values)
        for facet, values in query.filters
        if facet != without
    ]


def _counts(
    connection: sa.Connection, query: Query, asked: sa.ColumnElement[str]
) -> tuple[dict[str, dict[str, int]], int, int]:
    """Counts by facet and value, each facet without its own filter; how many are found with all filters, and with none. One look at the index."""
    columns = [DOCUMENTS.c.kind, DOCUMENTS.c.theme, DOCUMENTS.c.county, DOCUMENTS.c.status, DOCUMENTS.c.languages]
    matching = sa.select(*columns).where(DOCUMENTS.c.terms.op("@@")(asked)).cte("matching").prefix_with("MATERIALIZED")
    whole = sa.select(sa.literal(""), sa.literal(""), sa.func.count()).select_from(matching)
    parts = [whole.where(*_filters(query, matching.c)), sa.select(sa.literal(""), sa.literal("*"), sa.func.count()).select_from(matching)]  # fmt: skip
    for facet in FACETS:
        column = sa.func.unnest(matching.c.languages) if facet == "language" else matching.c[facet]
        found = sa.select(column.label("value")).where(*_filters(query, matching.c, without=facet)).subquery()
        parts.append(sa.select(sa.literal(facet), found.c.value, sa.func.count()).group_by(found.c.value))
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    totals: dict[str, int] = {}
    for facet_name, value, number in connection.execute(sa.union_all(*parts)):
        if not facet_name:
            totals[str(value)] = int(number)
        elif value:
            counts[facet_name][str(value)] = int(number)
    return counts, totals.get("", 0), totals.get("*", 0)
