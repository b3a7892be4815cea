"""The engine of one machine: Whoosh, used only through the calls that its forks share. The index is a cache; the database is the truth.

Layout of the folder: `current` names the living index folder; each holds Whoosh's files and `made_by` (which chain made it).
"""

import contextlib
import json
import shutil
import threading
import time
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.index import EmptyIndexError
from whoosh.writing import LockError

from ideabank.search.chain import Chain
from ideabank.search.likeness import LEAST
from ideabank.search.port import FACETS, Document, Query, Results
from ideabank.search.whoosh_reading import Kept, Reading, beginnings_of, pair

TITLE_WEIGHT = 4
MERGED_EVERY = 16  # commits
ABANDONED = 24 * 3600  # seconds


class WhooshEngine:
    """One index folder, one reading renewed when the index changes, one writer at a time."""

    def __init__(self, folder: Path, chain: Chain) -> None:
        self.folder, self.chain = folder, chain
        # An index with other fields, or of another chain, counts as none.
        self._made_by = " ".join((*_schema().names(), chain.identity))
        self._lock = threading.RLock()
        self._opened = ""
        self._commits = 0
        self._index: Any = None
        self._read: Reading | None = None
        self._kept = Kept()
        self._open()

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        with self._reading() as reading:
            return reading.search(query, limit=limit, offset=offset) if reading else Results()

    def similar(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
        least: float = LEAST,
    ) -> tuple[int, ...]:
        with self._reading() as reading:
            return reading.similar(groups, limit=limit, kinds=kinds, exclude=exclude, least=least) if reading else ()

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        with self._reading() as reading:
            return reading.frequencies(terms) if reading else {}

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        with self._reading() as reading:
            return reading.titled(beginnings, limit=limit) if reading else ()

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
        (fresh / "made_by").write_text(self._made_by)
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
        with self._reading() as reading:
            documents = reading.searcher.documents() if reading else ()
            return {fields["entry_id"]: fields["version"] for fields in documents}

    def close(self) -> None:
        with self._lock:
            if self._read is not None:
                self._read.searcher.close()
            if self._index is not None:
                self._index.close()
            self._read = self._index = None
            self._kept.clear()

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
                if (self.folder / name / "made_by").read_text() != self._made_by:
                    return
                opened = whoosh_index.open_dir(str(self.folder / name))
                searcher = opened.searcher()
            except Exception:  # whatever a damaged index raises, the answer is a rebuild
                return
            self._index, self._read = opened, Reading(searcher, self.chain, self._kept)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Reading | None]:
        """The index as it stands now; None when there is none."""
        with self._lock:
            self._keep_up()
            yield self._read

    def _keep_up(self) -> None:
        """Follows another process's commits and rebuilds; in their midst a file may be missing for a moment: tried again."""
        for pause in (0.01, 0.05, 0.2):
            self._follow()
            try:
                if self._read is not None and not self._read.searcher.up_to_date():
                    self._reopen(self._read)
                return
            except (FileNotFoundError, EmptyIndexError):
                time.sleep(pause)

    def _reopen(self, old: Reading) -> None:
        """A new searcher, not `refresh`: that keeps the readers of old segments, and with them deleted documents."""
        self._read = Reading(self._index.searcher(), self.chain, self._kept)
        old.searcher.close()

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
        # Small segments are merged now and then, not at every commit: that costs ten times what the change itself does.
        self._commits += 1
        writer.commit(merge=self._commits % MERGED_EVERY == 0)

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
            "theme": document.theme,
            "county": document.county,
            "status": document.status,
            "language": " ".join(document.titles),
            "code": document.code.upper(),
            "beginnings": " ".join(beginnings_of(document.titles.values())),
            "terms": " ".join(terms),
            "pairs": " ".join(self._pairs(document)),
        }

    def _pairs(self, document: Document) -> set[str]:
        """Neighbouring words of each text by their first base forms, for phrases."""
        found: set[str] = set()
        for texts in (document.titles, document.bodies):
            for language, text in texts.items():
                bases = [min(terms) for terms in self.chain.whole_terms(language, text)]
                found.update(map(pair, bases, bases[1:]))
        return found

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
        **{name: KEYWORD(scorable=False) for name in (*FACETS, "beginnings", "pairs")},
        code=ID,
        terms=TEXT(analyzer=spaced, phrase=False),
    )
