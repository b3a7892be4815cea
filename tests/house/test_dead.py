"""Nothing is kept that nobody uses: names of the code, fields of what templates read, classes of the style sheets."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.tree import files, python, report, syntax, text

# Named by nothing but tests, and why each stays. Whoever begins to use one takes it off the list.
KEPT = {
    "take_in": "an intake of NDJSON within one session, such as of a federated bank (issue 24)",
    "unmerge": "merges are undone by a page (issue 15)",
    # What libraries call by name.
    "process_bind_param": "SQLAlchemy",
    "process_result_value": "SQLAlchemy",
    "to_string": "Starlette",
    "extendMarkdown": "markdown",
    "parseDocument": "markdown",
    "ignore_aliases": "yaml",
    **dict.fromkeys(
        ("iter_postings", "cleanup", "new_segment", "field_writer", "postings_writer", "add_postings"), "Whoosh"
    ),
}
UNREAD = {
    ("Part", "depends"): "parts kept by what they depend on (issue 19)",
    ("Health", "letters_waiting"): "told in JSON",
    ("Health", "tried_again"): "told in JSON",
}
# Classes that scripts set, or htmx.
BY_SCRIPT = {"htmx-request"}
# chip.html builds a class of the group that the template around it names: status, stance, met …
BUILT = re.compile(r'chip\([^)]*?"(\w+)"\)|class="[^"]*?([\w-]+?-?)\{\{')


def test_each_name_of_the_code_is_used() -> None:
    found = [f"{path}:{line}  {name}" for path, line, name in defined() if mentions()[name] == 1 and name not in KEPT]
    report("A name that only its definition (or a test) says is dead: use it or delete it.", found)


def test_a_list_of_what_is_kept_holds_no_past_ones() -> None:
    there = {name for _, _, name in defined()}
    past = [name for name in KEPT if name not in there or mentions()[name] > 1]
    report("These are used now, or gone: take them off KEPT in tests/house/test_dead.py.", past)


def test_each_field_of_a_value_is_read() -> None:
    """By a template or by code: what is only filled in is asked of the database for nobody."""
    report(
        "A field that nobody reads is dead: read it or delete it.",
        [
            f"{path}:{line}  {name}.{field}"
            for path, line, name, field in fields()
            if field not in read() and (name, field) not in UNREAD
        ],
    )


def test_each_class_of_a_style_sheet_stands_in_a_page() -> None:
    markup = "\n".join(text(path) for path in files() if path.parts[0] == "templates")
    script = "\n".join(text(path) for path in files() if path.parts[:2] == ("static", "js"))
    code = "\n".join(text(path) for path in python())
    written = set(re.findall(r"[\w-]+", "\n".join((markup, script)))) | set(re.findall(r'class="?([\w-]+)', code))
    begun = tuple({one or f"{group}-" for group, one in BUILT.findall(markup)} - {"-"})
    report(
        "A rule that no element can match is dead. Classes made of data begin as their template says.",
        sorted(
            f"{sheet}  .{name}"
            for sheet, name in styled()
            if name not in written and not name.startswith(begun) and name not in BY_SCRIPT
        ),
    )


def defined() -> Iterator[tuple[Path, int, str]]:
    """Functions, methods, classes and module constants, but names that Python itself calls."""
    for path in python():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
                "__"
            ):
                yield path, node.lineno, node.name
        for node in syntax(path).body:
            for target in node.targets if isinstance(node, ast.Assign) else []:
                if isinstance(target, ast.Name) and not target.id.startswith("__"):
                    yield path, node.lineno, target.id


@cache
def mentions() -> Counter[str]:
    """How often each word stands in the product and its templates."""
    every = [*python(), *(path for path in files() if path.parts[0] == "templates")]
    return Counter(word for path in every for word in re.findall(r"\w+", text(path)))


def fields() -> Iterator[tuple[Path, int, str, str]]:
    """(file, line, class, field) of each dataclass."""
    for path in python():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(one) for one in node.decorator_list):
                for one in node.body:
                    if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
                        yield path, one.lineno, node.name, one.target.id


@cache
def read() -> frozenset[str]:
    """Every name that is asked of some object, in code or in a template; or named by a word, for getattr."""
    found: set[str] = set()
    for path in python():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    for path in files():
        if path.parts[0] == "templates":
            found |= set(re.findall(r"\.(\w+)", text(path))) | set(re.findall(r'attribute="(\w+)"', text(path)))
    return frozenset(found)


def styled() -> Iterator[tuple[str, str]]:
    """(sheet, class) of every selector."""
    for path in files():
        if path.parts[:2] == ("static", "css") and path.suffix == ".css":
            bare = re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)
            for selector in re.findall(r"([^{};]+)\{", bare):
                if not selector.strip().startswith("@"):
                    yield from ((path.name, name) for name in re.findall(r"\.([A-Za-z][\w-]*)", selector))
