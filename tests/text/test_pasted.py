"""What people paste becomes what they meant."""

import re

import pytest

from ideabank.text.markdown import render
from tests.text.pasted import PASTED, Pasted


@pytest.mark.parametrize("pasted", PASTED, ids=lambda one: one.what)
def test_what_people_paste_becomes_what_they_meant(pasted: Pasted) -> None:
    html = re.sub(r"(?<=>)\n+|\n+(?=</?(?:ul|ol|li|p|t|h|blockquote))", "", render(pasted.source)).replace(",\n", ", ")
    for piece in pasted.has:
        assert piece in html
    for piece in pasted.lacks:
        assert piece not in html
