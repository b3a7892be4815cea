"""How needs are met, by theme: a row of dots each, and the same in words."""

import math

from ideabank.entries.vocabulary import MET, THEMES
from ideabank.overview.figures import Counts, Met
from ideabank.overview.queries import NEED
from ideabank.overview.views import Coverage, Figure, ThemeRow
from ideabank.visit.cards import label
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go

STATES = ("met", "partly", "unmet")
MOST_DOTS = 12


def coverage_of(visit: Visit, counts: Counts) -> Coverage:
    """The themes that have needs, those with the most unmet first."""
    largest = max((sum(found.values()) for found in counts.themes.values()), default=0)
    worth = max(1, math.ceil(largest / MOST_DOTS))
    order = sorted(counts.themes.items(), key=lambda one: (-one[1].get("unmet", 0), -sum(one[1].values()), one[0]))
    return Coverage(
        rows=tuple(_row(visit, theme, found, worth) for theme, found in order if theme in THEMES),
        totals=_figures(visit, counts.met),
        total=sum(counts.met.values()),
        worth=worth,
    )


def _row(visit: Visit, theme: str, found: Met, worth: int) -> ThemeRow:
    figures = _figures(visit, found, theme=theme)
    return ThemeRow(
        theme=Go(THEMES[theme][visit.lang], _list(visit, theme=theme)),
        dots=tuple(state for state in STATES for _ in range(math.ceil(found.get(state, 0) / worth))),
        states=figures,
        unmet=figures[-1],
        total=sum(found.values()),
    )


def _figures(visit: Visit, found: Met, **narrowed: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(label(MET, state, visit.lang), found.get(state, 0), _list(visit, **narrowed, met=state))
        for state in STATES
    )


def _list(visit: Visit, **narrowed: str) -> str:
    return visit.to(f"{visit.bank.kinds[NEED].folder}:list", **narrowed)
