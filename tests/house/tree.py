"""What the rules look at: the files that belong to the project, and the code among them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ideabank", "usecases", "segments", "cookbook")
_MADE_HERE = {".git", ".venv", "var", "dist", "vendor", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, relative to its root: what git knows or would take in."""
    if shutil.which("git") and (ROOT / ".git").exists():
        git = ["git", "-C", str(ROOT), "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        listed = subprocess.run(
            [*git, "--cached", "--others", "--exclude-standard"], capture_output=True, check=True, text=True
        )
        names = (Path(name) for name in listed.stdout.split("\0") if name)
        return tuple(sorted(name for name in names if (ROOT / name).is_file()))
    return tuple(sorted(_walk(ROOT)))


def python(*, tests: bool = False) -> list[Path]:
    """The modules of the four packages, without generated migrations; with `tests`, the tests as well."""
    tops = (*PACKAGES, "tests") if tests else PACKAGES
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in tops and "versions" not in path.parts]


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def report(rule: str, broken: list[str]) -> None:
    """Fails with the rule in words, and each place that breaks it."""
    assert not broken, "\n".join([rule, *(f"  {place}" for place in broken)])


def _walk(folder: Path) -> Iterator[Path]:
    """For a copy without git, such as an unpacked source archive."""
    for path in folder.iterdir():
        if path.name in _MADE_HERE or path.name.endswith(".egg-info") or path.name == "PKG-INFO":
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path.relative_to(ROOT)
