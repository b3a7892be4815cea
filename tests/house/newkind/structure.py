"""The diary of a trial as the kernel asks it: {"days": [{"key": …, "said": …}]}, in the language of the entry."""

from collections.abc import Mapping

from ideabank.entries.problem import Problem
from ideabank.entries.structure import Begun, Details, Difference, Structure
from ideabank.i18n import N_

EMPTY = N_("A day of the diary says nothing.")


def days_of(details: Details) -> dict[str, str]:
    """What each day says, by its key, in order."""
    return {day["key"]: day["said"] for day in (details.get("diary") or {}).get("days", ())}


def diary(days: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The days as they are stored."""
    return {"days": [{"key": key, "said": said} for key, said in days.items()]}


class DiaryStructure(Structure):
    """Days in a row; a link may belong to one of them."""

    field = "diary"
    has_places = True

    def problems(self, details: Details) -> list[Problem]:
        return [Problem("diary", EMPTY, place=key) for key, said in days_of(details).items() if not said.strip()]

    def words(self, details: Details) -> Mapping[str, str]:
        return {"fi": "\n".join(days_of(details).values())}

    def places(self, details: Details, language: str) -> Mapping[str, str]:
        return days_of(details)

    def differences(self, old: Details, new: Details, language: str) -> list[Difference]:
        before, after = days_of(old), days_of(new)
        keys = dict.fromkeys((*before, *after))
        return [
            Difference(key, before.get(key, ""), after.get(key, ""), "fi")
            for key in keys
            if before.get(key) != after.get(key)
        ]

    def markdown(self, details: Details, language: str) -> str:
        return "\n".join(f"- {said}" for said in days_of(details).values())

    def begin(self, text: str, details: Details, language: str) -> Begun:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return Begun(diary({f"day-{number}": line for number, line in enumerate(lines, 1)}))
