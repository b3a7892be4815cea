"""Style sheets: each in the index, each in a layer, colours in one place, all together small."""

import gzip
import re
from pathlib import Path

import pytest

from ideabank import places
from ideabank.web.assets import Assets
from tests.house.tree import files, report, text

CSS = Path("static/css")
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")
LIMIT = 13_000  # bytes after gzip -9, all sheets together (ARCHITECTURE.md)

# Files that may name colours: the tokens, and print, which re-assigns them for paper.
PALETTES = {"tokens.css", "print.css"}
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\("
    r"|:[^;{}]*(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|orange|yellow|navy|silver)(?![\w-])",
    re.IGNORECASE,
)


def sheets() -> dict[str, str]:
    """Each sheet by name, comments blanked, lines kept."""
    return {
        path.name: re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text(path), flags=re.DOTALL)
        for path in files()
        if path.parent == CSS and path.suffix == ".css"
    }


def test_the_index_lists_each_sheet_once() -> None:
    ours = set(sheets()) - {"sheets.css", "cookbook.css", "a3.css"}  # those are served apart: decision 0010
    listed = [line.strip() for line in text(CSS / "index.txt").split("\n") if line.strip() and not line.startswith("#")]
    assert sorted(listed) == sorted(ours), "static/css/index.txt lists every sheet, in the order they are joined."


def test_the_first_sheet_sets_the_order_of_the_layers() -> None:
    first = text(CSS / "index.txt").split()[0]
    assert f"@layer {', '.join(LAYERS)};" in sheets()[first]


def test_every_rule_is_in_a_layer() -> None:
    report(
        "A rule outside the layers beats every rule inside them.",
        [
            f"static/css/{name}  {rest.strip()[:80]}"
            for name, css in sheets().items()
            if (rest := outside_layers(css)).strip()
        ],
    )


def test_colours_are_named_only_in_the_tokens() -> None:
    broken = [
        f"static/css/{name}:{number}  {line.strip()[:100]}"
        for name, css in sheets().items()
        for number, line in enumerate(css.split("\n"), 1)
        if COLOUR.search(line) and (name not in PALETTES or not re.search(r"--[\w-]+\s*:", line))
    ]
    report(
        "Colours have meanings: name them in tokens.css and use var(--…). Dark mode then needs no second rule.", broken
    )


def test_a_sheet_asks_nothing_of_other_servers() -> None:
    report(
        "No third-party request, no imported sheet: one file, one request.",
        [
            f"static/css/{name}"
            for name, css in sheets().items()
            if re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", css)
        ],
    )


def test_every_token_that_is_read_is_set() -> None:
    everything = "\n".join(sheets().values())
    read = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", everything))
    made = set(re.findall(r"(--[\w-]+)\s*:", everything))
    report("var(--…) of a name that nobody sets is nothing at all.", sorted(read - made))


def test_all_sheets_together_are_light() -> None:
    """As it is served: one file, without remarks and indents."""
    whole = Assets([places.static()]).body("css/site.css")
    size = len(gzip.compress(whole, 9))
    assert size < LIMIT, f"The style sheets are {size} bytes after gzip; they may be {LIMIT}."


@pytest.mark.parametrize(("name", "most"), [("sheets.css", 5_000), ("cookbook.css", 3_000)])
def test_a_sheet_that_is_served_apart_is_light_too(name: str, most: int) -> None:
    """Only pages with drawings, or of the cookbook, ask for it (decision 0010; ARCHITECTURE.md says how much drawn pages may ask)."""
    size = len(gzip.compress(Assets([places.static()]).body(f"css/{name}"), 9))
    assert size < most, f"{name} is {size} bytes after gzip; it may be {most}."


def outside_layers(css: str) -> str:
    """What is left of a sheet when its @layer blocks and the order statement are taken out."""
    css, left, depth = re.sub(r"@layer [\w, ]+;", "", css), "", 0
    for part in re.split(r"(@layer [\w-]+\s*\{|[{}])", css):
        if part.endswith("{") and (depth or part.startswith("@layer")):
            depth += 1
        elif part == "}" and depth:
            depth -= 1
        elif not depth:
            left += part
    return left
