"""Who may import whom. The picture is a house: a module uses its own floor's room and the floors below, never those above."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PACKAGES, python, report, syntax

# A room is a folder of ideabank, or a module beside them. Every one is named: a new room is given its floor here, by ARCHITECTURE.
FLOORS: dict[str, float] = {
    **dict.fromkeys(("text", "wordless"), 0),
    **dict.fromkeys(("i18n", "errors", "settings", "places"), 0.5),
    "database": 0.6,
    "web": 1,
    **dict.fromkeys(("people", "search"), 2),
    "entries": 3,
    **dict.fromkeys(("exchange", "notices"), 4),
    "visit": 5,
    **dict.fromkeys(("organisations", "pieces", "attachments", "linking"), 5.5),
    "reading": 6,
    **dict.fromkeys(
        ("telling", "support", "discussion", "moderation", "lifecycle", "finding", "account", "undoing"), 7
    ),
    **dict.fromkeys(("usecases", "segments", "cookbook"), 8),
    "overview": 9,
    **dict.fromkeys(("app", "routes", "sections", "models", "cli", "demo", "upkeep", "migrations", "__main__"), 10),
}
ROOF = 10

# Rooms on one floor that one may enter from the other, in this direction only.
NEIGHBOURS = {
    ("settings", "errors"),
    ("settings", "i18n"),
    ("errors", "i18n"),
    ("places", "settings"),
    ("moderation", "discussion"),
    ("moderation", "support"),
    ("finding", "discussion"),  # what people say is found with what they talk about
    ("telling", "support"),  # what may already exist can be supported at once
    ("support", "discussion"),
    ("account", "support"),
    ("account", "telling"),
}

SECTIONS = ("usecases", "segments", "cookbook")

# A library, and the only places that may import it: everybody else asks those.
KEEPERS = {
    "starlette": "ideabank/web, a routes.py, or the roof",
    "whoosh": "ideabank/search",
    "markdown": "ideabank/text/markdown.py",
    "nh3": "ideabank/text/markdown.py",
}


def test_a_module_imports_only_from_its_own_floor_and_those_below() -> None:
    broken = [
        f"{path}:{line}  {room} (floor {floor(room)}) imports {module} (floor {floor(other)})"
        for path, room in rooms()
        for line, module in imports(path)
        if (other := room_of(module)) and not may_enter(room, other)
    ]
    report(
        "A module imports from its own room and from lower floors. Move what is shared down, or hand it in from the roof;\n"
        "a new pair of neighbours is written into NEIGHBOURS with its reason in the handbook's decisions.",
        broken,
    )


def test_the_sections_never_import_each_other() -> None:
    broken = [
        f"{path}:{line}  imports {module}"
        for path, room in rooms()
        if room in SECTIONS
        for line, module in imports(path)
        if (other := room_of(module)) in SECTIONS and other != room
    ]
    report("Sections meet in the kernel, through Kind, Relation and Link; they do not know each other.", broken)


def test_neighbours_do_not_enter_each_other_both_ways() -> None:
    both = [f"{one} and {other}" for one, other in NEIGHBOURS if (other, one) in NEIGHBOURS]
    report("Two rooms that import each other are one room.", both)


def test_a_library_with_a_keeper_is_imported_only_there() -> None:
    broken = [
        f"{path}:{line}  imports {library}: only {KEEPERS[library]} may"
        for path, room in rooms()
        for line, module in imports(path)
        if (library := module.split(".")[0]) in KEEPERS and not keeps(path, room, library)
    ]
    report("Some libraries have one keeper, so that they can be changed in one place.", broken)


def test_the_package_itself_imports_nothing() -> None:
    found = [f"ideabank/__init__.py:{line}  {module}" for line, module in imports(Path("ideabank/__init__.py"))]
    report("Importing ideabank must cost nothing and start nothing.", found)


def floor(room: str) -> float:
    return FLOORS[room]


def may_enter(room: str, other: str) -> bool:
    if room == other or floor(room) == ROOF:
        return True
    return floor(other) < floor(room) or (room, other) in NEIGHBOURS


def keeps(path: Path, room: str, library: str) -> bool:
    if library == "starlette":
        return room == "web" or path.name == "routes.py" or floor(room) == ROOF
    if library == "whoosh":
        return room == "search"
    return path == Path("ideabank/text/markdown.py")


def rooms() -> Iterator[tuple[Path, str]]:
    """Each module of the product with the room it lies in."""
    for path in python():
        yield path, room_of(".".join(path.with_suffix("").parts))


def room_of(module: str) -> str:
    """`ideabank.web.pages` lies in web, `usecases.kinds` in usecases; "" for anything that is not ours."""
    top, _, rest = module.partition(".")
    if top not in PACKAGES:
        return ""
    return (rest.partition(".")[0] or top) if top == "ideabank" else top


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of each import, inside functions too; what only type checkers read counts as well."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(path, node)
            if base in PACKAGES:  # `from ideabank import store` names a room, not the package
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, base


def absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.parent.parts[: len(path.parent.parts) - node.level + 1]
    return ".".join([*package, *([node.module] if node.module else [])])
