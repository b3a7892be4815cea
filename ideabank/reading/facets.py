"""The choices of a list's filter form, with how many entries each would show."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ideabank.entries.facets import Tally, tally
from ideabank.entries.kept import Kept
from ideabank.entries.queries import Selection
from ideabank.reading.views.lists import Facet, FacetGroup, FilterGroup
from ideabank.visit.visit import Visit
from ideabank.web.parts import Choice

FEW = 6  # choices that are all shown, those that would show nothing too
OPEN, LONG = 3, 12  # so many groups stand open, if they are not longer


class Tallies:
    """What lists count and offer (rows in all and by choice, the ends one may choose), kept until something in the bank changes."""

    def __init__(self) -> None:
        self._counts = Kept[Tally]()
        self.ends = Kept[tuple[FilterGroup, ...]]()

    def of(self, session: Session, selection: Selection, groups: tuple[FilterGroup, ...]) -> Tally:
        """The counts of this selection for these questions."""
        names = [group.name for group in groups]
        key = (selection.kind.code, selection.only, *sorted(selection.filters.items()))
        return self._counts.of(session, key, lambda: tally(session, selection, names))


def tallies_of(visit: Visit) -> Tallies:
    tallies = visit.site.keeper(Tallies)
    return tallies


def facets(groups: tuple[FilterGroup, ...], selection: Selection, counted: Tally) -> tuple[FacetGroup, ...]:
    """The questions that still tell entries apart, or are answered; the first few stand open."""
    shown = [_group(group, selection, counted) for group in groups]
    useful = [one for one in shown if one.is_chosen or any(0 < facet.count < one.every for facet in one.facets)]
    return tuple(
        FacetGroup(one.name, one.label, one.facets, one.every, is_open=one.is_chosen or _is_open(place, one))
        for place, one in enumerate(useful)
    )


def _is_open(place: int, group: FacetGroup) -> bool:
    return place < OPEN and len(group.facets) <= LONG


def _group(group: FilterGroup, selection: Selection, counted: Tally) -> FacetGroup:
    chosen, counts = selection.filters.get(group.name, ""), counted.by.get(group.name, {})
    most = max(counts.values(), default=0)
    keeps_all = len(group.choices) <= FEW
    return FacetGroup(
        group.name,
        group.label,
        tuple(
            _facet(choice, counts, most, chosen=choice.value == chosen)
            for choice in group.choices
            if keeps_all or counts.get(choice.value) or choice.value == chosen
        ),
        counted.without.get(group.name, counted.total),
    )


def _facet(choice: Choice, counts: Mapping[str, int], most: int, *, chosen: bool) -> Facet:
    count = counts.get(choice.value, 0)
    return Facet(choice.value, choice.name, choice.lang, count, round(100 * count / most) if most else 0, chosen)
