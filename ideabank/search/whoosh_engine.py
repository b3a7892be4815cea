"""The engine of one machine: Whoosh, used only through the calls that its forks share. The index is a cache; the database is the truth.

Layout of the folder: `current` names the living index folder; each holds Whoosh's files and `made_by` (which chain made it).
"""

import contextlib
import json
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader
from whoosh.writing import LockError

from ideabank.search import seal
from ideabank.search.chain import Chain
from ideabank.search.likeness import LEAST
from ideabank.search.port import Document, NoIndex, Query, Results
from ideabank.search.whoosh_asking import Asking
from ideabank.search.whoosh_fields import fields_of, schema
from ideabank.search.whoosh_reading import Kept, Reading

log = logging.getLogger("ideabank")
Answer = TypeVar("Answer")
MERGED_EVERY = 16  # commits
ABANDONED = 24 * 3600  # seconds


class WhooshEngine:
    """One index folder, one reading renewed when the index changes, one writer at a time."""

    def __init__(self, folder: Path, chain: Chain) -> None:
        self.folder, self.chain = folder, chain
        # An index with other fields, or of another chain, counts as none.
        self._made_by = " ".join((*schema().names(), chain.identity))
        self._lock = threading.RLock()
        self._opened = ""
        self._commits = 0
        self._index: Any = None
        self._read: Reading | None = None
        self._stamps: dict[str, seal.Stamp] = {}
        self._kept = Kept()
        self._open()

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        return self._ask(lambda reading: Asking(reading, query).results(limit=limit, offset=offset))

    def similar(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
        least: float = LEAST,
    ) -> tuple[int, ...]:
        how = {"limit": limit, "kinds": kinds, "exclude": exclude, "least": least}
        return self._ask(lambda reading: reading.similar(groups, **how))  # type: ignore[arg-type]

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        return self._ask(lambda reading: reading.frequencies(terms))

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        return self._ask(lambda reading: reading.titled(beginnings, limit=limit))

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        """Raises TimeoutError when another writer holds the index for half a minute."""
        rows = [fields_of(self.chain, document) for document in documents]
        with self._changing() as writer:
            for entry_id in removals:
                writer.delete_by_term("key", str(entry_id))
            for row in rows:
                writer.update_document(**row)
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
        made = whoosh_index.create_in(str(fresh), schema())
        with self._writing(made, limitmb=128) as writer:
            for document in documents:
                writer.add_document(**fields_of(self.chain, document))
        made.close()
        (fresh / "made_by").write_text(self._made_by)
        (fresh / "position.json").write_text(json.dumps({"position": position}))
        old = self._current_name()
        pointer = self.folder / "current.new"
        pointer.write_text(fresh.name)
        pointer.replace(self.folder / "current")
        self._open()
        self._sweep(old)

    def clean(self) -> bool:
        """Merges the segments from which documents were deleted: their words stand in the files until then."""
        if not self._ask(lambda reading: reading.searcher.reader().has_deletions()):
            return False
        with self._changing(_without_deleted):
            pass
        return True

    def _sweep(self, old: str) -> None:
        """Removes the folder that was replaced, and what rebuilds that were killed have left; a younger one may be in the making."""
        for folder in self.folder.glob("index-*"):
            with contextlib.suppress(FileNotFoundError):  # another process may sweep at the same time
                left = folder.stat().st_mtime < time.time() - ABANDONED
                if folder.name == old or (left and folder.name != self._opened):
                    shutil.rmtree(folder, ignore_errors=True)

    def versions(self) -> dict[int, int]:
        return self._ask(lambda reading: {one["entry_id"]: one["version"] for one in reading.searcher.documents()})

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
        if (folder / "made_by").read_text() != self._made_by or not seal.agree(folder):
            return
        opened = whoosh_index.open_dir(str(folder))
        seal.stamps(folder, seal.used(seal.known_in(folder), opened))  # none of them is missing
        reading, stamps = Reading(opened.searcher(), self.chain, self._kept), seal.stamped(folder, opened)
        self._index, self._read, self._stamps = opened, reading, stamps

    def _ask(self, question: Callable[[Reading], Answer]) -> Answer:
        """What the index as it stands now answers. Raises NoIndex when there is none, and when its files turn out to be damaged."""
        with self._lock:
            while True:
                self._keep_up()
                if self._read is None:
                    raise NoIndex
                try:
                    return question(self._read)
                except Exception as error:
                    # Another process may have merged files away that were not yet open: the next state has others.
                    if self._is_current():
                        self._judge(error)
                        raise NoIndex from error

    def _is_current(self) -> bool:
        try:
            return self._read is None or bool(self._read.searcher.up_to_date())
        except Exception:  # the list of contents itself is damaged
            return True

    @contextlib.contextmanager
    def _changing(self, how: Any = None) -> Iterator[Any]:
        """A writer of the index as it stands; `how` it merges segments in the end. Raises NoIndex as asking does."""
        with self._lock:
            self._keep_up()
            opened = self._index
        if opened is None:
            raise NoIndex
        try:
            with self._writing(opened, how) as writer:
                yield writer
        except TimeoutError:
            raise
        except Exception as error:
            with self._lock:
                self._judge(error)
            raise NoIndex from error

    def _judge(self, error: Exception) -> None:
        """What the index has raised: a damaged one is thrown away, a sound one is kept, for then the fault is ours."""
        log.exception("The search index could not be used.", exc_info=error)
        if self._index is not None and not seal.is_sound(self._current(), self._index):
            self._discard()

    def _discard(self) -> None:
        """Throws the index away for every process: until it is made anew there is none."""
        log.error("The search index is damaged; it is made anew.")
        damaged = self._current_name()
        (self.folder / "current").unlink(missing_ok=True)
        self._open()
        if damaged:
            shutil.rmtree(self.folder / damaged, ignore_errors=True)

    def _keep_up(self) -> None:
        """Follows another process's commits and rebuilds; in their midst a file may be missing for a moment: tried again."""
        raised = "its files were changed"
        for pause in seal.PAUSES:
            self._follow()
            if self._read is None:
                return
            try:
                if not self._read.searcher.up_to_date():
                    self._reopen(self._read)
                if seal.stamps(self._current(), self._stamps) == self._stamps:
                    return
            except Exception as error:
                raised = type(error).__name__
            time.sleep(pause)
        log.error("The search index could not be followed: %s", raised)
        self._discard()

    def _reopen(self, old: Reading) -> None:
        """A new searcher, not `refresh`: that keeps the readers of old segments, and with them deleted documents."""
        self._read = Reading(self._index.searcher(), self.chain, self._kept)
        self._stamps = seal.stamped(self._current(), self._index)
        old.searcher.close()

    @contextlib.contextmanager
    def _writing(self, opened: Any, how: Any = None, **options: Any) -> Any:
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
        writer.commit(mergetype=how, merge=self._commits % MERGED_EVERY == 0)
        seal.write(Path(opened.storage.folder))

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
        except (OSError, ValueError):  # what stands there may be no text
            return ""


def _without_deleted(writer: Any, segments: list[Any]) -> list[Any]:
    """Writes the segments that hold deleted documents anew without them; gives those that stay as they are."""
    for segment in segments:
        if segment.deleted_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [segment for segment in segments if not segment.deleted_count()]
