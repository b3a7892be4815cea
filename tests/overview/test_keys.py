"""The page of keys, which the dialog shows too."""

import re
from pathlib import Path

import pytest

from tests.world import World


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_page_leads_to_the_keys_and_they_are_told_there(world: World, lang: str) -> None:
    client = world.client()
    assert f'href="/{lang}/keys"' in client.get(f"/{lang}/usecases").text
    html = client.get(f"/{lang}/keys").text
    assert "<kbd>?</kbd>" in html
    assert "<kbd>/</kbd>" in html


def test_every_single_key_that_does_something_is_told(world: World) -> None:
    doing = Path("static/js/keys.js").read_text(encoding="utf-8").partition("const doing = {")[2].partition("};")[0]
    keys = re.findall(r'^  "?([^\s":]+)"?: ', doing, re.MULTILINE)
    html = world.client().get("/en/keys").text
    assert len(keys) > 4
    assert [key for key in keys if f"<kbd>{key}</kbd>" not in html] == []
