"""What a file says by its name: the table of roles in the handbook's develop.md."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.test_floors import imports
from tests.house.tree import python, report, syntax

# These know no page: neither the visit nor the toolkit of pages, but for the places of lists.
WITHOUT_PAGES = {
    "models.py",
    "vocabulary.py",
    "kind.py",
    "structure.py",
    "codec.py",
    "changes.py",
    "queries.py",
    "actions.py",
}
PAGING = "ideabank.web.paging"
TOOLKIT = Path("ideabank/web")  # draws its own two pages, errors and the gate's

# Handlers outside handlers.py, each with its reason. Whoever moves one takes it off the list.
HANDLERS_ELSEWHERE = {
    "ideabank/visit/door.py": "the way to signing in, which handlers of several rooms answer with",
}


def test_tables_stand_in_models() -> None:
    report(
        "A table stands in models.py, where migrations and readers look for it.",
        [f"{path}  {one.name}" for path, one in classes() if is_table(one) and path.name != "models.py"],
    )


def test_pages_stand_in_views() -> None:
    report(
        "What a template reads stands in views.py, without a select beside it.",
        [
            f"{path}  {one.name}"
            for path, one in classes()
            if is_page(one) and not is_view(path) and TOOLKIT not in path.parents
        ],
    )


def test_views_select_nothing_and_know_no_tables() -> None:
    report(
        "A view is plain values: whoever makes it has read them.",
        [
            f"{path}:{line}  {module}"
            for path in python()
            if is_view(path)
            for line, module in imports(path)
            if module.rpartition(".")[2] in ("models", "queries", "actions", "compose", "handlers")
        ],
    )


def test_handlers_stand_in_handlers() -> None:
    found = {path.as_posix() for path in python() if not is_handlers(path) and list(handlers(path))}
    report(
        "(visit, …) -> Response stands in handlers.py, or in handlers/x.py.", sorted(found - set(HANDLERS_ELSEWHERE))
    )
    report("These have moved: take them off HANDLERS_ELSEWHERE.", sorted(set(HANDLERS_ELSEWHERE) - found))


def test_a_handler_asks_queries_and_selects_nothing_itself() -> None:
    found = sorted(path.as_posix() for path in python() if is_handlers(path) and selects(path))
    report("A handler reads, asks one verb and answers: selects stand in queries.py.", found)


def test_rules_of_the_bank_know_no_page() -> None:
    report(
        "Tables, kinds, selects and writes can be asked without a request: by commands, imports and tests.",
        [
            f"{path}:{line}  imports {module}"
            for path in python()
            if path.name in WITHOUT_PAGES and not is_view(path)
            for line, module in imports(path)
            if (module.startswith("ideabank.web") and module != PAGING) or module == "ideabank.visit.visit"
        ],
    )


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in python():
        yield from ((path, node) for node in ast.walk(syntax(path)) if isinstance(node, ast.ClassDef))


def is_table(one: ast.ClassDef) -> bool:
    return any(keyword.arg == "table" for keyword in one.keywords)


def is_page(one: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id.endswith("Page") for base in one.bases)


def is_view(path: Path) -> bool:
    return path.name == "views.py" or path.parent.name == "views"


def is_handlers(path: Path) -> bool:
    return path.name == "handlers.py" or path.parent.name == "handlers"


def handlers(path: Path) -> Iterator[str]:
    """Public functions of the module that answer a visit."""
    for node in syntax(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.args and node.returns:
            first = node.args.args[0].annotation
            if first is not None and ast.unparse(first) == "Visit" and "Response" in ast.unparse(node.returns):
                yield node.name


def selects(path: Path) -> bool:
    """Whether the module makes a select, or sends one that another made."""
    called = (ast.unparse(node.func) for node in ast.walk(syntax(path)) if isinstance(node, ast.Call))
    return any(one == "sa.select" or one.endswith("session.execute") for one in called)
