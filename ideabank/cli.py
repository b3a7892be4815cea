"""The command line: `ideabank demo`, `serve`, `init`, `migrate`, `content`, `export`, `import`, `reindex`, `person`, `doctor`, `backup`."""

import contextlib
import json
import logging
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import sqlalchemy as sa
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlmodel import col

from cookbook.demo import add_activity as add_cookbook
from ideabank import sections, store
from ideabank.account.cast import CAST, add_activity, add_cast, viewers_of
from ideabank.app import open_database
from ideabank.database import Database
from ideabank.doctor import Finding
from ideabank.entries.visibility import visible_to
from ideabank.exchange import content as content_files
from ideabank.exchange.turns import PAUSE
from ideabank.i18n import LANGUAGES
from ideabank.people.models import Fact
from ideabank.settings import Settings
from ideabank.text.frontmatter import FrontMatterError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Ideabank: use cases linked to what answers them.")
console = Console(stderr=True)
HOST = "127.0.0.1"


@app.command()
def demo(port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000) -> None:
    """Runs the product with the whole starter bank and a small cast to try it as."""
    settings = Settings().at(f"http://{HOST}:{port}")
    database = _opened(settings)
    if not _is_new(database) and not _fact(database, "demo"):
        _stop(
            "This database is not a demo. Run `ideabank serve`, or set IDEABANK_DATABASE_URL to another file for the demo."
        )
    with database.writing() as session:
        session.merge(Fact(name="demo", value="yes"))
    _load(database, settings)
    with database.writing() as session:
        add_cast(session)
        add_activity(session)
        add_cookbook(session, viewers_of(session))
    _index(database, settings)
    database.close()
    console.print(f"\n[bold]Ideabank is at http://{HOST}:{port}[/bold]  (Ctrl+C stops it)\n")
    console.print(f"Try it as somebody at http://{HOST}:{port}/en/demo:")
    for role in CAST:
        console.print(f"  {role.name:<11} {role.about['en']}")
    console.print("Or sign in with any e-mail address: the code is printed here.\n")
    _run(settings, HOST, port)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = HOST,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Runs the product on the configured database, which must be migrated."""
    settings = Settings()
    database = open_database(settings)
    if not store.is_current(database):
        _stop("The database is not at the newest version. Run `ideabank init` (new) or `ideabank migrate` first.")
    if _fact(database, "demo"):
        _stop(
            "This is a demo database: anybody may enter it as anybody. Run `ideabank demo`, or set IDEABANK_DATABASE_URL."
        )
    database.close()
    _run(settings, host, port)


@app.command()
def init(starter: Annotated[bool, typer.Option(help="Load the starter bank too.")] = True) -> None:
    """Makes the database ready: migrations, and the starter bank unless --no-starter."""
    settings = Settings()
    database = _opened(settings)
    if starter:
        _load(database, settings)
    console.print("Ready. Give yourself a role: ideabank person you@example.org --role admin")


@app.command()
def migrate() -> None:
    """Brings the database to the newest version."""
    _opened(Settings())
    console.print("The database is at the newest version.")


@app.command()
def content() -> None:
    """Loads the starter bank again; what people have edited stays theirs."""
    settings = Settings()
    _load(_opened(settings), settings, pause=PAUSE)


@app.command()
def export(
    format: Annotated[str, typer.Option(help="ndjson is the one there is.")] = "ndjson",
    kind: Annotated[str, typer.Option(help="Only this kind, such as usecase.")] = "",
) -> None:
    """Writes every public entry to standard output, one JSON object a line."""
    from ideabank.exchange.documents import documents

    settings = Settings()
    known = sections.bank().kinds
    if format != "ndjson" or (kind and kind not in known):
        _stop(f"Use --format ndjson and a kind among: {', '.join(known)}.")
    with open_database(settings).reading() as session:
        for document in documents(session, kind, public_url=settings.public_url):
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


@app.command()
def person(
    email: str,
    role: Annotated[list[str] | None, typer.Option(help="Role to give; may be repeated.")] = None,
    name: Annotated[str, typer.Option(help="Name to show.")] = "",
    organisation: Annotated[int, typer.Option(help="Id of an organisation to speak for.")] = 0,
) -> None:
    """Makes a person and gives roles; the person signs in by e-mail."""
    from ideabank.people.actions import equip
    from ideabank.people.signin import tidy_address

    address = tidy_address(email)
    if address is None:
        _stop(f"{email!r} is not an e-mail address.")
    with _opened(Settings()).writing() as session:
        try:
            equip(session, address, roles=role or [], name=name, organisation_id=organisation)
        except ValueError as error:
            _stop(str(error))
    console.print(f"{address}: done.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An NDJSON file as `export` writes it.", exists=True, dir_okay=False)],
) -> None:
    """Takes in entries that another bank exported. One bad line, and nothing changes."""
    from ideabank.bringing import bring_in

    bring_in(_opened(Settings()), file, console)


@app.command()
def doctor(repair: Annotated[bool, typer.Option(help="Put right what can be derived.")] = False) -> None:
    """Recounts counters, looks for orphans, and says what does not agree."""
    from ideabank.doctor import examine, examine_index
    from ideabank.searching import Finder

    settings = Settings()
    database = open_database(settings)
    if not store.is_current(database):
        _stop("The database is not at the newest version. Run `ideabank migrate` first.")
    finder = Finder(settings, database)
    with database.writing() if repair else database.reading() as session:
        findings = _told(examine(database, session), repair)
    with database.reading() as session:
        of_index = list(examine_index(session, finder))
    findings += _told(of_index, repair)
    left = [finding for finding in findings if not (repair and finding.repair)]
    console.print(
        "Everything agrees." if not findings else f"{len(findings)} found, {len(findings) - len(left)} mended."
    )
    if left:
        raise typer.Exit(1)


def _told(found: Iterable[Finding], repair: bool) -> list[Finding]:
    """Says what was found, and mends it when it can be and should."""
    findings = list(found)
    for finding in findings:
        mended = repair and finding.repair is not None
        if mended and finding.repair:
            finding.repair()
        console.print(f"{'Mended: ' if mended else ''}{finding.what}")
    return findings


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="File to write; it must not exist.")]) -> None:
    """Copies a living SQLite database into one file."""
    from ideabank.backup import backup as copy

    try:
        copy(open_database(Settings()), target)
    except (ValueError, FileExistsError) as error:
        _stop(str(error))
    console.print(f"Backed up to {target}.")


@app.command()
def reindex() -> None:
    """Makes the search index anew from the database and switches to it."""
    settings = Settings()
    _index(open_database(settings), settings, anew=True)


@app.command()
def analyse(
    words: Annotated[list[str], typer.Argument(help="Words to look at.")],
    language: Annotated[str, typer.Option(help="fi, sv or en.")] = "fi",
) -> None:
    """Shows as JSON by which terms words are found and what they ask for."""
    from ideabank.search.chain import Chain

    if language not in LANGUAGES:
        _stop(f"--language is one of {', '.join(LANGUAGES)}.")
    sys.stdout.write(
        json.dumps(Chain(Settings().analyser).explain(language, words), ensure_ascii=False, indent=2) + "\n"
    )


def _index(database: Database, settings: Settings, *, anew: bool = False) -> None:
    """Brings the search index up to date, or makes it anew."""
    from ideabank.entries.models import Entry
    from ideabank.searching import Finder

    finder = Finder(settings, database)
    if anew or finder.engine.position() is None:
        with database.reading() as session:
            total = session.execute(sa.select(sa.func.count()).select_from(Entry).where(visible_to())).scalar_one()
        with _bar("Making the search index", total) as step:
            finder.rebuild(step)
    finder.drain_all()
    finder.close()


def _run(settings: Settings, host: str, port: int) -> None:
    import uvicorn

    from ideabank.app import create_app

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # The access log would hold what people search for: it stays off.
    uvicorn.run(create_app(settings), host=host, port=port, access_log=False, log_level="warning", server_header=False)


def _opened(settings: Settings) -> Database:
    database = open_database(settings)
    store.upgrade(database)
    return database


def _load(database: Database, settings: Settings, *, pause: float = 0) -> None:
    """Loads the starter bank; `pause` in seconds lets those who wait to write do so."""
    try:
        files = content_files.read_all(sections.bank())
    except FrontMatterError as error:
        _stop(f"Nothing was loaded. {error}")
    steps = 2 * len(files)
    with _bar("Loading the starter bank", steps) as step:
        done = content_files.load_by_turns(database, files, progress=step, pause=pause)
    console.print(
        f"Starter bank: {done.created} new, {done.updated} updated, {done.kept} as they were; {done.links} new links."
    )


@contextlib.contextmanager
def _bar(title: str, total: int) -> Iterator[content_files.Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda what: progress.advance(task)


def _is_new(database: Database) -> bool:
    from ideabank.entries.models import Entry
    from ideabank.people.models import Person

    with database.reading() as session:
        return not session.execute(
            sa.select(sa.exists(sa.select(col(Person.id))) | sa.exists(sa.select(col(Entry.id))))
        ).scalar()


def _fact(database: Database, name: str) -> bool:
    with database.reading() as session:
        return session.get(Fact, name) is not None


def _stop(message: str) -> NoReturn:
    console.print(f"[bold red]{message}[/bold red]")
    raise typer.Exit(1)
