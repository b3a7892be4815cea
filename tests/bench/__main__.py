"""Loads 1k, 10k and 100k synthetic use cases and prints what pages and searches cost: `make bench`, or ARGS="--sizes 1000,10000"."""

import argparse
import asyncio
import contextlib
import dataclasses
import gzip
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import sqlalchemy as sa
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlmodel import col
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from ideabank.app import create_app, open_database
from ideabank.entries.models import Entry, EntryText
from ideabank.exchange.content import load, read_all
from ideabank.settings import Settings
from ideabank.upkeep import schema as store
from ideabank.upkeep.services import Services
from tests.bench.ageing import measure_ageing
from tests.bench.searches import measure_kills, measure_searches
from tests.bench.synthetic import fill

console = Console(width=118)
REQUESTS = 10
PAGES = {
    "list": "/fi/usecases",
    "list, filtered": "/fi/usecases?theme=booking&met=unmet&sort=newest",
    "entry page": "/fi/usecases/{one}-kaytto-{one}",
    "cookbook": "/fi/recipes",
    "recipe page": "/fi/recipes/{recipe}",
    "requirements": "/fi/requirements",
    "search, one word": "/fi/search?q=ajanvarauksen",
    "search, three words": "/fi/search?q=ajanvaraus+puhelimella+potilas",
}
Answer = Callable[[str], Awaitable[tuple[int, bytes]]]


@dataclasses.dataclass(frozen=True)
class Cost:
    """What one page costs: CPU ms a request (median of rounds), requests a second on one core, queries, bytes."""

    cpu: float
    rate: float
    queries: int
    size: int


def main() -> None:
    arguments = _arguments()
    if "search" in arguments.parts:
        measure_searches(arguments.sizes, arguments.samples)
    if "ageing" in arguments.parts:
        measure_ageing(arguments.sizes)
    if "kills" in arguments.parts:
        measure_kills(arguments.kills)
    if "pages" in arguments.parts:
        measure_pages(arguments)


def measure_pages(arguments: argparse.Namespace) -> None:
    with contextlib.ExitStack() as stack:
        apps = {size: stack.enter_context(_filled(size)) for size in arguments.sizes}
        rows = {}
        for page, path in track(PAGES.items(), description="Measuring", console=console, transient=True):
            rows.update({(page, size): costs for size, costs in _compare(apps, path, arguments.rounds).items()})
    _print(rows, arguments.sizes)


@contextlib.contextmanager
def _filled(size: int) -> Iterator[Starlette]:
    """An application on a bank of so many use cases, indexed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/bench.sqlite3", index_dir=f"{folder}/index")
        database = open_database(settings)
        store.upgrade(database)
        console.print(f"Filling {size:,} use cases …")
        with database.writing() as session:
            fill(session, size)
            load(session, read_all(session.info["bank"]))
        with database.engine.connect() as connection:
            connection.execute(sa.text("ANALYZE"))
            connection.commit()
        database.close()
        app = create_app(settings, background=False)
        started = time.perf_counter()
        app.state.site.search.rebuild()
        console.print(f"Indexed in {time.perf_counter() - started:.1f} s.")
        yield app
        app.state.site.keeper(Services).close()


def _compare(apps: dict[int, Starlette], path: str, rounds: int) -> dict[int, tuple[Cost, Cost]]:
    """One page at every size, in turn: a noisy minute hits all sizes and the bare answer alike, so ratios hold."""
    costs: dict[int, list[tuple[Cost, Cost]]] = {size: [] for size in apps}
    for _ in range(rounds):
        for size, app in apps.items():
            costs[size].append(asyncio.run(_cost(app, path.format(one=size // 2, recipe=_recipe(app)))))
    return {
        size: (_median([one[0] for one in pairs]), _median([one[1] for one in pairs])) for size, pairs in costs.items()
    }


def _recipe(app: Starlette) -> str:
    """The address part of a long recipe of the starter bank."""
    with app.state.site.database.reading() as session:
        query = sa.select(col(Entry.id), col(EntryText.slug)).join(EntryText, col(EntryText.entry_id) == col(Entry.id))
        wanted = (col(Entry.content_key) == "ajanvarauspalvelun-liittaminen", col(EntryText.language) == "fi")
        number, slug = session.execute(query.where(*wanted)).one()
    return f"{number}-{slug}"


def _median(costs: list[Cost]) -> Cost:
    cpu, rate = statistics.median(one.cpu for one in costs), statistics.median(one.rate for one in costs)
    return dataclasses.replace(costs[-1], cpu=cpu, rate=rate)


async def _cost(app: Starlette, path: str) -> tuple[Cost, Cost]:
    """This page's cost, and that of a bare Starlette answer of the same bytes in the same run."""
    answer = _caller(app)
    status, body = await answer(path)
    assert status == 200, f"{path}: {status}"
    plain = HTMLResponse(body)
    bare = Starlette(routes=[Route("/bare", lambda request: plain)])
    queries = await _queries(app, answer, path)
    return await _timed(answer, path, queries, body), await _timed(_caller(bare), "/bare", 0, body)


async def _timed(answer: Answer, path: str, queries: int, body: bytes) -> Cost:
    for _ in range(2):
        await answer(path)
    cpu_start, wall_start = time.process_time(), time.perf_counter()
    for _ in range(REQUESTS):
        await answer(path)
    cpu, wall = time.process_time() - cpu_start, time.perf_counter() - wall_start
    return Cost(cpu / REQUESTS * 1000, REQUESTS / wall, queries, len(gzip.compress(body, 5)))


async def _queries(app: Starlette, answer: Answer, path: str) -> int:
    seen = 0

    def count(*_: Any) -> None:
        nonlocal seen
        seen += 1

    engine = app.state.site.database.engine
    sa.event.listen(engine, "before_cursor_execute", count)
    await answer(path)
    sa.event.remove(engine, "before_cursor_execute", count)
    return seen


def _caller(app: Starlette) -> Answer:
    """Calls the application as a server would, without a server."""

    async def answer(path: str) -> tuple[int, bytes]:
        where, _, query = path.partition("?")
        scope = {
            "type": "http", "method": "GET", "path": where, "raw_path": where.encode(), "query_string": query.encode(),
            "headers": [(b"host", b"127.0.0.1:8000")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
            "scheme": "http", "root_path": "", "http_version": "1.1",
        }  # fmt: skip
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await app(scope, receive, send)
        return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])

    return answer


def _print(rows: dict[tuple[str, int], tuple[Cost, Cost]], sizes: list[int]) -> None:
    table = Table(
        title="CPU ms a request (one process), beside a bare Starlette answer of the same size in the same run"
    )
    for heading in ("page", "entries", "CPU ms", "bare ms", "rps", "bare rps", "queries", "kB gz", "growth"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for page in PAGES:
        first = rows[page, sizes[0]][0].cpu
        for size in sizes:
            cost, bare = rows[page, size]
            cells = (
                f"{cost.cpu:.2f}",
                f"{bare.cpu:.3f}",
                f"{cost.rate:.0f}",
                f"{bare.rate:.0f}",
                str(cost.queries),
                f"{cost.size / 1000:.1f}",
            )
            table.add_row(page if size == sizes[0] else "", f"{size:,}", *cells, f"{cost.cpu / first:.2f}×")
    console.print(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument(
        "--sizes", type=lambda text: [int(one) for one in text.split(",")], default=[1_000, 10_000, 100_000]
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--samples", type=int, default=60, help="questions of each sort")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--parts", type=lambda text: text.split(","), default=["pages", "search", "ageing", "kills"])
    return parser.parse_args()


main()
