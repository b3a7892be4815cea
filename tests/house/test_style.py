"""The size of things: a long function or file is usually two."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import python, report, syntax, text

LONGEST_FUNCTION = 50
LONGEST_FILE = 300

# Named exceptions, with how long they may be. Whoever shortens one takes it off the list.
LONG_FUNCTIONS: dict[str, int] = {}
LONG_FILES: dict[str, int] = {}


def test_no_function_is_longer_than_a_screen() -> None:
    sizes = {f"{path}::{name}": lines for path, name, lines in functions()}
    report(
        f"A function of more than {LONGEST_FUNCTION} lines does two things.",
        too_long(sizes, LONG_FUNCTIONS, LONGEST_FUNCTION),
    )


def test_no_file_holds_two_subjects() -> None:
    sizes = {path.as_posix(): text(path).count("\n") for path in python()}
    report(f"A file of more than {LONGEST_FILE} lines has two subjects.", too_long(sizes, LONG_FILES, LONGEST_FILE))


def test_most_functions_are_a_few_lines() -> None:
    lengths = sorted(lines for _, _, lines in functions())
    p90 = lengths[int(len(lengths) * 0.9)]
    assert statistics.median(lengths) <= 8, "The median function has grown past eight lines."
    assert p90 <= 22, f"A tenth of all functions are longer than {p90} lines; the aim is 20."


def test_a_list_of_exceptions_holds_no_past_ones() -> None:
    files = {path.as_posix(): text(path).count("\n") for path in python()}
    sizes = files | {f"{path}::{name}": lines for path, name, lines in functions()}
    past = [name for name in LONG_FILES if sizes.get(name, 0) <= LONGEST_FILE]
    past += [name for name in LONG_FUNCTIONS if sizes.get(name, 0) <= LONGEST_FUNCTION]
    report("These are short now: take them off the list in tests/house/test_style.py.", past)


def too_long(sizes: dict[str, int], exceptions: dict[str, int], limit: int) -> list[str]:
    return [f"{name}: {lines} lines" for name, lines in sizes.items() if lines > exceptions.get(name, limit)]


def functions() -> Iterator[tuple[Path, str, int]]:
    """(file, name, lines) of each function of the product."""
    for path in python():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node.name, (node.end_lineno or node.lineno) - node.lineno + 1
