"""What the kernel asks of a sheet: what is wrong with it, its words for search, its steps, and what changed between versions."""

from collections.abc import Mapping
from typing import Any

from ideabank.entries.kinds import Difference
from segments.sheets import comparing
from segments.sheets.reading import read, stored
from segments.sheets.schema import PATH, TYPES, Type
from segments.sheets.sheet import said, words_of

Details = Mapping[str, Any]


def type_of(details: Details) -> Type:
    """The type that these details are of; a path has none of its own to name."""
    return TYPES.get(str(details.get("type") or ""), PATH)


def faults(details: Details) -> list[tuple[str, str, Mapping[str, object], str]]:
    """(field, message, values, place) of everything that is wrong."""
    wrong = read(details.get("sheet") or {}, type_of(details))[1]
    return [("sheet", one.message, one.values, ", ".join(filter(None, (one.lane, one.column)))) for one in wrong]


def words(details: Details) -> Mapping[str, str]:
    """What search finds, by language."""
    return words_of(stored(details.get("sheet"), type_of(details)))


def anchors(details: Details, lang: str) -> Mapping[str, str]:
    """Step keys and names, in order."""
    sheet = stored(details.get("sheet"), type_of(details))
    return {column.key: said(column.name, lang) or column.key for column in sheet.columns}


def differences(old: Details, new: Details, lang: str) -> list[Difference]:
    """Per step and row."""
    return comparing.differences(old, new, lang, type_of(new))
