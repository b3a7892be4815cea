"""The handbook says everything an administrator can set or run, and its links lead somewhere."""

import re
from pathlib import Path

import pytest
import typer.main

from ideabank.cli import app
from ideabank.settings import Settings
from tests.house.tree import files, report, text

HANDBOOK = Path("cookbook/content/handbook")

# Promised but not made yet.
TO_COME: set[str] = set()


def pages() -> list[Path]:
    return [path for path in files() if path.suffix == ".md" and (HANDBOOK in path.parents or path.name == "README.md")]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_told_with_its_default(name: str) -> None:
    told = text(HANDBOOK / "configure.md")
    row = re.search(rf"^\| `IDEABANK_{name.upper()}` \| `(.*?)` \|", told, re.MULTILINE)
    assert row, f"IDEABANK_{name.upper()} is not in the table of configure.md."
    assert row[1] == (str(Settings.model_fields[name].default) or "–"), "configure.md tells another default."


@pytest.mark.parametrize("name", typer.main.get_command(app).commands)  # type: ignore[attr-defined]
def test_each_command_is_told(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", text(HANDBOOK / "commands.md"), re.MULTILINE), f"{name} is not in commands.md."


@pytest.mark.parametrize("name", typer.main.get_command(app).commands)  # type: ignore[attr-defined]
def test_each_option_of_a_command_is_told_in_its_row(name: str) -> None:
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    [row] = re.findall(rf"^\| `{name}\b.*$", text(HANDBOOK / "commands.md"), re.MULTILINE)
    ways = [(*one.opts, *one.secondary_opts) for one in command.params if one.param_type_name == "option"]
    report("commands.md tells each option.", [one[0] for one in ways if not any(way in row for way in one)])


def test_no_setting_is_told_that_does_not_exist() -> None:
    # IDEABANK_CHROMIUM is read by the browser tests alone.
    known = {f"IDEABANK_{name.upper()}" for name in Settings.model_fields} | {"IDEABANK_CHROMIUM"}
    told = {(str(page), name) for page in pages() for name in re.findall(r"IDEABANK_[A-Z_]+\b", text(page))}
    report("These are set in vain.", sorted(f"{page}: {name}" for page, name in told if name not in known))


def test_each_link_and_picture_leads_to_a_file() -> None:
    there = {path.as_posix() for path in files()} | {parent.as_posix() for path in files() for parent in path.parents}
    dead = {
        f"{page}: {target}"
        for page in pages()
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page))
        if "://" not in target and (page.parent / target).as_posix() not in there
    }
    report("A reader who follows these finds nothing.", sorted(dead - TO_COME))
    report("These are there now: take them off TO_COME in tests/house/test_handbook.py.", sorted(TO_COME - dead))


def test_each_page_is_in_the_table_of_contents() -> None:
    index = text(HANDBOOK / "index.md")
    missing = [page.name for page in pages() if page.parent == HANDBOOK and f"({page.name})" not in index]
    report("index.md leads to every page.", [name for name in missing if name != "index.md"])


def test_each_dependency_says_what_it_is_for() -> None:
    declared = re.findall(r'^    "([A-Za-z0-9-]+)[^"]*[><=]', text(Path("pyproject.toml")), re.MULTILINE)
    told = text(HANDBOOK / "dependencies.md").lower()
    report("dependencies.md says why.", sorted({name for name in declared if name.lower() not in told}))


def test_decisions_are_numbered_in_a_row_and_have_three_parts() -> None:
    decisions = [page for page in pages() if page.parent.name == "decisions"]
    assert [page.name[:4] for page in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    parts = ("**Context.**", "**Decision.**", "**Consequences.**")
    broken = [page.name for page in decisions if not all(part in text(page) for part in parts)]
    report("A decision tells its context, the decision and its consequences.", broken)
