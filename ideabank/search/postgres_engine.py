"""The engine where the store is PostgreSQL: a tsvector of our own terms, shared by all machines. No extension, no local folder.

Each word has one position; its weight says what stands there: A a whole word of a title, B a part of a compound in a title,
C and D the same in a body. The tables are a cache, as an index folder is: made here, not by migrations.
"""

import contextlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR, insert

from ideabank.search.chain import Chain
from ideabank.search.likeness import Nearest, average_length, damped, nearest, rarest
from ideabank.search.port import FACETS, Document, NoIndex, Query, Results
from ideabank.search.tsquery import any_of, coded, literal, quoted, tsquery
from ideabank.search.words import tokens, words
from ideabank.text.plain import Json

# A term in as many documents says little about likeness; counting stops here.
COMMON = 1_000
MOST_RANKED = 10_000  # of more, the newest are ranked: reading what stands in each takes most of the time
LOOKED_AT = 100  # entries whose likeness is worked out word by word
TITLE_WEIGHT = 4
SHORTEST = 2  # letters of the beginning of a title word
# PostgreSQL's own limits: a position is at most 16383, a tsvector at most a megabyte.
LAST_POSITION = 16_383
MOST_WORDS = 10_000
BATCH = 200
WEIGHTS = "{0.25, 0.25, 1, 1}"  # D, C, B, A: a title counts four times, as in Whoosh
LOCK = 1_935_764_579  # any number of our own: one rebuild at a time

FIELDS = ("version", "kind", "theme", "county", "status", "languages", "length", "terms", "titles")
TABLES = sa.MetaData()
DOCUMENTS = sa.Table(
    "search_document",
    TABLES,
    sa.Column("entry_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("theme", sa.String, nullable=False),
    sa.Column("county", sa.String, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("languages", ARRAY(sa.String), nullable=False),
    sa.Column("length", sa.Integer, nullable=False),
    sa.Column("terms", TSVECTOR, nullable=False),
    sa.Column("titles", TSVECTOR, nullable=False),
    sa.Index("ix_search_document_terms", "terms", postgresql_using="gin"),
    sa.Index("ix_search_document_titles", "titles", postgresql_using="gin"),
)
STATE = sa.Table(
    "search_state",
    TABLES,
    sa.Column("made_by", sa.String, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
)
FREQUENCIES = sa.text("""
    SELECT term, (SELECT count(*) FROM (
        SELECT 1 FROM search_document WHERE terms @@ CAST(quoted AS tsquery) LIMIT :common) AS holding)
    FROM unnest(CAST(:terms AS text[]), CAST(:quoted AS text[])) AS given (term, quoted)
""")
# How often each term stands in the entries that share most with a text: a title's word counts four times.
HITS = sa.text("""
    SELECT likely.entry_id, likely.length, word.lexeme,
        (SELECT sum(CASE WHEN weight IN ('A', 'B') THEN :title ELSE 1 END) FROM unnest(word.weights) AS weight)
    FROM (
        SELECT entry_id, length, terms FROM search_document
        WHERE terms @@ CAST(:any AS tsquery) AND (kind = ANY(CAST(:kinds AS text[])) OR CAST(:kinds AS text[]) = '{}')
        ORDER BY ts_rank(CAST(:weights AS float4[]), terms, CAST(:any AS tsquery)) DESC, entry_id LIMIT :most
    ) AS likely, unnest(likely.terms) AS word
    WHERE word.lexeme = ANY(CAST(:terms AS text[]))
""")
NOT_THERE = ("42P01", "42703")  # what PostgreSQL calls a missing table or column
HOW = {"weights": WEIGHTS, "most": LOOKED_AT, "title": TITLE_WEIGHT}


class PostgresEngine:
    """Answers from two tables of the store. What one process commits, every other finds at once."""

    def __init__(self, engine: sa.Engine, chain: Chain) -> None:
        self.engine, self.chain = engine, chain
        self._make_tables()

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        if query.is_empty:
            return Results()
        asked = literal(tsquery(query, self.chain))
        found = sa.select(DOCUMENTS.c.entry_id, DOCUMENTS.c.terms)
        found = found.where(DOCUMENTS.c.terms.op("@@")(asked), *_filters(query, DOCUMENTS.c))
        newest = found.order_by(DOCUMENTS.c.entry_id.desc()).limit(MOST_RANKED).subquery()
        rank = sa.func.ts_rank(sa.text(f"'{WEIGHTS}'::float4[]"), newest.c.terms, asked)
        best = sa.select(newest.c.entry_id).order_by(rank.desc(), newest.c.entry_id).limit(limit).offset(offset)
        with self._asking(self.engine.connect()) as connection:
            counts, total = _counts(connection, query, asked)
            return Results(tuple(connection.execute(best).scalars()), total, counts)

    def nearest(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
    ) -> Nearest:
        with self._asking(self.engine.connect()) as connection:
            size, words_in_all = connection.execute(
                sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(DOCUMENTS.c.length), 0))
            ).one()
            known = _frequencies(connection, {term for group in groups for term in group})
            worthy, total = rarest(groups, known, size)
            known_terms = {term for group in worthy for term in group}
            terms = sorted([term for term in known_terms if known[term] < COMMON] or sorted(known_terms)[:1])
            if not terms:
                return Nearest()
            asked = {"any": any_of(terms), "terms": terms, "kinds": list(kinds), **HOW}
            rows = connection.execute(HITS, asked).all()
        average = average_length(words_in_all, size)
        found = (row for row in rows if row[0] not in exclude)
        hits = [(entry_id, term, damped(float(often), length / average)) for entry_id, length, term, often in found]
        return nearest(worthy, total, hits, size=size, limit=limit)

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        with self._asking(self.engine.connect()) as connection:
            return _frequencies(connection, terms)

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        asked = " & ".join(f"{quoted(one)}:*" for one in beginnings if len(one) >= SHORTEST)
        if not asked:
            return ()
        query = sa.select(DOCUMENTS.c.entry_id).where(DOCUMENTS.c.titles.op("@@")(literal(asked)))
        with self._asking(self.engine.connect()) as connection:
            return tuple(connection.execute(query.order_by(DOCUMENTS.c.entry_id).limit(limit)).scalars())

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        if self.position() is None:
            raise NoIndex
        with self._asking(self.engine.begin()) as connection:
            connection.execute(sa.delete(DOCUMENTS).where(DOCUMENTS.c.entry_id.in_(removals)))
            self._put(connection, documents)
            # Two processes may read the same changes: neither takes the other back.
            connection.execute(sa.update(STATE).values(position=sa.func.greatest(STATE.c.position, position)))

    def position(self) -> int | None:
        made_here = sa.select(STATE.c.position).where(STATE.c.made_by == self.chain.identity)
        made_here = made_here.where(sa.func.to_regclass(DOCUMENTS.name).is_not(None))
        try:
            with self._asking(self.engine.connect()) as connection:
                found: int | None = connection.execute(made_here).scalar()
        except NoIndex:
            return None
        return found

    def rebuild(self, documents: Iterable[Document], *, position: int) -> None:
        """One transaction: readers see the old rows until the new ones are all there."""
        self._make_tables()
        with self.engine.begin() as connection:
            _one_at_a_time(connection)
            connection.execute(sa.delete(DOCUMENTS))
            connection.execute(sa.delete(STATE))
            self._put(connection, documents)
            connection.execute(sa.insert(STATE).values(made_by=self.chain.identity, position=position))

    def versions(self) -> dict[int, int]:
        with self._asking(self.engine.connect()) as connection:
            rows = connection.execute(sa.select(DOCUMENTS.c.entry_id, DOCUMENTS.c.version)).all()
        return {int(row[0]): int(row[1]) for row in rows}

    def clean(self) -> bool:
        """The store takes deleted rows out of its files by itself."""
        return False

    def _make_tables(self) -> None:
        """They are a cache: whoever has taken them away or changed them gets new ones."""
        with self.engine.connect() as connection:
            if _are_ours(connection):
                return
        with self.engine.begin() as connection:
            _one_at_a_time(connection)
            if not _are_ours(connection):
                TABLES.drop_all(connection)
                TABLES.create_all(connection)

    @contextlib.contextmanager
    def _asking(self, opening: contextlib.AbstractContextManager[sa.Connection]) -> Iterator[sa.Connection]:
        """A connection to ask the tables by. Raises NoIndex when they are not there."""
        try:
            with opening as connection:
                yield connection
        except sa.exc.ProgrammingError as error:
            if getattr(error.orig, "sqlstate", "") not in NOT_THERE:
                raise
            raise NoIndex from error

    def close(self) -> None:
        """Nothing of its own is open: the store's engine belongs to the store."""

    def _put(self, connection: sa.Connection, documents: Iterable[Document]) -> None:
        rows = map(self._row, documents)
        new = insert(DOCUMENTS).values(
            entry_id=sa.bindparam("entry_id"),
            terms=sa.cast(sa.bindparam("terms", type_=sa.Text), TSVECTOR),
            titles=sa.cast(sa.bindparam("titles", type_=sa.Text), TSVECTOR),
            **{name: sa.bindparam(name) for name in FIELDS if name not in ("terms", "titles")},
        )
        newer = new.on_conflict_do_update(
            index_elements=[DOCUMENTS.c.entry_id],
            set_={name: new.excluded[name] for name in FIELDS},
            where=DOCUMENTS.c.version <= new.excluded.version,
        )
        while batch := list(itertools.islice(rows, BATCH)):
            connection.execute(newer, batch)

    def _row(self, document: Document) -> Json:
        terms = dict.fromkeys(self._placed(document))
        vector = " ".join(f"{quoted(term)}:{place}{weight}" for term, place, weight in terms)
        titles = {word for title in document.titles.values() for word in words(title)}
        return {
            "entry_id": document.entry_id,
            "version": document.version,
            "kind": document.kind,
            "theme": document.theme,
            "county": document.county,
            "status": document.status,
            "languages": list(document.titles),
            "length": sum(TITLE_WEIGHT if weight in "AB" else 1 for _term, _place, weight in terms),
            "terms": vector,
            "titles": " ".join(map(quoted, sorted(titles))),
        }

    def _placed(self, document: Document) -> Iterator[tuple[str, int, str]]:
        """(term, position, weight) of every word; a gap keeps a phrase from running over from one text to the next."""
        if document.code:
            yield coded(document.code), 1, "A"
        texts = [(language, text, "AB") for language, text in document.titles.items()]
        texts += [(language, text, "CD") for language, text in document.bodies.items()]
        place = 1
        for language, text, weights in [*texts, ("fi", document.tags, "CD")]:
            place += 2
            for word in itertools.islice(tokens(text), MOST_WORDS):
                place = min(place + 1, LAST_POSITION)
                whole = frozenset().union(*self.chain.whole_terms(language, word))
                for term in self.chain.index_terms(language, word):
                    yield term, place, weights[0] if term in whole else weights[1]


def _one_at_a_time(connection: sa.Connection) -> None:
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))


def _are_ours(connection: sa.Connection) -> bool:
    """Whether all tables are there and have the columns of today."""
    inspected = sa.inspect(connection)
    return all(
        inspected.has_table(table.name)
        and {column["name"] for column in inspected.get_columns(table.name)} == set(table.c.keys())
        for table in TABLES.tables.values()
    )


def _frequencies(connection: sa.Connection, terms: Collection[str]) -> dict[str, int]:
    given = sorted(terms)
    counted = connection.execute(
        FREQUENCIES, {"terms": given, "quoted": [quoted(term) for term in given], "common": COMMON}
    )
    return {str(term): int(number) for term, number in counted if number}


def _filters(
    query: Query, columns: sa.ColumnCollection[str, sa.ColumnElement[str]], *, without: str = ""
) -> list[sa.ColumnElement[bool]]:
    return [
        columns.languages.overlap(sa.cast(list(values), ARRAY(sa.String)))
        if facet == "language"
        else columns[facet].in_(values)
        for facet, values in query.filters
        if facet != without
    ]


def _counts(
    connection: sa.Connection, query: Query, asked: sa.ColumnElement[str]
) -> tuple[dict[str, dict[str, int]], int]:
    """Counts by facet and value, each facet without its own filter; and how many are found with all filters. One look at the index."""
    columns = [DOCUMENTS.c.kind, DOCUMENTS.c.theme, DOCUMENTS.c.county, DOCUMENTS.c.status, DOCUMENTS.c.languages]
    matching = sa.select(*columns).where(DOCUMENTS.c.terms.op("@@")(asked)).cte("matching").prefix_with("MATERIALIZED")
    parts = [sa.select(sa.literal(""), sa.literal(""), sa.func.count()).where(*_filters(query, matching.c)).select_from(matching)]  # fmt: skip
    for facet in FACETS:
        column = sa.func.unnest(matching.c.languages) if facet == "language" else matching.c[facet]
        found = sa.select(column.label("value")).where(*_filters(query, matching.c, without=facet)).subquery()
        parts.append(sa.select(sa.literal(facet), found.c.value, sa.func.count()).group_by(found.c.value))
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    total = 0
    for facet_name, value, number in connection.execute(sa.union_all(*parts)):
        if not facet_name:
            total = int(number)
        elif value:
            counts[facet_name][str(value)] = int(number)
    return counts, total
