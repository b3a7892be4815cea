"""SQLite's FTS5 fed with our own terms: what the search engines are measured against. It lives here only."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from ideabank.search.chain import Chain
from ideabank.search.likeness import Near, Nearest
from ideabank.search.port import Document, Query, Results

TITLE_WEIGHT = 4
RARE = 8


class Fts5:
    """Answers the questions of the bench, and no others, through the calls of the port."""

    def __init__(self, file: str, chain: Chain) -> None:
        self.chain = chain
        self.store = sqlite3.connect(file, isolation_level=None)
        self.store.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            """CREATE VIRTUAL TABLE words USING fts5 (terms, forms, tokenize = "unicode61 remove_diacritics 0 tokenchars '~:='");"""
            "CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);"
        )

    def rebuild(self, documents: Iterable[Document], *, position: int) -> None:
        self.store.execute("BEGIN")
        for document in documents:
            self._put(document)
        self.store.execute("COMMIT")

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        self.store.execute("BEGIN")
        for document in documents:
            self.store.execute("DELETE FROM words WHERE rowid = ?", [document.entry_id])
            self._put(document)
        self.store.execute("COMMIT")

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        asked = " AND ".join(
            [f"terms : ({' OR '.join(map(_quoted, sorted(terms)))})" for terms in query.must]
            + [f'forms : "{" ".join(min(terms) for terms in phrase)}"' for phrase in query.phrases]
            + [f"{_quoted(one)} *" for one in query.prefixes]
        )
        asked += "".join(
            f" AND ({' OR '.join(_quoted('=' + one) for one in values)})" for _facet, values in query.filters
        )
        rows = self.store.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", [asked, limit])
        return Results(tuple(row[0] for row in rows))

    def nearest(self, groups: Sequence[Mapping[str, float]], *, limit: int, exclude: Collection[int] = ()) -> Nearest:
        terms = sorted({term for group in groups for term in group})
        marks = ",".join("?" * len(terms))
        rarest = self.store.execute(
            f"SELECT term FROM vocabulary WHERE term IN ({marks}) ORDER BY doc LIMIT {RARE}", terms
        )
        asked = " OR ".join(_quoted(row[0]) for row in rarest)
        rows = self.store.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", [asked, limit])
        return Nearest(tuple(Near(row[0], 1.0) for row in rows))

    def close(self) -> None:
        self.store.close()

    def _put(self, document: Document) -> None:
        terms: list[str] = []
        for language, title in document.titles.items():
            terms += self.chain.index_terms(language, title) * TITLE_WEIGHT
        for language, body in document.bodies.items():
            terms += self.chain.index_terms(language, body)
        terms.append(f"={document.theme}")
        texts = [*document.titles.items(), *document.bodies.items()]
        words = " . ".join(" ".join(map(min, self.chain.whole_terms(language, text))) for language, text in texts)
        self.store.execute(
            "INSERT INTO words (rowid, terms, forms) VALUES (?, ?, ?)", [document.entry_id, " ".join(terms), words]
        )


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
