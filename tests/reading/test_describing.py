"""How an entry is told to search engines: in the language of the page, from the summary, else from what is told, else by its kind."""

from typing import Any

import pytest

from ideabank.entries.models import EntryText
from ideabank.reading.describing import described, told_at
from ideabank.visit.visit import Visit
from tests.world import BANK, World

NEED = BANK.kinds["usecase"]


def text(language: str, *, slug: str = "otsikko", summary: str = "", fields: dict[str, str] | None = None) -> EntryText:
    return EntryText(entry_id=7, language=language, title="Otsikko", slug=slug, summary=summary, fields=fields or {})


def visit(world: World, lang: str) -> Visit:
    return Visit({"type": "http", "app": world.app, "path_params": {"lang": lang}, "headers": [], "query_string": b""})


def test_an_entry_is_told_at_one_address_for_each_language_it_is_told_in(world: World) -> None:
    told = told_at(visit(world, "fi"), NEED, {"sv": text("sv", slug="rubrik"), "fi": text("fi")}, here="fi")
    assert told.paths == {"fi": "/fi/usecases/7-otsikko", "sv": "/sv/usecases/7-rubrik"}


@pytest.mark.parametrize(
    ("lang", "more", "told"),
    [
        ("fi", {"summary": " Lyhyesti. ", "fields": {"who": "Potilas"}}, "Lyhyesti."),
        ("fi", {"fields": {"who": "Potilas.", "want": "Ajan"}}, "Potilas. Ajan."),
        ("fi", {}, f"{NEED.one['fi']}: Otsikko. {NEED.intro['fi']}"),
        ("en", {"summary": "Lyhyesti."}, f"{NEED.one['en']}: Otsikko. {NEED.intro['en']}"),
    ],
)
def test_an_entry_is_described_in_the_language_of_the_page(
    world: World, lang: str, more: dict[str, Any], told: str
) -> None:
    assert described(visit(world, lang), NEED, {"fi": text("fi", **more)}, here="fi") == told
