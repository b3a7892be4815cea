"""The only module that knows where files lie, in a checkout and in an installed wheel."""

import os
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """The Jinja2 templates."""
    return _shared("templates")


def static() -> Path:
    """Style sheets, scripts, glyphs and, under vendor/, htmx."""
    return _shared("static")


def catalogues() -> Path:
    """The .po files."""
    return PACKAGE / "i18n" / "messages"


def migrations() -> Path:
    """Alembic's scripts."""
    return PACKAGE / "migrations"


def content(section: str) -> Path:
    """The starter entries of a section, such as "usecases"."""
    spec = find_spec(section)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"There is no section {section!r} in this installation.")
    return Path(next(iter(spec.submodule_search_locations))) / "content"


def files_below(folder: Path) -> list[str]:
    """The names of all files below a folder, from there, with / between, in order."""
    found = [Path(at, name).as_posix() for at, _, names in os.walk(folder) for name in names]
    return sorted(name.removeprefix(folder.as_posix()).lstrip("/") for name in found)


def _shared(name: str) -> Path:
    """In a wheel the folder lies inside the package, in a checkout beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
