"""The engine of one machine: Whoosh, used only through the calls that its forks share. The index is a cache; the database is the truth.

Layout of the folder: `current` names the living index folder; each holds Whoosh's files, the changes since they were written
(journal.py), `made_by` (which chain made it) and the sums of its files (seal.py).

A change is a line in the journal and is found at once. When the journal has grown, its documents become a segment, together with those
segments that are not much larger (merging.py): so there are always few files, and searching costs what it costs in a new index.
"""

import contextlib
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from whoosh import index as whoosh_index
from whoosh.util.filelock import try_for

from ideabank.search import journal, merging, seal
from ideabank.search.chain import Chain
from ideabank.search.contents import Contents
from ideabank.search.likeness import Nearest
from ideabank.search.port import Document, NoIndex, Query, Results
from ideabank.search.whoosh_asking import Asking
from ideabank.search.whoosh_fields import row_of, schema
from ideabank.search.whoosh_reading import Kept, Reading
from ideabank.search.whoosh_writing import PATIENCE, Writing
from ideabank.text.plain import Json

log = logging.getLogger("ideabank")
Answer = TypeVar("Answer")
ABANDONED = 24 * 3600  # seconds
MOST_AT_ONCE = 6_000_000  # postings that a rebuild holds in memory before it writes them as a segment


class WhooshEngine:
    """One index folder, one reading renewed when the index changes, one writer at a time."""

    def __init__(self, folder: Path, chain: Chain) -> None:
        self.folder, self.chain = folder, chain
        # An index with other fields, or of another chain, counts as none.
        self._made_by = " ".join((*schema().names(), chain.identity))
        self._lock = threading.RLock()
        self._opened = ""
        self._contents: Contents | None = None
        self._read: Reading | None = None
        self._kept = Kept()
        self._open()

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        return self._ask(lambda reading: Asking(reading, query).results(limit=limit, offset=offset))

    def nearest(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
    ) -> Nearest:
        return self._ask(lambda reading: reading.nearest(groups, limit=limit, kinds=kinds, exclude=exclude))

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        return self._ask(lambda reading: reading.frequencies(terms))

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        return self._ask(lambda reading: reading.titled(beginnings, limit=limit))

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        """Raises TimeoutError when another writer holds the index for half a minute.

        Two processes may read the same changes: what is older than what the index has changes nothing.
        """
        rows = [row_of(self.chain, document) for document in documents]
        with self._alone(), self._lock:
            contents = self._current_contents()
            if 0 < position < contents.position:
                return
            with self._judging():
                fresh = [row for row in rows if row["version"] >= contents.version(row["entry_id"])]
                gone = [entry_id for entry_id in removals if contents.version(entry_id) >= 0]
                contents.add({"position": max(position, contents.position), "removals": gone, "documents": fresh})
                self._read = None
            is_long = merging.is_long(*contents.size_of_tail())
        if is_long:
            self._tidy()

    def position(self) -> int | None:
        with self._lock:
            self._keep_up()
            return None if self._contents is None else self._contents.position

    def rebuild(self, documents: Iterable[Document], *, position: int) -> None:
        fresh = self.folder / f"index-{uuid.uuid4().hex[:8]}"
        fresh.mkdir(parents=True)
        made = whoosh_index.create_in(str(fresh), schema())
        journal.begin(fresh, 0, position=position)
        rows = (row_of(self.chain, document) for document in documents)
        while (row := next(rows, None)) is not None:
            _write_segment(made, row, rows, position=position)
        made.close()
        seal.write(fresh)
        (fresh / "made_by").write_text(self._made_by)
        old = self._current_name()
        pointer = self.folder / "current.new"
        pointer.write_text(fresh.name)
        pointer.replace(self.folder / "current")
        self._open()
        self._sweep(old)

    def clean(self) -> bool:
        """Writes the segments anew from which documents were deleted, and the tail: their words stand in the files until then."""
        return self._tidy(clean=True)

    def segments(self) -> int:
        """How many segments the index has, for the doctor."""
        with self._lock:
            return len(self._current_contents().sizes())

    def _tidy(self, *, clean: bool = False) -> bool:
        """Makes a segment of the tail, with the segments that `merging` chooses; to clean, all with dead documents too. Gives whether it did."""
        with self._alone_to_write() as writing:
            with self._lock:
                contents = self._current_contents()
                sizes, dead, position = contents.sizes(), contents.dead(), contents.position
                if contents.is_clean() if clean else not merging.is_long(*contents.size_of_tail()):
                    return False
                rows = list(contents.living_rows())
                folder = contents.folder
            chosen = merging.merged_with(len(rows), sizes, most_dead=0 if clean else merging.MOST_DEAD)
            for row in rows:
                writing.add(row)
            journal.begin(folder, writing.generation, position=position)
            writing.commit(dead, merging=chosen)
            seal.write(folder)
            journal.drop(folder, but=writing.generation)
        return True

    def _sweep(self, old: str) -> None:
        """Removes the folder that was replaced, and what rebuilds that were killed have left; a younger one may be in the making."""
        for folder in self.folder.glob("index-*"):
            with contextlib.suppress(FileNotFoundError):  # another process may sweep at the same time
                left = folder.stat().st_mtime < time.time() - ABANDONED
                if folder.name == old or (left and folder.name != self._opened):
                    shutil.rmtree(folder, ignore_errors=True)

    def versions(self) -> dict[int, int]:
        with self._lock:
            return self._current_contents().versions()

    def close(self) -> None:
        with self._lock:
            if self._contents is not None:
                self._contents.close()
            self._contents = self._read = None
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
            self._opened = self._current_name()
            for pause in seal.PAUSES if self._opened else ():
                try:
                    self._open_folder(self.folder / self._opened)
                    return
                except (
                    FileNotFoundError
                ):  # another process's commit may be in the midst of changing which files there are
                    time.sleep(pause)
                except Exception as error:  # whatever a damaged index raises, the answer is a rebuild
                    log.warning("The search index could not be opened: %s", type(error).__name__)
                    return

    def _open_folder(self, folder: Path) -> None:
        # The sums come first: what Whoosh has begun to read of a damaged file it leaves open.
        if (folder / "made_by").read_text() == self._made_by and seal.agree(folder):
            self._contents = Contents(folder, whoosh_index.open_dir(str(folder)))

    def _ask(self, question: Callable[[Reading], Answer]) -> Answer:
        """What the index as it stands now answers. Raises NoIndex when there is none, and when its files turn out to be damaged."""
        with self._lock:
            contents = self._current_contents()
            with self._judging():
                if self._read is None:
                    self._read = Reading(contents, self.chain, self._kept)
                return question(self._read)

    def _current_contents(self) -> Contents:
        """What the index holds now, others' changes too. Raises NoIndex when there is none; the lock is held."""
        self._keep_up()
        if self._contents is None:
            raise NoIndex
        return self._contents

    @contextlib.contextmanager
    def _judging(self) -> Iterator[None]:
        """Whatever a damaged index raises becomes NoIndex: it is thrown away; a sound one is kept, for then the fault is ours."""
        try:
            yield
        except Exception as error:
            log.exception("The search index could not be used.", exc_info=error)
            if self._contents is not None and not seal.is_sound(self._contents.folder, self._contents.opened):
                self._discard()
            raise NoIndex from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """The lock between processes, which Whoosh's writers take too."""
        with self._lock:
            lock = self._current_contents().opened.lock("WRITELOCK")
        if not try_for(lock.acquire, timeout=PATIENCE, delay=0.01):
            raise TimeoutError("Another process is writing the search index.")
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def _alone_to_write(self) -> Iterator[Writing]:
        """A writer of segments that holds the lock; what is not committed leaves the index as it was."""
        with self._lock:
            opened = self._current_contents().opened
        try:
            writing = Writing(opened)
            with writing:
                yield writing
        except (TimeoutError, NoIndex):
            raise
        except Exception as error:
            with self._lock, self._judging():
                raise error

    def _discard(self) -> None:
        """Throws the index away for every process: until it is made anew there is none."""
        log.error("The search index is damaged; it is made anew.")
        damaged = self._current_name()
        (self.folder / "current").unlink(missing_ok=True)
        self._open()
        if damaged:
            shutil.rmtree(self.folder / damaged, ignore_errors=True)

    def _keep_up(self) -> None:
        """Follows another process's changes and rebuilds; in their midst a file may be missing for a moment: tried again."""
        raised = ""
        for pause in seal.PAUSES:
            self._follow()
            if self._contents is None:
                return
            try:
                if self._contents.follow():
                    self._read = None
                return
            except Exception as error:
                raised = type(error).__name__
            time.sleep(pause)
        log.error("The search index could not be followed: %s", raised)
        self._discard()

    def _current_name(self) -> str:
        try:
            return (self.folder / "current").read_text().strip()
        except (OSError, ValueError):  # what stands there may be no text
            return ""


def _write_segment(made: Any, first: Json, rows: Iterator[Json], *, position: int) -> None:
    """A segment of as many rows as memory should hold at once."""
    with Writing(made) as writing:
        writing.add(first)
        while writing.size < MOST_AT_ONCE and (row := next(rows, None)) is not None:
            writing.add(row)
        journal.begin(Path(made.storage.folder), writing.generation, position=position)
        writing.commit({})
        journal.drop(Path(made.storage.folder), but=writing.generation)
