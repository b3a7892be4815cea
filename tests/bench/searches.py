"""What searching costs at 1k, 10k and 100k entries: Whoosh, PostgreSQL and, as the yardstick, FTS5 fed with the same terms in one run."""

import contextlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rich.console import Console
from rich.progress import track
from rich.table import Table

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.likeness import key_words
from ideabank.search.postgres_engine import PostgresEngine
from ideabank.search.whoosh_engine import WhooshEngine
from tests import postgres
from tests.bench.synthetic import NOUNS, PLACES, VERBS, documents
from tests.bench.yardstick import Fts5
from tests.search.test_holds import DOCUMENTS, kill_in_mid_write

console = Console(width=118)
Ask = Callable[[Any], object]
ODD = (
    "ja on ei", "sana " * 500, '"' * 999, "-" * 999, "a* b* c* aja* var* kot* puh*", "\u202e\x00👩‍⚕️ " * 99,
    '"varaan ajanvaraus" ' * 40, " ".join(NOUNS), " ".join(f"-{noun}" for noun in NOUNS), "U-1 " * 200, "ajanvaraus*" * 50,
)  # fmt: skip


def measure_searches(sizes: list[int], samples: int) -> None:
    chain = Chain()
    with tempfile.TemporaryDirectory() as folder, postgres.running(Path(folder)) as server:
        rows: dict[tuple[str, int, str], tuple[float, float]] = {}
        slowest: dict[tuple[int, str], float] = {}
        for size in sizes:
            with _engines(Path(folder) / str(size), server.fresh(), chain, size) as engines:
                for name, questions in track(
                    _questions(chain, samples, size).items(), description=f"{size:,} entries", console=console, transient=True
                ):  # fmt: skip
                    for label, engine in engines.items():
                        rows[name, size, label] = _cost(engine, questions, label)
                for label in ("Whoosh", "PostgreSQL"):
                    slowest[size, label] = max(_wall(engines[label], chain, text) for text in ODD)
        _print(rows, sizes)
        for (size, label), cost in slowest.items():
            console.print(f"The slowest of {len(ODD)} odd questions at {size:,} entries ({label}): {cost:.0f} ms")


def measure_kills(kills: int) -> None:
    """Kills a writer in mid-commit so many times; each time the index must open, answer and take writes."""
    with tempfile.TemporaryDirectory() as folder:
        chain, bad = Chain(), 0
        first = WhooshEngine(Path(folder), chain)
        first.rebuild(DOCUMENTS, position=1)
        first.close()
        for number in track(range(kills), description="Killing writers", console=console, transient=True):
            kill_in_mid_write(Path(folder), after=number * 0.017 % 0.12)
            opened = WhooshEngine(Path(folder), chain)
            bad += opened.search(understood(chain, "ajanvaraus"), limit=50).total != len(DOCUMENTS)
            opened.close()
    console.print(f"Killed {kills} times in mid-commit: {bad} unopenable or wrong")


@contextlib.contextmanager
def _engines(folder: Path, url: str, chain: Chain, size: int) -> Iterator[dict[str, Any]]:
    folder.mkdir()
    store = sa.create_engine(url)
    engines: dict[str, Any] = {
        "Whoosh": WhooshEngine(folder / "index", chain),
        "FTS5": Fts5(str(folder / "fts.sqlite3"), chain),
        "PostgreSQL": PostgresEngine(store, chain),
    }
    for label, engine in engines.items():
        started = time.perf_counter()
        engine.rebuild(documents(size), position=1)
        console.print(f"{label}: {size:,} entries indexed in {time.perf_counter() - started:.1f} s")
    with store.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text("VACUUM ANALYZE search_document"))
    yield engines
    for engine in engines.values():
        engine.close()
    store.dispose()


def _questions(chain: Chain, samples: int, size: int) -> dict[str, list[Ask]]:
    """For each sort of question, `samples` different ones as calls of an engine."""
    luck = random.Random(5)

    def word() -> str:
        return luck.choice(
            (luck.choice(NOUNS), luck.choice(VERBS), luck.choice(PLACES), f"sana{luck.randrange(60, 5000):x}")
        )

    def ask(text: str, **options: Any) -> Ask:
        query = understood(chain, text, **options)
        return lambda engine: engine.search(query, limit=20)

    def like(text: str) -> Ask:
        groups = key_words(chain, text)
        return lambda engine: engine.nearest(groups, limit=5)

    def change(number: int) -> Ask:
        one = next(documents(1, seed=number))
        fresh = type(one)(**{**vars(one), "entry_id": luck.randrange(1, size), "version": 2 + number})
        return lambda engine: engine.update([fresh], position=number + 2)

    theme = (("theme", ("booking",)),)
    return {
        "one word": [ask(word()) for _ in range(samples)],
        "three words": [ask(f"{word()} {luck.choice(NOUNS)} {luck.choice(PLACES)}") for _ in range(samples)],
        "phrase": [ask(f'"{luck.choice(VERBS)} {luck.choice(NOUNS)}"') for _ in range(samples)],
        "beginning of a word": [ask(f"{luck.choice(NOUNS)[:5]}*") for _ in range(samples)],
        "one word, one theme": [ask(word(), filters=theme) for _ in range(samples)],
        "most like a text": [like(" ".join(word() for _ in range(18))) for _ in range(samples)],
        "one update": [change(number) for number in range(samples)],
    }


def _cost(engine: Any, questions: list[Ask], label: str) -> tuple[float, float]:
    """p50 and p95 in ms: CPU of this process, but for PostgreSQL, which works in its own, the time that passes."""
    clock = time.perf_counter if label == "PostgreSQL" else time.process_time
    costs = []
    for question in questions:
        started = clock()
        question(engine)
        costs.append((clock() - started) * 1000)
    return statistics.median(costs), statistics.quantiles(costs, n=20)[-1]


def _wall(engine: Any, chain: Chain, text: str) -> float:
    started = time.perf_counter()
    engine.search(understood(chain, text), limit=20)
    engine.nearest(key_words(chain, text[:4000]), limit=5)
    return (time.perf_counter() - started) * 1000


def _print(rows: dict[tuple[str, int, str], tuple[float, float]], sizes: list[int]) -> None:
    table = Table(title="Searching: p50 / p95 ms (CPU; PostgreSQL: time), and how many times FTS5")
    for heading in (
        "question",
        "entries",
        "Whoosh",
        "FTS5",
        "PostgreSQL",
        "Whoosh ÷ FTS5, p95",
        "PostgreSQL ÷ FTS5, p95",
    ):
        table.add_column(heading, justify="left" if heading == "question" else "right")
    for name in dict.fromkeys(name for name, _, _ in rows):
        for size in sizes:
            whoosh, fts, postgresql = (rows[name, size, label] for label in ("Whoosh", "FTS5", "PostgreSQL"))
            cells = [f"{p50:.1f} / {p95:.1f}" for p50, p95 in (whoosh, fts, postgresql)]
            ratios = [f"{one[1] / fts[1]:.1f}×" if fts[1] else "" for one in (whoosh, postgresql)]
            table.add_row(name if size == sizes[0] else "", f"{size:,}", *cells, *ratios)
    console.print(table)
