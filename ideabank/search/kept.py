"""Answers that are kept for a while, a bounded number of them: the oldest goes first. Plain values, safe between threads."""

import threading
import time

Key = tuple[int, int]
MOST_KEPT = 2_000


class KeptAnswers:
    """Ids by entry and version, each until its time has passed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[Key, tuple[float, list[int]]] = {}

    def get(self, key: Key, *, also_old: bool = False) -> list[int] | None:
        """What is kept; with `also_old` even when its time has passed."""
        with self._lock:
            kept = self._kept.get(key)
        return kept[1] if kept is not None and (also_old or kept[0] >= time.monotonic()) else None

    def put(self, key: Key, ids: list[int], *, seconds: float) -> None:
        with self._lock:
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = time.monotonic() + seconds, ids
