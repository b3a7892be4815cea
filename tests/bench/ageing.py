"""What an index costs that a thousand edits, one at a time, have gone over: beside a fresh one of the same bank, in the same run."""

import dataclasses
import random
import statistics
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.likeness import key_words
from ideabank.search.port import Document
from ideabank.search.whoosh_engine import WhooshEngine
from tests.bench.synthetic import NOUNS, PLACES, VERBS, documents

console = Console(width=118)
EDITS, ROUNDS = 1_000, 7


def measure_ageing(sizes: list[int]) -> None:
    chain = Chain()
    table = Table(title=f"An index after {EDITS} edits, beside a fresh one of the same bank: CPU ms")
    for heading in (
        "entries",
        "one update, p50 / p95 / max",
        "search, aged",
        "fresh",
        "aged ÷ fresh",
        "segments",
        "files",
    ):
        table.add_column(heading, justify="right")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            table.add_row(f"{size:,}", *_aged(Path(folder), chain, size))
    console.print(table)


def _aged(folder: Path, chain: Chain, size: int) -> list[str]:
    aged, fresh = (WhooshEngine(folder / name, chain) for name in ("aged", "fresh"))
    bank = {document.entry_id: document for document in documents(size)}
    aged.rebuild(bank.values(), position=1)
    updates = _edited(aged, bank)
    fresh.rebuild(bank.values(), position=1)
    costs = [(_searched(aged, chain), _searched(fresh, chain)) for _ in range(ROUNDS)]
    old, new = (min(of_one) for of_one in zip(*costs, strict=True))
    files = len([file for file in (folder / "aged").rglob("*") if file.is_file()])
    told = f"{statistics.median(updates):.1f} / {statistics.quantiles(updates, n=20)[-1]:.1f} / {max(updates):.0f}"
    row = [told, f"{old:.2f}", f"{new:.2f}", f"{old / new:.2f}×", str(aged.segments()), str(files)]
    aged.close()
    fresh.close()
    return row


def _edited(engine: WhooshEngine, bank: dict[int, Document]) -> list[float]:
    luck, costs = random.Random(6), []
    for turn in track(range(EDITS), description="Editing", console=console, transient=True):
        number = luck.choice(list(bank))
        [other] = documents(1, seed=turn + 2)
        bank[number] = dataclasses.replace(other, entry_id=number, version=turn + 2, code=f"U-{number}")
        started = time.process_time()
        engine.update([bank[number]], position=turn + 2)
        costs.append((time.process_time() - started) * 1000)
    return costs


def _searched(engine: WhooshEngine, chain: Chain) -> float:
    """CPU ms a question, of one word, of three, and of likeness."""
    luck = random.Random(7)
    texts = [*NOUNS, *(f"{luck.choice(NOUNS)} {luck.choice(VERBS)} {luck.choice(PLACES)}" for _ in NOUNS)]
    questions = [(understood(chain, text), key_words(chain, text)) for text in texts]
    started = time.process_time()
    for asked, like in questions:
        engine.search(asked, limit=20)
        engine.nearest(like, limit=5)
    return (time.process_time() - started) * 1000 / len(questions)
