"""What may already exist, from the index, the texts as they stand now, and what they mean."""

import dataclasses
from collections.abc import Collection

from ideabank.database import Database
from ideabank.finding import indexing
from ideabank.finding.meanings import Meanings
from ideabank.search.chain import Chain
from ideabank.search.judging import LOOKED_AT, Asked, Judge, Judged, Lead, Like, Likes, judged, learnt, together
from ideabank.search.meaning import Nearness
from ideabank.search.port import Engine


@dataclasses.dataclass(frozen=True)
class Told:
    """What somebody tells: all of it, and its title, with which it begins."""

    text: str
    title: str = ""

    @property
    def readings(self) -> list[tuple[str, bool]]:
        """(text, whether it is a title alone): the title by itself, and all of it when it is more."""
        title, text = self.title.strip(), self.text.strip()
        return [(title, True)] * bool(title) + [(text, False)] * bool(text and text != title)


class Likeness:
    """Judges what the index finds. Every entry it names may have gone meanwhile: whoever shows it asks who may see it."""

    def __init__(self, engine: Engine, chain: Chain, database: Database, meanings: Meanings | None) -> None:
        self.engine, self.chain, self.database, self.meanings = engine, chain, database, meanings
        self.judge = Judge(chain)

    def found(self, told: Told, *, kinds: Collection[str], limit: int) -> Likes:
        """The entries of these kinds, or of any, that may already say this, in two voices; `limit` in all."""
        leads: dict[int, Lead] = {}
        readings = [self._judged(Asked(self.chain, text), is_title, kinds, leads) for text, is_title in told.readings]
        asked = Asked(self.chain, told.text or told.title)
        same, look = (
            tuple(Like(entry_id, self.judge.reasons(asked, leads[entry_id])) for entry_id in ids)
            for ids in together(readings, limit)
        )
        return Likes(same, look)

    def _judged(self, asked: Asked, is_title: bool, kinds: Collection[str], leads: dict[int, Lead]) -> list[Judged]:
        found = self.engine.nearest(asked.groups, limit=LOOKED_AT, kinds=kinds)
        shared = found.shared
        near = self.meanings.near(asked.text, kinds=kinds, also=shared) if self.meanings else Nearness()
        missing = (shared.keys() | near.keys()) - leads.keys()
        with self.database.reading() as session:
            leads |= indexing.leads_of(session, missing)
        figures = {
            entry_id: self.judge.figures(
                asked, leads[entry_id], found, shared=shared.get(entry_id, 0.0), meaning=near.get(entry_id, 0.0)
            )
            for entry_id in shared.keys() | near.keys()
            if entry_id in leads
        }
        by_words = {entry_id: told for entry_id, told in figures.items() if entry_id not in near}
        by_both = {entry_id: told for entry_id, told in figures.items() if entry_id in near}
        return [
            *judged(learnt(), by_words, is_title=is_title),
            *judged(learnt(with_meaning=True), by_both, is_title=is_title),
        ]
