"""The bank in figures: how many entries there are, how many links join needs to others, and how well needs are met, by theme."""

import dataclasses
import time

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from ideabank.entries.kept import Kept
from ideabank.entries.models import Entry, Link
from ideabank.entries.visibility import visible_to

NEED = "usecase"
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
        return self._kept.of(session, "all", lambda: _counted(session))

    def joined(self, session: Session) -> dict[str, int]:
        """Kind → how many pairs of a need and an entry of this kind are linked, where everybody sees both."""
        at, found = self._joined
        if time.monotonic() - at >= LASTS:
            found = _joined(session)
            self._joined = (time.monotonic(), found)
        return found


def _counted(session: Session) -> Counts:
    query = sa.select(col(Entry.kind), col(Entry.theme), col(Entry.met), sa.func.count()).where(visible_to())
    kinds: dict[str, int] = {}
    themes: dict[str, Met] = {}
    for kind, theme, met, count in session.execute(query.group_by(col(Entry.kind), col(Entry.theme), col(Entry.met))):
        kinds[kind] = kinds.get(kind, 0) + count
        if met:
            themes.setdefault(theme, {})[met] = count
    return Counts(kinds, themes)


def _joined(session: Session) -> dict[str, int]:
    """A pair that is linked at several steps or in several ways is counted once."""
    found: dict[str, int] = {}
    for this, other in ((Link.source_id, Link.target_id), (Link.target_id, Link.source_id)):
        need, end = aliased(Entry), aliased(Entry)
        pairs = (
            sa.select(col(need.id).label("need"), col(end.id).label("end"), col(end.kind).label("kind"))
            .select_from(Link)
            .join(need, sa.and_(col(need.id) == col(this), col(need.kind) == NEED, col(need.is_public).is_(sa.true())))
            .join(end, sa.and_(col(end.id) == col(other), col(end.kind) != NEED, col(end.is_public).is_(sa.true())))
            .where(col(Link.state) != "withdrawn")
            .distinct()
            .subquery()
        )
        for kind, count in session.execute(sa.select(pairs.c.kind, sa.func.count()).group_by(pairs.c.kind)):
            found[kind] = found.get(kind, 0) + count
    return found
