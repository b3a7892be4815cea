"""The command `import`: what another bank exported, or a list from a spreadsheet. Part of the roof."""

from pathlib import Path
from typing import Annotated

import typer

from ideabank.settings import from_environment
from ideabank.upkeep import opening

SOURCE = "NDJSON as `export` writes it, or with --kind a list (.xlsx, .csv)."


def import_(
    file: Annotated[Path, typer.Argument(help=SOURCE, exists=True, dir_okay=False)],
    kind: Annotated[str, typer.Option(help="What each row of a list is, such as usecase.")] = "",
    language: Annotated[str, typer.Option(help="Language of a list that does not say it: fi, sv or en.")] = "fi",
    alike: Annotated[str, typer.Option(help="leave out rows that look like an entry, or link them to it.")] = "leave",
    dry_run: Annotated[bool, typer.Option(help="Only tells what would be taken in.")] = False,
    confirmed: Annotated[bool, typer.Option(help="What looks like contact details may be public.")] = False,
) -> None:
    """Takes in what another bank exported, or a list from a spreadsheet. One bad line, and nothing changes."""
    # The bank's rooms are imported when the command runs: `--help` should not wait for them.
    from ideabank.upkeep import bringing, listing

    settings = from_environment()
    database = opening.existing(settings)
    try:
        if kind:
            wanted = listing.Wanted(kind, language, alike, dry_run=dry_run, confirmed=confirmed)
            listing.bring_list(database, settings, file, wanted)
        else:
            bringing.bring_in(database, file, confirmed=confirmed, dry_run=dry_run)
    finally:
        database.close()
