"""The bank in figures: how many entries there are, how many links join needs to others, and how well needs are met, by theme."""

import dataclasses
import time

from sqlalchemy.orm import Session

from ideabank.entries.kept import Kept
from ideabank.overview.queries import counted, joined

LASTS = 60.0  # seconds: a sum of all links is not worth a walk through them at every change
Met = dict[str, int]


@dataclasses.dataclass(frozen=True)
class Counts:
    """Entries by kind; by theme the needs by how well they are met, as the bank's own rule has put it on each of them."""

    kinds: dict[str, int]
    themes: dict[str, Met]

    @property
    def met(self) -> Met:
        """The same for the whole bank."""
        found: Met = {}
        for one in self.themes.values():
            for state, count in one.items():
                found[state] = found.get(state, 0) + count
        return found


class Figures:
    """Counted again when something has changed; links at most once a minute."""

    def __init__(self) -> None:
        self._kept = Kept[Counts](1)
        self._joined: tuple[float, dict[str, int]] = (-LASTS, {})

    def fresh(self, session: Session) -> Counts:
        return self._kept.of(session, "all", lambda: _counts(session))

    def joined(self, session: Session) -> dict[str, int]:
        """Kind → how many pairs of a need and an entry of this kind are linked, where everybody sees both."""
        at, found = self._joined
        if time.monotonic() - at >= LASTS:
            found = joined(session)
            self._joined = (time.monotonic(), found)
        return found


def _counts(session: Session) -> Counts:
    kinds: dict[str, int] = {}
    themes: dict[str, Met] = {}
    for kind, theme, met, count in counted(session):
        kinds[kind] = kinds.get(kind, 0) + count
        if met:
            themes.setdefault(theme, {})[met] = count
    return Counts(kinds, themes)
