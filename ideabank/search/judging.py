"""Whether what somebody tells may already be in the bank, said in two voices: *probably the same*, and *look at these too*.

Each entry that shares words with the text, or is near it in meaning, gets some figures (`Judge.figures`); what they are worth together was
learnt from needs told in other words (likeness.json, made by `python -m tests.search.train`). No figure falls when more is told: each is a
sum over the words that are met, or a share of what the *entry* says. And what is told is read twice, its title alone and the whole, each by
its own measure: so what a title has found stays found.
"""

import dataclasses
import functools
import json
import math
from collections.abc import Mapping
from pathlib import Path

from ideabank.search.chain import Chain
from ideabank.search.likeness import PART, Group, Nearest, same_as, worded
from ideabank.search.words import forms, words

WEIGHTS = Path(__file__).with_name("likeness.json")
LOOKED_AT = 25  # entries judged: those that share most words, and as many of those nearest in meaning
LETTERS = 4  # in a row: words that no dictionary knows still share these
MOST_LETTERS = 2_000  # of a summary
MOST_REASONS = 5  # words
BESIDE = 3.0  # log odds: where one entry is worth a look, so are those that are hardly less likely


@dataclasses.dataclass(frozen=True)
class Lead:
    """What an entry says first, by language. `answers`: to the questions of its form."""

    titles: dict[str, str]
    summaries: dict[str, str] = dataclasses.field(default_factory=dict)
    answers: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Like:
    """An entry like what is told. `words`: those of the text that its title or summary has too, as they were typed."""

    entry_id: int
    words: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Likes:
    """What may already exist, best first in each voice."""

    same: tuple[Like, ...] = ()
    look: tuple[Like, ...] = ()

    @property
    def ids(self) -> list[int]:
        return [one.entry_id for one in (*self.same, *self.look)]


@dataclasses.dataclass(frozen=True)
class Measure:
    """From which belief on (log odds) an entry is worth a look, and is probably the same."""

    look: float
    same: float


@dataclasses.dataclass(frozen=True)
class Learnt:
    """What the figures are worth, and how much is enough: for a title alone, and for all that is told."""

    bias: float
    weights: Mapping[str, float]
    title: Measure
    whole: Measure

    def belief(self, figures: Mapping[str, float]) -> float:
        """How likely it is the same, as log odds. It never falls when a figure rises: no weight is below nothing."""
        return self.bias + sum(weight * figures[name] for name, weight in self.weights.items())


@dataclasses.dataclass(frozen=True)
class Judged:
    """An entry by one reading of what is told: how far its belief stands above each measure."""

    entry_id: int
    above_look: float
    above_same: float


class Asked:
    """A text that is told, as it is compared."""

    def __init__(self, chain: Chain, text: str) -> None:
        self.text = text
        self.words = worded(chain, text, widely=True)
        self.terms: dict[str, float] = {}
        for group in self.words.values():
            for term, weight in group.items():
                self.terms[term] = max(weight, self.terms.get(term, 0.0))
        self.letters = _letters(text)

    @property
    def groups(self) -> list[Group]:
        return list(self.words.values())


@dataclasses.dataclass(frozen=True)
class Read:
    """A text of an entry: for each word that says something its terms, all of them, and its letters in a row."""

    words: tuple[Group, ...]
    terms: Group
    letters: frozenset[str]


class Judge:
    """Compares texts with what entries say first."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self._read = functools.lru_cache(8_192)(self._read_anew)

    def figures(
        self, asked: Asked, lead: Lead, found: Nearest, *, shared: float = 0.0, meaning: float = 0.0
    ) -> dict[str, float]:
        """`shared`: the worth of the words that it shares with the whole entry, as `found` says. Then: the share of its title and of its
        summary that the text has; the worth of the words shared with its answers; the share of letters; nearness in meaning."""
        return {
            "body": shared,
            "title": max((self._met(asked, *one) for one in lead.titles.items()), default=0.0),
            "summary": max((self._met(asked, *one) for one in lead.summaries.items()), default=0.0),
            "answers": max((self._worth(found, *one) for one in lead.answers.items()), default=0.0),
            "letters": max((self._spelt(asked, lead, language) for language in lead.titles), default=0.0),
            "meaning": meaning,
        }

    def reasons(self, asked: Asked, lead: Lead) -> tuple[str, ...]:
        """The words of the text that the entry's title or summary has, as they were typed; those of the title first."""
        titles, summaries = (
            {term for language, text in texts.items() for term in self._read(language, text).terms}
            for texts in (lead.titles, lead.summaries)
        )
        found = [word for has in (titles, summaries) for word, group in asked.words.items() if has & same_as(group)]
        return tuple(dict.fromkeys(found))[:MOST_REASONS]

    def _met(self, asked: Asked, language: str, text: str) -> float:
        read = self._read(language, text).words
        met = sum(
            max((asked.terms.get(term, 0.0) * worth for term, worth in terms.items()), default=0) for terms in read
        )
        return met / (1 + len(read))  # one more: a title of one word is soon met

    def _worth(self, found: Nearest, language: str, text: str) -> float:
        has = self._read(language, text).terms
        met = (
            max((worth * has[term] for term, worth in group.items() if term in has), default=0.0)
            for group in found.worth
        )
        return math.fsum(met)

    def _spelt(self, asked: Asked, lead: Lead, language: str) -> float:
        own = (
            self._read(language, lead.titles[language]).letters
            | self._read(language, lead.summaries.get(language, "")).letters
        )
        return len(own & asked.letters) / max(1, len(own))

    def _read_anew(self, language: str, text: str) -> Read:
        found: dict[frozenset[str], dict[str, float]] = {}
        for word in words(text[:MOST_LETTERS]):
            bases = [self.chain.bases(language, form) for form in forms(word)]
            whole = frozenset().union(*(one.whole for one in bases))
            if word in self.chain.common or whole & self.chain.common:
                continue
            parts = frozenset().union(*(one.parts for one in bases)) - self.chain.common
            terms = {**dict.fromkeys(sorted(parts), PART), **dict.fromkeys(sorted(whole), 1.0)}
            found.setdefault(frozenset(terms), terms)
        most: dict[str, float] = {}
        for terms in found.values():
            most |= {term: max(weight, most.get(term, 0.0)) for term, weight in terms.items()}
        return Read(tuple(found.values()), most, _letters(text[:MOST_LETTERS]))


def judged(learnt: Learnt, figures: Mapping[int, Mapping[str, float]], *, is_title: bool) -> list[Judged]:
    """By the measure of a title or of a whole text: when any entry is worth a look, it and those `BESIDE` it."""
    measure = learnt.title if is_title else learnt.whole
    beliefs = {entry_id: learnt.belief(of_entry) for entry_id, of_entry in figures.items()}
    if max(beliefs.values(), default=-math.inf) < measure.look:
        return []
    return [
        Judged(entry_id, belief - measure.look, belief - measure.same)
        for entry_id, belief in beliefs.items()
        if belief >= measure.look - BESIDE
    ]


def together(readings: list[list[Judged]], limit: int) -> tuple[list[int], list[int]]:
    """Ids for the first voice and the second: an entry stands as high as its best reading sets it."""
    best: dict[int, tuple[bool, float]] = {}
    for one in (one for reading in readings for one in reading):
        stands = (one.above_same >= 0, one.above_look)
        best[one.entry_id] = max(stands, best.get(one.entry_id, stands))
    order = sorted(best, key=lambda entry_id: (not best[entry_id][0], -best[entry_id][1], entry_id))[:limit]
    return [one for one in order if best[one][0]], [one for one in order if not best[one][0]]


@functools.cache
def learnt(*, with_meaning: bool = False) -> Learnt:
    """What the figures are worth, as it was learnt."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))["meaning" if with_meaning else "words"]
    return Learnt(told["bias"], told["weights"], Measure(**told["title"]), Measure(**told["whole"]))


def _letters(text: str) -> frozenset[str]:
    marked = (f"<{word}>" for word in words(text))
    return frozenset(word[at : at + LETTERS] for word in marked for at in range(len(word) - LETTERS + 1))
