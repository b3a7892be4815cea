"""The sheet as the kernel asks it: what is wrong with it, its words for search, its steps, and what changed between versions."""

from collections.abc import Mapping
from typing import Any

from ideabank.entries.structure import Begun, Details, Difference, Read, Structure, Unfolded
from segments.sheets import comparing, outline, unfolding
from segments.sheets.reading import read, stored
from segments.sheets.schema import PATH, TYPES, Type
from segments.sheets.sheet import Sheet, plain, said, words_of


def type_of(details: Details) -> Type:
    """The type that these details are of; a path has none of its own to name."""
    return TYPES.get(str(details.get("type") or ""), PATH)


class SheetStructure(Structure[Sheet]):
    """The sheet of a path or an artefact: rows and columns by its type."""

    field = "sheet"

    def __init__(self, *, has_places: bool = False) -> None:
        self.has_places = has_places

    def read(self, details: Details) -> Read[Sheet]:
        sheet, wrong = read(details.get("sheet") or {}, type_of(details))
        return Read(sheet, tuple(wrong))

    def stored(self, details: Details) -> Sheet:
        return stored(details.get("sheet"), type_of(details))

    def plain(self, value: Sheet) -> Mapping[str, Any]:
        return plain(value)

    def words(self, details: Details) -> Mapping[str, str]:
        return words_of(self.stored(details))

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        """Step keys and names, in order."""
        if not self.has_places:
            return {}
        return {one.key: said(one.name, language) or one.key for one in self.stored(details).columns}

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        """Per step and row."""
        return comparing.differences(old, new, language, type_of(new))

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """One step or group a line, a stage begins with #."""
        return outline.begin(text, details, language)

    def unfold(self, meta: Details) -> Unfolded:
        return unfolding.unfold(meta)
