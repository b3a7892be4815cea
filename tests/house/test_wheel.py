"""The wheel carries everything the program reads: templates, static files with htmx, catalogues, content, migrations."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, files

# Where a folder of the repository lies inside the wheel; packages stay as they are.
INSIDE = {"templates/": "ideabank/templates/", "static/": "ideabank/static/"}
OURS = tuple(f"{name}/" for name in PACKAGES)


# Run by a process of its own, whose first place to look is the unpacked wheel.
TRY = """
import sys
folder, bank = sys.argv[1:]
sys.path.insert(0, folder)
from ideabank import places
from ideabank.app import create_app, open_database
from ideabank.upkeep import schema
from ideabank.upkeep.services import Services
from ideabank.settings import Settings
from starlette.testclient import TestClient
for place in (places.templates(), places.static(), places.migrations(), places.content("usecases"), places.content("segments")):
    assert place.is_relative_to(folder), f"{place} is not in the wheel"
settings = Settings(database_url=f"sqlite:///{bank}/bank.sqlite3", index_dir=f"{bank}/index")
database = open_database(settings)
schema.upgrade(database)
database.close()
app = create_app(settings, background=False)
client = TestClient(app, base_url=settings.public_url)
for path in ("/en", "/fi/usecases"):
    assert client.get(path).status_code == 200, path
app.state.site.keeper(Services).close()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "--no-index"]
    built = subprocess.run([*command, "-w", str(folder), str(ROOT)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, f"The wheel could not be built:\n{built.stdout}\n{built.stderr}"
    return only(folder)


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """What it holds."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def only(folder: Path) -> Path:
    (wheel,) = folder.glob("ideabank-*.whl")
    return wheel


def test_every_file_of_the_program_is_in_the_wheel(names: set[str]) -> None:
    wanted = {inside(name) for path in files() if (name := path.as_posix()).startswith((*INSIDE, *OURS))}
    missing = sorted(wanted - names)
    assert not missing, f"{len(missing)} files would be missing after an install, such as {missing[:5]}"


def test_htmx_is_brought_along_by_the_build(names: set[str]) -> None:
    assert "ideabank/static/vendor/htmx.min.js" in names


def test_templates_catalogues_content_and_migrations_are_among_them(names: set[str]) -> None:
    """Guards the test above against a change of folders that would leave it with nothing to look at."""
    for start, end in (
        ("ideabank/templates/", ".html"),
        ("ideabank/static/css/", ".css"),
        ("ideabank/static/js/", ".js"),
        ("ideabank/i18n/", ".po"),
        ("ideabank/migrations/versions/", ".py"),
        ("usecases/content/", ".md"),
        ("segments/content/", ".md"),
        ("cookbook/content/handbook/", ".md"),
    ):
        assert any(name.startswith(start) and name.endswith(end) for name in names), f"No {start}…{end} in the wheel"


def test_nothing_else_slips_in(names: set[str]) -> None:
    strange = [name for name in names if not name.startswith((*OURS, "ideabank-")) or "__pycache__" in name]
    assert not strange, f"These do not belong into the wheel: {sorted(strange)[:10]}"


def test_the_product_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    installed, bank = tmp_path / "installed", tmp_path / "bank"
    bank.mkdir()
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(installed)
    command = [sys.executable, "-W", "error", "-c", TRY, str(installed), str(bank)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"It did not run from the wheel:\n{run.stdout}\n{run.stderr}"


def inside(name: str) -> str:
    for start, goal in INSIDE.items():
        if name.startswith(start):
            return goal + name.removeprefix(start)
    return name
