"""The engine where the store is PostgreSQL: a tsvector of our own terms, shared by all machines. No extension, no local folder.

Each word has one position; its weight says what stands there: A a whole word of a title, B a part of a compound in a title,
C and D the same in a body. The tables are a cache, as an index folder is: made here, not by migrations.
"""

import itertools
import math
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR, insert

from ideabank.search.chain import Chain, words
from ideabank.search.port import Document, Query, Results

RARE = 8
# A term in more documents than this says little about likeness; counting stops here.
COMMON = 2_000
# PostgreSQL's own limits: a position is at most 16383, a tsvector at most a megabyte.
LAST_POSITION = 16_383
MOST_WORDS = 10_000
BATCH = 200
WEIGHTS = "{0.25, 0.25, 1, 1}"  # D, C, B, A: a title counts four times, as in Whoosh
LOCK = 1_935_764_579  # any number of our own: one rebuild at a time

TABLES = sa.MetaData()
DOCUMENTS = sa.Table(
    "search_document",
    TABLES,
    sa.Column("entry_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("terms", TSVECTOR, nullable=False),
    sa.Index("ix_search_document_terms", "terms", postgresql_using="gin"),
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


class PostgresEngine:
    """Answers from two tables of the store. What one process commits, every other finds at once."""

    def __init__(self, engine: sa.Engine, chain: Chain) -> None:
        self.engine, self.chain = engine, chain
        with engine.begin() as connection:
            _one_at_a_time(connection)
            TABLES.create_all(connection)

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        if query.is_empty:
            return Results()
        asked = sa.cast(_tsquery(query, self.chain), sa.Text).op("::")(sa.text("tsquery"))
        matching = DOCUMENTS.c.terms.op("@@")(asked)
        by_kind = sa.select(DOCUMENTS.c.kind, sa.func.count()).where(matching).group_by(DOCUMENTS.c.kind)
        rank = sa.func.ts_rank(sa.text(f"'{WEIGHTS}'::float4[]"), DOCUMENTS.c.terms, asked)
        best = sa.select(DOCUMENTS.c.entry_id).where(matching).order_by(rank.desc(), DOCUMENTS.c.entry_id)
        if query.kinds:
            best = best.where(DOCUMENTS.c.kind.in_(query.kinds))
        with self.engine.connect() as connection:
            counts = {str(kind): int(number) for kind, number in connection.execute(by_kind)}
            ids = tuple(connection.execute(best.limit(limit).offset(offset)).scalars())
        return Results(ids, sum(counts.get(kind, 0) for kind in query.kinds or counts), counts)

    def similar(self, terms: Collection[str], *, limit: int, exclude: Collection[int] = ()) -> tuple[int, ...]:
        """Entries that share the rarest of these terms; the rarer a shared one, the more it weighs."""
        with self.engine.connect() as connection:
            chosen = _rarest(connection, terms)
            if not chosen:
                return ()
            alike = [DOCUMENTS.c.terms.op("@@")(_literal(_quoted(term))) for term, _ in chosen]
            weights = [1 / math.log(2 + frequency) for _, frequency in chosen]
            score = sum(
                (sa.cast(one, sa.Integer) * weight for one, weight in zip(alike, weights, strict=True)), sa.literal(0.0)
            )
            found = sa.select(DOCUMENTS.c.entry_id).where(sa.or_(*alike), DOCUMENTS.c.entry_id.not_in(exclude))
            return tuple(connection.execute(found.order_by(score.desc(), DOCUMENTS.c.entry_id).limit(limit)).scalars())

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        if self.position() is None:
            self.rebuild(documents, position=position)
            return
        with self.engine.begin() as connection:
            connection.execute(sa.delete(DOCUMENTS).where(DOCUMENTS.c.entry_id.in_(removals)))
            self._put(connection, documents)
            # Two processes may read the same changes: neither takes the other back.
            connection.execute(sa.update(STATE).values(position=sa.func.greatest(STATE.c.position, position)))

    def position(self) -> int | None:
        made_here = sa.select(STATE.c.position).where(STATE.c.made_by == self.chain.identity)
        with self.engine.connect() as connection:
            found: int | None = connection.execute(made_here).scalar()
        return found

    def rebuild(self, documents: Iterable[Document], *, position: int) -> None:
        """One transaction: readers see the old rows until the new ones are all there."""
        with self.engine.begin() as connection:
            _one_at_a_time(connection)
            connection.execute(sa.delete(DOCUMENTS))
            connection.execute(sa.delete(STATE))
            self._put(connection, documents)
            connection.execute(sa.insert(STATE).values(made_by=self.chain.identity, position=position))

    def versions(self) -> dict[int, int]:
        with self.engine.connect() as connection:
            rows = connection.execute(sa.select(DOCUMENTS.c.entry_id, DOCUMENTS.c.version)).all()
        return {int(row[0]): int(row[1]) for row in rows}

    def close(self) -> None:
        """Nothing of its own is open: the store's engine belongs to the store."""

    def _put(self, connection: sa.Connection, documents: Iterable[Document]) -> None:
        rows = map(self._row, documents)
        new = insert(DOCUMENTS).values(
            entry_id=sa.bindparam("entry_id"),
            version=sa.bindparam("version"),
            kind=sa.bindparam("kind"),
            terms=sa.cast(sa.bindparam("terms", type_=sa.Text), TSVECTOR),
        )
        newer = new.on_conflict_do_update(
            index_elements=[DOCUMENTS.c.entry_id],
            set_={name: new.excluded[name] for name in ("version", "kind", "terms")},
            where=DOCUMENTS.c.version <= new.excluded.version,
        )
        while batch := list(itertools.islice(rows, BATCH)):
            connection.execute(newer, batch)

    def _row(self, document: Document) -> dict[str, Any]:
        terms = dict.fromkeys(self._placed(document))
        vector = " ".join(f"{_quoted(term)}:{place}{weight}" for term, place, weight in terms)
        return {
            "entry_id": document.entry_id,
            "version": document.version,
            "kind": document.kind,
            "terms": vector,
        }

    def _placed(self, document: Document) -> Iterator[tuple[str, int, str]]:
        """(term, position, weight) of every word; a gap keeps a phrase from running over from one text to the next."""
        if document.code:
            yield _code(document.code), 1, "A"
        texts = [(language, text, "AB") for language, text in document.titles.items()]
        texts += [(language, text, "CD") for language, text in document.bodies.items()]
        place = 1
        for language, text, weights in [*texts, ("fi", document.tags, "CD")]:
            place += 2
            for word in itertools.islice(words(text), MOST_WORDS):
                place = min(place + 1, LAST_POSITION)
                whole = frozenset().union(*self.chain.whole_terms(language, word))
                for term in self.chain.index_terms(language, word):
                    yield term, place, weights[0] if term in whole else weights[1]


def _one_at_a_time(connection: sa.Connection) -> None:
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))


def _rarest(connection: sa.Connection, terms: Collection[str]) -> list[tuple[str, int]]:
    """(term, in how many documents) of the few rarest that are known at all."""
    given = sorted(set(terms))
    counted = connection.execute(
        FREQUENCIES, {"terms": given, "quoted": [_quoted(term) for term in given], "common": COMMON}
    )
    rows = [(str(term), int(number)) for term, number in counted if number]
    return sorted(rows, key=lambda row: (row[1], row[0]))[:RARE]


def _literal(tsquery: str) -> Any:
    return sa.literal(tsquery, sa.Text).op("::")(sa.text("tsquery"))


def _tsquery(query: Query, chain: Chain) -> str:
    """The question in PostgreSQL's own notation, every term quoted."""
    must = [_any_of(terms) for terms in query.must]
    if query.any and must:
        must = [f"({' | '.join(must)})"]
    phrases = [f"({' <-> '.join(_any_of(terms, 'AC') for terms in phrase)})" for phrase in query.phrases]
    codes = [_any_of({_code(code), *chain.query_terms(code.lower())}) for code in query.codes]
    unwanted = [f"!{_any_of(terms)}" for terms in query.must_not if terms]
    return " & ".join([*must, *phrases, *codes, *unwanted])


def _any_of(terms: Collection[str], weights: str = "") -> str:
    suffix = f":{weights}" if weights else ""
    # A word without any term can be met by nothing; PostgreSQL has no empty set, so a term that none has stands for it.
    return f"({' | '.join(f'{_quoted(term)}{suffix}' for term in sorted(terms) or ['='])})"


def _code(code: str) -> str:
    """Codes have a sign before them that no word has, so that "u-12" in a text is not the entry U-12."""
    return f"={code.lower()}"


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
