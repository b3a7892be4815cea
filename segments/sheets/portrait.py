"""A persona as a person: a portrait drawn from their name, their own words, and how much of what is told is known.

The portrait is made up like the person: its shapes follow from the name alone, so it stays the same and tells nothing of anybody.
"""

import zlib

from segments.sheets.views.sheet import CellView, ColumnView, PersonaView

HAIRS = 5


def person_of(column: ColumnView) -> PersonaView:
    """From the one column of a persona."""
    groups = tuple(cell for cell in column.cells if cell.lane != "quote")
    quotes = next((cell.findings for cell in column.cells if cell.lane == "quote"), ())
    found = [finding for cell in column.cells for finding in cell.findings]
    name = _name(groups)
    seed = zlib.crc32(name.encode())
    return PersonaView(
        initial=name[:1].upper(),
        hair=seed % HAIRS,
        has_glasses=seed // HAIRS % 3 == 0,
        quotes=quotes,
        groups=groups,
        known=sum(finding.level.code != "assumption" for finding in found),
        count=len(found),
    )


def _name(groups: tuple[CellView, ...]) -> str:
    """The word that who the person is begins with."""
    told = next((finding.text.value for cell in groups for finding in cell.findings), "")
    word = (told.split() or [""])[0].strip(",.:;")
    return word if word[:1].isalpha() else ""
