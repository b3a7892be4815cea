"""The command line: `ideabank demo`, `serve`, `init`, `migrate`, `content`, `export`, `import`, `reindex`, `person`, `doctor`, `backup`."""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer
from sqlmodel import col

from cookbook.demo import add_activity as add_cookbook
from ideabank import sections
from ideabank.database import Database
from ideabank.demo.cast import CAST, add_activity, add_cast, viewers_of
from ideabank.entries.visibility import visible_to
from ideabank.errors import Refused
from ideabank.exchange import content as content_files
from ideabank.exchange.turns import PAUSE
from ideabank.i18n import LANGUAGES
from ideabank.people.models import Fact
from ideabank.settings import Settings, from_environment, strangers
from ideabank.text.frontmatter import FrontMatterError
from ideabank.text.plain import Json
from ideabank.upkeep import importing, opening
from ideabank.upkeep.console import NOT_BEGUN, Plain, bar, console, say, stop, warn
from ideabank.upkeep.doctor import Finding

app = typer.Typer(
    cls=Plain,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Ideabank: use cases linked to what answers them.",
)
HOST = "127.0.0.1"
Port = Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)]


@app.callback()
def begun() -> None:
    for sentence in strangers(os.environ):
        warn(sentence)


@app.command()
def demo(port: Port = 8000) -> None:
    """Runs the product with the whole starter bank and a small cast to try it as."""
    settings = from_environment().at(f"http://{HOST}:{port}")
    database = opening.prepared(settings)
    if not _is_new(database) and not _fact(database, "demo"):
        stop(
            "This database is not a demo. Run `ideabank serve`, or set IDEABANK_DATABASE_URL to another file for the demo.",
            code=NOT_BEGUN,
        )
    with database.writing() as session:
        session.merge(Fact(name="demo", value="yes"))
    _load(database)
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
    port: Port = 8000,
) -> None:
    """Runs the product on the configured database, which must be migrated."""
    settings = from_environment()
    database = opening.existing(settings)
    if _fact(database, "demo"):
        stop(
            "This is a demo database: anybody may enter it as anybody. Run `ideabank demo`, or set IDEABANK_DATABASE_URL.",
            code=NOT_BEGUN,
        )
    database.close()
    if not settings.known_url:
        warn(
            f"IDEABANK_PUBLIC_URL is not set: links in letters lead to {settings.public_url}, and pages do not tell search engines "
            "their address. Set it to the address people use."
        )
    _run(settings, host, port)


@app.command()
def init(starter: Annotated[bool, typer.Option(help="Load the starter bank too.")] = True) -> None:
    """Makes the database ready: migrations, and the starter bank unless --no-starter."""
    settings = from_environment()
    database = opening.prepared(settings)
    if starter:
        _load(database)
    console.print("Ready. Give yourself a role: ideabank person you@example.org --role admin")


@app.command()
def migrate() -> None:
    """Brings the database to the newest version."""
    opening.prepared(from_environment())
    console.print("The database is at the newest version.")


@app.command()
def content() -> None:
    """Loads the starter bank again; what people have edited stays theirs."""
    _load(opening.existing(from_environment()), pause=PAUSE)


@app.command()
def export(
    format: Annotated[str, typer.Option(help="ndjson is the one there is.")] = "ndjson",
    kind: Annotated[str, typer.Option(help="Only this kind, such as usecase.")] = "",
) -> None:
    """Writes every public entry to standard output, one JSON object a line."""
    from ideabank.exchange.documents import documents

    settings = from_environment()
    known = sections.bank().kinds
    if format != "ndjson" or (kind and kind not in known):
        stop(f"Use --format ndjson and a kind among: {', '.join(known)}.", code=NOT_BEGUN)
    with opening.existing(settings).reading() as session:
        for document in documents(session, kind, public_url=settings.public_url):
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


@app.command()
def person(
    email: str,
    role: Annotated[list[str] | None, typer.Option(help="Role to give; may be repeated.")] = None,
    name: Annotated[str, typer.Option(help="Name to show.")] = "",
    organisation: Annotated[int, typer.Option(help="Id of an organisation to speak for.")] = 0,
    remove_role: Annotated[list[str] | None, typer.Option(help="Role to take away; may be repeated.")] = None,
    remove_organisation: Annotated[int, typer.Option(help="Id of an organisation to speak for no longer.")] = 0,
) -> None:
    """Makes a person, gives roles and takes them away; the person signs in by e-mail."""
    from ideabank.account.grants import Grants, change
    from ideabank.notices.letters import takes_smtputf8
    from ideabank.people.actions import NotGiven
    from ideabank.text.mail_address import plain_address

    settings = from_environment()
    try:
        with opening.existing(settings).writing() as session:
            address = plain_address(email, smtputf8=takes_smtputf8(session, settings))
            change(session, address, Grants(role, organisation, name), Grants(remove_role, remove_organisation))
    except (NotGiven, ValueError) as error:
        stop(str(error), code=NOT_BEGUN)
    console.print(f"{address}: done.")


app.command("import")(importing.import_)


@app.command()
def doctor(repair: Annotated[bool, typer.Option(help="Put right what can be derived.")] = False) -> None:
    """Recounts counters, looks for orphans, and says what does not agree."""
    from ideabank.finding.finder import Finder
    from ideabank.upkeep.doctor import examine, examine_index

    settings = from_environment()
    database = opening.existing(settings)
    finder = Finder(settings, database)
    with database.reading() as session:
        found = list(examine(database, session))
    findings = _reported(found, repair)
    with database.reading() as session:
        of_index = list(examine_index(session, finder))
    findings += _reported(of_index, repair)
    finder.close()
    database.close()
    left = [finding for finding in findings if not (repair and finding.repair)]
    console.print(
        "Everything agrees." if not findings else f"{len(findings)} found, {len(findings) - len(left)} mended."
    )
    if left:
        raise typer.Exit(1)


def _reported(findings: list[Finding], repair: bool) -> list[Finding]:
    """Says what was found, and mends it when it can be and should."""
    for finding in findings:
        mended = repair and finding.repair is not None
        if mended and finding.repair:
            finding.repair()
        console.print(f"{'Mended: ' if mended else ''}{finding.what}")
    return findings


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="File to write; it must not exist.")]) -> None:
    """Copies a living SQLite database into one file."""
    from ideabank.upkeep.backup import NotBackedUp
    from ideabank.upkeep.backup import backup as copy

    try:
        copied = copy(opening.existing(from_environment()), target)
    except (Refused, FileExistsError) as error:
        stop(str(error), code=NOT_BEGUN)
    except NotBackedUp as error:
        stop(str(error))
    say(f"Backed up to {target}: {copied.entries} entries, {copied.size:,} bytes, checked.")


@app.command()
def reindex() -> None:
    """Makes the search index anew from the database and switches to it."""
    settings = from_environment()
    _index(opening.existing(settings), settings, anew=True)


@app.command()
def analyse(
    words: Annotated[list[str], typer.Argument(help="Words to look at.")],
    language: Annotated[str, typer.Option(help="fi, sv or en.")] = "fi",
) -> None:
    """Shows as JSON by which terms words are found and what they ask for."""
    from ideabank.search.chain import Chain

    if language not in LANGUAGES:
        stop(f"--language is one of {', '.join(LANGUAGES)}.", code=NOT_BEGUN)
    sys.stdout.write(
        json.dumps(Chain(from_environment().analyser).explain(language, words), ensure_ascii=False, indent=2) + "\n"
    )


def _index(database: Database, settings: Settings, *, anew: bool = False) -> None:
    """Brings the search index up to date, or makes it anew."""
    from ideabank.entries.models import Entry
    from ideabank.finding.finder import Finder

    finder = Finder(settings, database)
    if anew or finder.engine.position() is None:
        with database.reading() as session:
            total = session.execute(sa.select(sa.func.count()).select_from(Entry).where(visible_to())).scalar_one()
        with bar("Making the search index", total) as step:
            finder.rebuild(step)
    finder.drain_all()
    finder.close()


def _run(settings: Settings, host: str, port: int) -> None:
    import uvicorn

    from ideabank.app import create_app

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # The access log would hold what people search for: it stays off. Forwarded headers are read by web/network.py alone.
    quiet: Json = {"access_log": False, "log_level": "warning", "server_header": False}
    uvicorn.run(create_app(settings), host=host, port=port, proxy_headers=False, **quiet)


def _load(database: Database, *, pause: float = 0) -> None:
    """Loads the starter bank; `pause` in seconds lets those who wait to write do so."""
    try:
        files = content_files.read_all(sections.bank())
    except FrontMatterError as error:
        stop(f"Nothing was loaded. {error}")
    steps = 2 * len(files)
    with bar("Loading the starter bank", steps) as step:
        done = content_files.load_by_turns(database, files, progress=step, pause=pause)
    console.print(
        f"Starter bank: {done.created} new, {done.updated} updated, {done.kept} as they were; {done.links} new links."
    )


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
