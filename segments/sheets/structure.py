"""The sheet as the kernel asks it: what is wrong with it, its words for search, its steps, and what changed between versions."""

from collections.abc import Mapping

from ideabank.entries.problem import Problem
from ideabank.entries.structure import Begun, Details, Difference, Structure, Unfolded
from ideabank.entries.told import names_in
from segments.sheets import comparing, outline, unfolding
from segments.sheets.reading import read, stored
from segments.sheets.schema import PATH, TYPES, Type
from segments.sheets.sheet import words_of


def type_of(details: Details) -> Type:
    """The type that these details are of; a path has none of its own to name."""
    return TYPES.get(str(details.get("type") or ""), PATH)


class SheetStructure(Structure):
    """The sheet of a path or an artefact: rows and columns by its type."""

    field = "sheet"

    def __init__(self, *, has_places: bool = False) -> None:
        self.has_places = has_places

    def problems(self, details: Details) -> list[Problem]:
        wrong = read(details.get("sheet") or {}, type_of(details))[1]
        return [
            Problem("sheet", one.message, one.values, ", ".join(filter(None, (one.lane, one.column)))) for one in wrong
        ]

    def words(self, details: Details) -> Mapping[str, str]:
        return words_of(stored(details.get("sheet"), type_of(details)))

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        """Step keys and names, in order; what stands in their cells is not read."""
        if not self.has_places:
            return {}
        sheet = details.get("sheet") or {}
        stages = {stage.get("key"): place for place, stage in enumerate(sheet.get("stages") or ())}
        columns = sorted(sheet.get("columns") or (), key=lambda column: stages.get(column.get("stage"), -1))
        return names_in(columns, language)

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        """Per step and row."""
        return comparing.differences(old, new, language, type_of(new))

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """One step or group a line, a stage begins with #."""
        return outline.begin(text, details, language)

    def unfold(self, meta: Details) -> Unfolded:
        return unfolding.unfold(meta)
