"""Templates: each parses, each is used, none carries style, script or behaviour in its markup."""

import re
from functools import cache
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta

from ideabank import places
from ideabank.sections import parts
from ideabank.web.pages import add_filters, environment
from tests.house.tree import files, python, report, text

TEMPLATES = Path("templates")

# What a content security policy without 'unsafe-inline' would refuse, and what htmx would read from unprefixed names.
FORBIDDEN = {
    r"\sstyle\s*=": "an inline style: give it a class",
    r"<style\b": "a style element: write it in static/css",
    r"<script\b(?![^>]*\bsrc=)": "an inline script: write a module in static/js",
    r"\son[a-z]+\s*=\s*[\"']": "an event handler in markup: bind it by a data- attribute",
    r"(?<![\w-])hx-[a-z]": "an attribute of htmx without data-: HTML does not know it",
    r"data-hx-(on|vars|vals\s*=\s*[\"']js:)": "code in an attribute of htmx: the policy forbids evaluating it",
    r"javascript:": "a script in an address",
}


def names() -> list[str]:
    return sorted(
        path.relative_to(TEMPLATES).as_posix()
        for path in files()
        if path.parts[0] == "templates" and path.suffix == ".html"
    )


@cache
def jinja() -> jinja2.Environment:
    made = environment([places.templates()])
    add_filters(made)
    return made


@cache
def used_by_templates() -> frozenset[str]:
    """Everything some template extends, includes or imports, by name."""
    found: set[str] = set()
    for name in names():
        references = meta.find_referenced_templates(jinja().parse(text(TEMPLATES / name)))
        found |= {reference for reference in references if reference}
    return frozenset(found | {part.template for part in parts()})


@pytest.mark.parametrize("name", names())
def test_a_template_compiles_and_what_it_refers_to_exists(name: str) -> None:
    jinja().get_template(name)
    for reference in meta.find_referenced_templates(jinja().parse(text(TEMPLATES / name))):
        if reference is None:  # only the parts of a page, and those are looked at below
            assert "part.template" in text(TEMPLATES / name), f"{name} picks a template nobody can check."
        else:
            assert reference in names(), f"{name} refers to {reference}, which does not exist."


def test_each_part_of_a_page_has_its_template() -> None:
    report("A part names a template that is there.", [p.name for p in parts() if p.template not in names()])


def test_each_piece_and_component_is_used() -> None:
    pieces = {name for name in names() if "/_" in name or name.startswith("components/")}
    report("A piece that nobody includes is dead: use it or delete it.", sorted(pieces - used_by_templates()))


def test_each_page_is_named_by_the_code() -> None:
    pages = {name for name in names() if "/_" not in name and not name.startswith("components/")}
    code = "\n".join(text(path) for path in python())
    drawn = {name for name in pages if f'"{name}"' in code}
    report("A page that no code draws is dead: use it or delete it.", sorted(pages - drawn - used_by_templates()))


def test_markup_carries_no_style_script_or_handler() -> None:
    report(
        "Markup is markup; the content security policy refuses the rest.",
        [
            f"templates/{name}:{number}  {why}"
            for name in names()
            for number, line in enumerate(without_comments(text(TEMPLATES / name)).split("\n"), 1)
            for pattern, why in FORBIDDEN.items()
            if re.search(pattern, line, re.IGNORECASE)
        ],
    )


def test_only_sanitised_html_is_marked_safe() -> None:
    report(
        "|safe is for HTML that the sanitiser made on save (…html.value); everything else is escaped.",
        [
            f"templates/{name}  {found}"
            for name in names()
            for found in re.findall(r"[\w.]+\s*\|\s*safe\b", text(TEMPLATES / name))
            if not re.fullmatch(r"[\w.]*html\.value\|safe", found)
        ],
    )


def without_comments(source: str) -> str:
    """The source with Jinja comments blanked, lines kept."""
    return re.sub(r"\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)
