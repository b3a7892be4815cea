"""The diary of a trial as the kernel asks it: {"days": [{"key": …, "said": …}]}, in the language of the entry."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from ideabank.entries.problem import Problem
from ideabank.entries.structure import Begun, Details, Difference, Pieces, Read, Structure, put_in
from ideabank.i18n import N_

EMPTY = N_("A day of the diary says nothing.")


@dataclasses.dataclass(frozen=True)
class Day:
    """What was seen on one day."""

    key: str
    said: str


@dataclasses.dataclass(frozen=True)
class Diary:
    """The days in order."""

    days: tuple[Day, ...] = ()

    def with_day(self, day: Day) -> "Diary":
        """The diary with this day in the place of the one with its key, or as the last."""
        return Diary(put_in(self.days, day))

    def grown(self, said: str) -> "Diary":
        """The diary with one day more."""
        return self.with_day(Day(f"day-{len(self.days) + 1}", said))


DAY = Pieces[Diary, Day](code="days", listed=lambda diary: diary.days, put=Diary.with_day)


class DiaryStructure(Structure[Diary]):
    """Days in a row; a link may belong to one of them, and each is edited alone."""

    field = "diary"
    has_places = True
    pieces = (DAY,)

    def read(self, details: Details) -> Read[Diary]:
        days = tuple(Day(one["key"], one["said"]) for one in (details.get("diary") or {}).get("days", ()))
        empty = tuple(Problem("said", EMPTY, place=day.key) for day in days if not day.said.strip())
        return Read(Diary(days), empty)

    def plain(self, value: Diary) -> Mapping[str, Any]:
        return {"days": [dataclasses.asdict(day) for day in value.days]}

    def words(self, details: Details) -> Mapping[str, str]:
        return {"fi": "\n".join(self.places(details, "fi").values())}

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        return {day.key: day.said for day in self.stored(details).days}

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        before, after = self.places(old, language), self.places(new, language)
        return [
            Difference(key, before.get(key, ""), after.get(key, ""), "fi")
            for key in dict.fromkeys((*before, *after))
            if before.get(key) != after.get(key)
        ]

    def markdown(self, details: Details, language: str) -> str:
        return "\n".join(f"- {said}" for said in self.places(details, language).values())

    def begin(self, text: str, details: Details, language: str) -> Begun:
        """One day a line."""
        diary = Diary()
        for line in text.splitlines():
            diary = diary.grown(line.strip()) if line.strip() else diary
        return Begun(self.plain(diary))
