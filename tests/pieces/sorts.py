"""The sorts of pieces, for tests: where each is edited, and by whom."""

import html
import re

from tests.world import World

# A sort → whose entry, the address of a piece below it, and a field of its form.
SORTS = {
    "a step": ("path", "/steps/huomaa", "pain"),
    "a cell": ("path", "/cells/huomaa/pain", "pain"),
    "a row": ("path", "/rows/pain", "step-huomaa"),
    "all of a persona": ("persona", "/steps/all", "day"),
    "the stages": ("path", "/stages", ""),
    "a task": ("recipe", "/tasks/sovi", "check"),
    "a question": ("recipe", "/questions/kuka", "help"),
    "a variant": ("recipe", "/variants/linkki", "text"),
    "a task of a team": ("project", "/tasks/1", "note"),
}


def place(bank: World, sort: str) -> tuple[str, str, str]:
    """The address of the form, that of its draft, and a field of it."""
    entry, rest, field = SORTS[sort]
    edit = bank.path(entry, rest if sort == "the stages" else f"{rest}/edit")
    return edit, bank.path(entry, f"{rest}/draft"), field


def hidden(page: str, name: str) -> str:
    """What a hidden field of a page's form says."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return html.unescape(found[1])


def who(sort: str) -> tuple[str, str]:
    return ("aino", "aino") if sort == "a task of a team" else ("sanna", "kaisa")
