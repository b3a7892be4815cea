"""The engine where the store is PostgreSQL: a tsvector of our own terms, shared by all machines. No extension, no local folder.

The tables (postgres_tables.py) are a cache, as an index folder is: made here, not by migrations.
"""

import contextlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR, insert

from ideabank.search.chain import Chain
from ideabank.search.counting import counted
from ideabank.search.likeness import Nearest, average_length, damped, nearest, rarest
from ideabank.search.order import TITLE_WEIGHT
from ideabank.search.pairs import joined
from ideabank.search.port import Document, NoIndex, Query, Results
from ideabank.search.postgres_asking import COMMON, WEIGHTS, frequencies, results
from ideabank.search.postgres_tables import DOCUMENTS, FIELDS, STATE, TABLES
from ideabank.search.titles import marks
from ideabank.search.tsquery import any_of, coded, literal, quoted
from ideabank.search.words import forms, tokens, words
from ideabank.text.plain import Json

LOOKED_AT = 150  # entries whose likeness is worked out word by word
SHORTEST = 2  # letters of the beginning of a title word
# PostgreSQL's own limits: a position is at most 16383, a tsvector at most a megabyte.
LAST_POSITION = 16_383
MOST_WORDS = 10_000
BATCH = 200
LOCK = 1_935_764_579  # any number of our own: one rebuild at a time

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
        with self._asking(self.engine.connect()) as connection:
            return results(connection, query, self.chain, limit=limit, offset=offset)

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
            known = frequencies(connection, {term for group in groups for term in group})
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
            return frequencies(connection, terms)

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
            told=sa.cast(sa.bindparam("told", type_=sa.Text), TSVECTOR),
            **{name: sa.bindparam(name) for name in FIELDS if name not in ("terms", "titles", "told")},
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
        counts = counted(self.chain, document)
        return {
            "entry_id": document.entry_id,
            "version": document.version,
            "kind": document.kind,
            "theme": document.theme,
            "county": document.county,
            "status": document.status,
            "languages": list(document.titles),
            "length": counts.length,
            "terms": vector,
            "titles": " ".join(map(quoted, sorted(titles))),
            "told": " ".join(map(quoted, sorted(counts.told))),
            "exact": sorted(marks(self.chain, document.titles)),
        }

    def _placed(self, document: Document) -> Iterator[tuple[str, int, str]]:
        """(term, position, weight) of every word; a gap keeps a phrase from running over from one text to the next."""
        if document.code:
            yield coded(document.code), 1, "A"
        texts = [(language, text, "AB") for language, text in document.titles.items()]
        texts += [
            (language, text, "CD") for said in (document.told, document.bodies) for language, text in said.items()
        ]
        place = 1
        for language, text, weights in [*texts, ("fi", document.tags, "CD")]:
            place += 2
            for word in itertools.islice(tokens(text), MOST_WORDS):
                place = min(place + 1, LAST_POSITION)
                whole = frozenset().union(*self.chain.whole_terms(language, word))
                for term in self.chain.index_terms(language, word):
                    yield term, place, weights[0] if term in whole else weights[1]
                if len(parts := forms(word)[1:]) > 1:
                    for term in joined([self.chain.whole(language, part.lower()) for part in parts]):
                        yield term, place, weights[1]


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
