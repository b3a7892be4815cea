"""A kind's voice lives in its section: no shared room and no shared template names a kind, or says what only that kind says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.test_floors import FLOORS, rooms
from tests.house.tree import files, report, syntax, text
from tests.world import BANK, FACES

# The roof and the rooms that look over the whole bank name kinds; a room names its own.
FREE = {"overview", "organisations"}
SECTION = FLOORS["usecases"]
DEFAULTS = Path("ideabank/visit/face.py")
# Organisations are no section's: people speak in their name in every room.
KINDS = [kind for kind in BANK.kinds.values() if kind.code != "organisation"]
# Words that mean other things as well: they count only where a kind is asked for.
COMMON = {"path", "paths", "term", "terms", "segment", "segments", "project"}
NAMES = {name for kind in KINDS for name in (kind.code, kind.folder)}
ROOMS = (
    "visit",
    "pieces",
    "attachments",
    "linking",
    "reading",
    "telling",
    "support",
    "discussion",
    "moderation",
    "account",
)
TEMPLATES = (*(f"templates/{room}/" for room in ROOMS), "templates/components/", "templates/base.html")
ASKED = re.compile(r"\bkind\w*\b|\bglyph\(|kind-")


def test_no_shared_room_names_a_kind() -> None:
    broken = [
        f"{path}:{line}  {word!r}"
        for path in shared_rooms()
        for line, word, asked in words(path)
        if names_a_kind(word, asked=asked)
    ]
    report(
        "What a kind is and does is asked of the kind (Kind, Face, Bank): a room that names one leaves out the next.",
        broken,
    )


def test_no_shared_template_names_a_kind() -> None:
    broken = [
        f"{path}:{number}  {line.strip()[:110]}"
        for path in shared_templates()
        for number, line in enumerate(text(path).split("\n"), 1)
        if any(names_a_kind(word, asked=bool(ASKED.search(line))) for word in re.findall(r"[\"']([\w:-]+)[\"']", line))
        or any(f"kind-{kind.code}" in line for kind in KINDS)
    ]
    report("A template that every kind draws itself with asks the page, which has asked the kind's face.", broken)


def test_no_shared_place_says_what_only_one_kind_says() -> None:
    broken = [
        f"{path}  {sentence!r}"
        for path in (*shared_rooms(), *shared_templates())
        for sentence in sorted(sentences())
        if f'"{sentence}"' in text(path)
    ]
    report("A heading, a question or a verb of one kind stands in its face.", broken)


def sentences() -> set[str]:
    """What faces say in words of their own."""
    found = set()
    for code, face in FACES.items():
        if code == "organisation":
            continue
        support, links = face.reading.support, face.reading.links
        found |= {face.telling.act, face.telling.intro, support.heading, support.act, support.mine, *support.count}
        found |= {
            links.act,
            links.heading,
            links.others,
            links.place,
            links.whole,
            *links.met.values(),
            *links.unmet_advice,
        }
        found |= {words for one in face.telling.questions.values() for words in (one.label, one.hint, one.missing)}
    return {one for one in found if one} - plain_sentences()


def plain_sentences() -> set[str]:
    """What every kind says that has no words of its own: the defaults of visit/face.py."""
    return {word for _, word, _ in words(DEFAULTS)}


def names_a_kind(word: str, *, asked: bool) -> bool:
    """Whether a word is a kind's code, its folder, or the name of one of its pages."""
    if word.partition(":")[0] in {kind.folder for kind in KINDS} and ":" in word:
        return True
    return word in NAMES and (asked or word not in COMMON)


def words(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Each text of a module with its line, and whether a kind is asked for where it stands."""
    tree = syntax(path)
    asked = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare | ast.Subscript | ast.keyword) and ASKED.search(ast.unparse(node))
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value, id(node) in asked


def shared_rooms() -> list[Path]:
    known = ((path, room) for path, room in rooms() if path.parent != Path("ideabank") or room in FLOORS)
    return [path for path, room in known if FLOORS[room] < SECTION and room not in FREE and path != DEFAULTS]


def shared_templates() -> list[Path]:
    return [path for path in files() if path.as_posix().startswith(TEMPLATES)]
