"""The engine of one machine: Whoosh, used only through the calls that its forks share. The index is a cache; the database is the truth.

Layout of the folder: `current` names the living index folder; each holds Whoosh's files and `made_by` (which chain made it).
"""

import contextlib
import json
import shutil
import threading
import time
import uuid
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import EmptyIndexError
from whoosh.query import And, AndNot, NullQuery, Or, Phrase, Term
from whoosh.searching import Searcher
from whoosh.writing import LockError

from ideabank.search.chain import Chain
from ideabank.search.port import Document, Query, Results

TITLE_WEIGHT = 4
RARE, KEY = 5, 8
ABANDONED = 24 * 3600  # seconds


class WhooshEngine:
    """One index folder, one searcher refreshed when the index changes, one writer at a time."""

    def __init__(self, folder: Path, chain: Chain) -> None:
        self.folder, self.chain = folder, chain
        self._lock = threading.RLock()
        self._opened = ""
        self._index: Any = None
        self._searcher: Searcher | None = None
        self._kinds: tuple[Searcher, dict[str, frozenset[int]]] | None = None
        self._open()

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        with self._searching() as searcher:
            if searcher is None or query.is_empty:
                return Results()
            asked = _whoosh_query(query, self.chain)
            wanted = _of_kinds(query.kinds)
            found = searcher.search(asked, limit=min(offset + limit, 10_000), filter=wanted)
            ids = tuple(hit["entry_id"] for hit in found[offset : offset + limit])
            by_kind = self._by_kind(searcher, asked)
            total = sum(by_kind.get(kind, 0) for kind in query.kinds or by_kind)
            return Results(ids, max(total, len(ids)), by_kind)

    def similar(self, terms: Collection[str], *, limit: int, exclude: Collection[int] = ()) -> tuple[int, ...]:
        with self._searching() as searcher:
            if searcher is None or not terms:
                return ()
            reader = searcher.reader()
            rarity = sorted(
                (frequency, term) for term in set(terms) if (frequency := reader.doc_frequency("terms", term))
            )
            chosen = [term for _frequency, term in rarity[:KEY]]
            if not chosen:
                return ()
            found = searcher.search(Or([Term("terms", term) for term in chosen]), limit=limit + len(exclude))
            return tuple(hit["entry_id"] for hit in found if hit["entry_id"] not in exclude)[:limit]

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        """Raises TimeoutError when another writer holds the index for half a minute."""
        self._follow()
        if self._index is None:
            self.rebuild(documents, position=position)
            return
        with self._writing(self._index) as writer:
            for entry_id in removals:
                writer.delete_by_term("key", str(entry_id))
            for document in documents:
                writer.update_document(**self._fields(document))
        self._remember(position)

    def position(self) -> int | None:
        self._follow()
        if self._index is None:
            return None
        try:
            return int(json.loads((self._current() / "position.json").read_text())["position"])
        except (OSError, ValueError, KeyError):
            return None

    def rebuild(self, documents: Iterable[Document], *, position: int) -> None:
        fresh = self.folder / f"index-{uuid.uuid4().hex[:8]}"
        fresh.mkdir(parents=True)
        made = whoosh_index.create_in(str(fresh), _schema())
        with self._writing(made, limitmb=128) as writer:
            for document in documents:
                writer.add_document(**self._fields(document))
        made.close()
        (fresh / "made_by").write_text(self.chain.identity)
        (fresh / "position.json").write_text(json.dumps({"position": position}))
        old = self._current_name()
        pointer = self.folder / "current.new"
        pointer.write_text(fresh.name)
        pointer.replace(self.folder / "current")
        self._open()
        self._sweep(old)

    def _sweep(self, old: str) -> None:
        """Removes the folder that was replaced, and what rebuilds that were killed have left; a younger one may be in the making."""
        for folder in self.folder.glob("index-*"):
            with contextlib.suppress(FileNotFoundError):  # another process may sweep at the same time
                left = folder.stat().st_mtime < time.time() - ABANDONED
                if folder.name == old or (left and folder.name != self._opened):
                    shutil.rmtree(folder, ignore_errors=True)

    def versions(self) -> dict[int, int]:
        with self._searching() as searcher:
            if searcher is None:
                return {}
            return {fields["entry_id"]: fields["version"] for fields in searcher.documents()}

    def close(self) -> None:
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
            if self._index is not None:
                self._index.close()
            self._searcher = self._index = self._kinds = None

    def _follow(self) -> None:
        """Opens what `current` names now: `ideabank reindex` in another process switches folders under a running server."""
        with self._lock:
            if self._current_name() != self._opened:
                self._open()

    def _open(self) -> None:
        """Opens the living index; one that is missing, broken or of another chain counts as none."""
        with self._lock:
            self.close()
            self._opened = name = self._current_name()
            if not name:
                return
            try:
                if (self.folder / name / "made_by").read_text() != self.chain.identity:
                    return
                opened = whoosh_index.open_dir(str(self.folder / name))
                searcher = opened.searcher()
            except Exception:  # whatever a damaged index raises, the answer is a rebuild
                return
            self._index, self._searcher = opened, searcher

    @contextlib.contextmanager
    def _searching(self) -> Any:
        """The searcher, brought up to date."""
        with self._lock:
            self._keep_up()
            yield self._searcher

    def _keep_up(self) -> None:
        """Follows another process's commits and rebuilds; in their midst a file may be missing for a moment: tried again."""
        for pause in (0.01, 0.05, 0.2):
            self._follow()
            try:
                if self._searcher is not None and not self._searcher.up_to_date():
                    self._reopen(self._searcher)
                return
            except (FileNotFoundError, EmptyIndexError):
                time.sleep(pause)

    def _reopen(self, old: Searcher) -> None:
        """A new searcher, not `refresh`: that keeps the readers of old segments, and with them deleted documents."""
        self._searcher = self._index.searcher()
        old.close()

    @contextlib.contextmanager
    def _writing(self, opened: Any, **options: Any) -> Any:
        try:
            # `compound=False`: one update at 100k documents costs 2.4 ms instead of 99 (SEARCH.md).
            writer = opened.writer(timeout=30, compound=False, **options)
        except LockError as error:
            raise TimeoutError("Another process is writing the search index.") from error
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def _fields(self, document: Document) -> dict[str, Any]:
        terms: list[str] = []
        for language, title in document.titles.items():
            terms += self.chain.index_terms(language, title) * TITLE_WEIGHT
        for language, body in document.bodies.items():
            terms += self.chain.index_terms(language, body)
        terms += self.chain.index_terms("fi", document.tags)
        return {
            "key": str(document.entry_id),
            "entry_id": document.entry_id,
            "version": document.version,
            "kind": document.kind,
            "code": document.code.upper(),
            "terms": " ".join(terms),
            "words": self._in_order(document),
        }

    def _in_order(self, document: Document) -> str:
        """One base form a word, for phrases; a gap keeps a phrase from running over from title to body."""
        runs = []
        for texts in (document.titles, document.bodies):
            for language, text in texts.items():
                runs.append(
                    " ".join(sorted(terms)[0] if terms else "?" for terms in self.chain.whole_terms(language, text))
                )
        return " ? ? ".join(runs)

    def _by_kind(self, searcher: Searcher, asked: Any) -> dict[str, int]:
        """Counts by kind from sets of document numbers; the sets of the kinds are kept as long as the index stands."""
        if self._kinds is None or self._kinds[0] is not searcher:
            kinds = [kind.decode() for kind in searcher.reader().lexicon("kind")]
            self._kinds = searcher, {kind: frozenset(searcher.docs_for_query(Term("kind", kind))) for kind in kinds}
        matching = set(searcher.docs_for_query(asked))
        counts = {kind: len(matching & members) for kind, members in self._kinds[1].items()}
        return {kind: count for kind, count in counts.items() if count}

    def _remember(self, position: int) -> None:
        if position:
            target = self._current() / "position.json"
            fresh = target.with_suffix(".new")
            fresh.write_text(json.dumps({"position": position}))
            fresh.replace(target)

    def _current(self) -> Path:
        return self.folder / self._current_name()

    def _current_name(self) -> str:
        try:
            return (self.folder / "current").read_text().strip()
        except OSError:
            return ""


def _schema() -> Schema:
    spaced = SpaceSeparatedTokenizer()
    return Schema(
        key=ID(unique=True),
        entry_id=STORED,
        version=STORED,
        kind=ID(stored=True),
        code=ID,
        terms=TEXT(analyzer=spaced, phrase=False),
        words=TEXT(analyzer=spaced, phrase=True),
    )


def _whoosh_query(query: Query, chain: Chain) -> Any:
    parts = [Or([Term("terms", term) for term in sorted(terms)]) for terms in query.must]
    if query.any and parts:
        parts = [Or(parts)]
    parts += [_phrase(phrase) for phrase in query.phrases]
    parts += [_code(code, chain) for code in query.codes]
    asked = And(parts) if parts else NullQuery
    if not query.must_not:
        return asked
    return AndNot(asked, Or([Term("terms", term) for terms in query.must_not for term in sorted(terms)]))


def _code(code: str, chain: Chain) -> Any:
    """The entry of this code first, then those that mention it."""
    mentions = [Term("terms", term) for term in sorted(chain.query_terms(code.lower()))]
    return Or([Term("code", code, boost=20), *mentions])


def _phrase(sets: tuple[frozenset[str], ...]) -> Any:
    """A phrase of alternatives: each alternative of each word must be its first base form, as it was indexed."""
    return Or([Phrase("words", list(run)) for run in _runs(sets)])


def _runs(sets: tuple[frozenset[str], ...]) -> list[tuple[str, ...]]:
    runs: list[tuple[str, ...]] = [()]
    for terms in sets[:8]:
        runs = [(*run, term) for run in runs for term in sorted(terms)][:64]
    return runs


def _of_kinds(kinds: tuple[str, ...]) -> Any:
    return Or([Term("kind", kind) for kind in kinds]) if kinds else None
