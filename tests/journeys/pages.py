"""Pages as a browser without scripts has them, for tests: what a form would send, and what an entry's page shows."""

import re
from typing import Any

from tests.house.reading import Reading
from tests.world import World


def form_of(answer: Any) -> dict[str, Any]:
    """What the page's main form would send as it stands."""
    assert answer.status_code == 200, answer.status_code
    page = Reading(answer.text)
    found: dict[str, Any] = {}
    for node in page.all("input"):
        kind = node.get("type") or "text"
        if kind in ("checkbox", "radio") and "checked" not in node:
            continue
        if node.get("name") and kind != "file":
            found.setdefault(node.get("name"), []).append(node.get("value") or "")
    for name, words in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', answer.text, re.DOTALL):
        found[name] = [words.replace("&#39;", "'").replace("&amp;", "&")]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', answer.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        found[name] = [chosen[1] if chosen else ""]
    found.pop("q", None)
    found.pop("do", None)
    return found


def shown(world: World, name: str, rest: str = "", who: str = "", lang: str = "fi") -> str:
    answer = world.client(who).get(world.path(name, rest, lang), follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    return answer.text
