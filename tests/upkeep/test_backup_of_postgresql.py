"""What the handbook says of backing up a bank in PostgreSQL is done here line by line, with PostgreSQL's own tools."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from ideabank.cli import app
from ideabank.upkeep.services import Services
from tests import postgres as postgresql
from tests.banks import Banks
from tests.house.tree import text
from tests.world import World, open_world

HANDBOOK = Path("cookbook/content/handbook/backup.md")


def lines() -> list[str]:
    """The commands of the page, in their order."""
    return [line.strip() for line in re.findall(r"^    (.+)$", text(HANDBOOK), re.MULTILINE)]


def run(line: str, database_url: str, folder: Path, *, tools: Path) -> None:
    """One line in a shell, where PostgreSQL's tools find the server as an administrator's would."""
    url = make_url(database_url)
    place = {"PGHOST": str(url.host or url.query["host"]), "PGUSER": url.username or "", "PGPORT": str(url.port or "")}
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    known = {name: value for name, value in place.items() if value}
    done = subprocess.run(
        line, shell=True, cwd=folder, env={**os.environ, **known, "PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, (line, done.stderr)


def test_the_lines_of_the_handbook_bring_a_bank_back_with_everything_in_it(
    postgres: postgresql.Postgres,
    banks_on_postgres: Banks,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = banks_on_postgres.filled()
    url, seed = filled.url, filled.seed
    database = make_url(url).database
    back = make_url(url).set(database=f"{database}_back")
    for line in lines():
        run(
            line.replace("DATABASE", str(database)).replace("NEW", str(back.database)),
            url,
            tmp_path,
            tools=postgres.tools,
        )
    assert (tmp_path / "bank.dump").stat().st_mode & 0o077 == 0  # it holds people's addresses
    address = back.render_as_string(hide_password=False)
    world: World = open_world(tmp_path, address, seed)
    try:
        assert "Varaan ajan äitini puolesta" in world.client().get(world.path("booking"), follow_redirects=True).text
        comment = {"body": "Sanat palautuksen jälkeen", "stance": "for"}
        assert world.client("aino").post(world.path("booking", "/comments"), data=comment).status_code == 303
    finally:
        world.app.state.site.keeper(Services).close()
    monkeypatch.setenv("IDEABANK_DATABASE_URL", address)
    told = CliRunner().invoke(app, ["doctor"])
    assert told.exit_code == 0 or "search index" in told.output, told.output
    assert "Entry " not in told.output
