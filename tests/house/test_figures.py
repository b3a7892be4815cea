"""Figures of the code that may fall and not rise: untyped places, ids that may be nothing, and functions that take too much.

What is counted, in the four packages without generated migrations:
- `Any`: lines outside imports in which the word stands, in annotations, aliases and sentences alike;
- `.id or 0`: a row's id taken for one that may be missing; the models say that it is there;
- parameters: of each function and method but `self` and `cls`, keyword ones counted, *args and **kwargs not.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import python, report, syntax, text

MOST_ANY = 70
MOST_PARAMETERS = 5
# Functions with more, named so that each is a decision. Whoever shortens one takes it off the list.
WIDE = {
    "ideabank/cli.py::person",  # the options of a command
    "ideabank/upkeep/importing.py::import_",
    "ideabank/entries/actions.py::revise",
    "ideabank/entries/links.py::suggest",
    "ideabank/entries/events.py::record",
    "ideabank/visit/drafts.py::keep",
    "segments/sheets/changing.py::fork",
    "ideabank/pieces/handlers.py::_page",
}


def test_few_places_are_untyped() -> None:
    found = [f"{path}:{line}" for path in python() for line in untyped(path)]
    assert len(found) <= MOST_ANY, "\n".join(
        [f"Any stands in {len(found)} lines; at most {MOST_ANY} may: give the thing its type.", *found]
    )


def test_an_id_is_there() -> None:
    broken = [
        f"{path}:{number}  {line.strip()}"
        for path in python()
        for number, line in enumerate(text(path).splitlines(), 1)
        if re.search(r"\.id or 0\b", line)
    ]
    report("A row that was read has an id, and a new one has it after flush(): no `or 0` stands in for it.", broken)


def test_what_travels_together_is_one_thing() -> None:
    wide = {name: count for name, count in parameters() if count > MOST_PARAMETERS}
    report(
        f"A function of more than {MOST_PARAMETERS} parameters: some of them are one thing that wants a name.",
        [f"{name}: {count}" for name, count in wide.items() if name not in WIDE],
    )
    report("These take less now: take them off WIDE in tests/house/test_figures.py.", sorted(WIDE - set(wide)))
    assert len(WIDE) < 12


def untyped(path: Path) -> Iterator[int]:
    """Numbers of the lines outside imports with the word Any."""
    imported = {
        line
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    for number, line in enumerate(text(path).splitlines(), 1):
        if number not in imported and re.search(r"\bAny\b", line):
            yield number


def parameters() -> Iterator[tuple[str, int]]:
    """(file::function, how many parameters it takes) of the whole product."""
    for path in python():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                names = [one.arg for one in given if one.arg not in ("self", "cls")]
                yield f"{path.as_posix()}::{node.name}", len(names)
