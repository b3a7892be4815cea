"""The port: what an engine is given and what it answers. Whoosh stands behind it, or PostgreSQL where that is the store."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from ideabank.search.likeness import Nearest

FACETS = ("kind", "theme", "county", "status", "language")


@dataclasses.dataclass(frozen=True)
class Document:
    """One entry as it is indexed, told in one or more languages. Only what everybody may see becomes a document.

    `told`: what it tells in short and in answer to the form's questions; `bodies`: everything else that it says.
    """

    entry_id: int
    version: int
    kind: str
    code: str = ""
    theme: str = ""
    county: str = ""
    status: str = ""
    titles: dict[str, str] = dataclasses.field(default_factory=dict)
    told: dict[str, str] = dataclasses.field(default_factory=dict)
    bodies: dict[str, str] = dataclasses.field(default_factory=dict)
    tags: str = ""


@dataclasses.dataclass(frozen=True)
class Name:
    """A name as it is written, in its language."""

    text: str
    language: str


@dataclasses.dataclass(frozen=True)
class Way:
    """Another way to say a word that was typed: its own words, each a set of terms, side by side, or anywhere when it `is_loose`.
    `worth`: how much that counts beside the word itself; `name`: as people write it."""

    words: tuple[frozenset[str], ...]
    worth: float
    name: Name
    is_loose: bool = False


@dataclasses.dataclass(frozen=True)
class Wanted:
    """A word that is asked for: its terms, other ways to say it, and whether the word by itself is enough (see Query.parts)."""

    terms: frozenset[str]
    ways: tuple[Way, ...] = ()
    is_enough: bool = True

    @property
    def in_one_word(self) -> frozenset[str]:
        """Its terms, and those of the other ways that are one word."""
        return self.terms.union(*(way.words[0] for way in self.ways if len(way.words) == 1))

    @property
    def every_term(self) -> frozenset[str]:
        return self.terms.union(*(terms for way in self.ways for terms in way.words))


@dataclasses.dataclass(frozen=True)
class Query:
    """A question: sets of alternative terms that must all be met, terms that must not, phrases of such sets, beginnings of words.

    `others`: for each of the `must` sets, other ways to say it, any of which meets it too; those at the places of `parts` are met by these
    ways alone, for they are parts of a name that was typed, which is one of the ways. `least` loosens the question: so many of the
    `must` sets are enough (one or two; 0: all of them). `filters` are (facet, accepted values), outside of the question itself: they take
    away from what is found and do not rank. `title`: what a title that was typed as it stands is known by; `language`: the reader's.
    """

    must: tuple[frozenset[str], ...] = ()
    others: tuple[tuple[Way, ...], ...] = ()
    parts: frozenset[int] = frozenset()
    must_not: tuple[frozenset[str], ...] = ()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()
    codes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    least: int = 0
    title: str = ""
    language: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.must or self.phrases or self.codes or self.prefixes)

    @property
    def rows(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """Words that were asked for side by side: phrases and other ways to say a word."""
        return (*self.phrases, *(way.words for ways in self.others for way in ways))

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The `must` sets, each with the other ways to say it."""
        others = self.others or ((),) * len(self.must)
        return tuple(
            Wanted(terms, ways, place not in self.parts)
            for place, (terms, ways) in enumerate(zip(self.must, others, strict=True))
        )


# Entries that answer a question equally well, by number; the best group first.
Groups = tuple[tuple[int, ...], ...]


@dataclasses.dataclass(frozen=True)
class Results:
    """Entry ids, best first; how many in all; and how many by facet and value. `everywhere`: how many there are without any filter.

    The counts of a facet are those that its values would find if the filter on this facet were changed and the others kept. `groups`: all
    from the first to the last of the ids, those that answer equally well together.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    counts: dict[str, dict[str, int]] = dataclasses.field(default_factory=dict)
    everywhere: int = 0
    groups: Groups = ()


class NoIndex(Exception):
    """There is no index that can be asked: it was never made, or its files are damaged. It is made anew from the bank."""


class Engine(Protocol):
    """A search engine. Methods may be called from any thread. What asks raises NoIndex when there is none."""

    def search(self, query: Query, *, limit: int, offset: int = 0) -> Results:
        """The best entries for a query."""
        ...

    def nearest(
        self,
        groups: Sequence[Mapping[str, float]],
        *,
        limit: int,
        kinds: Collection[str] = (),
        exclude: Collection[int] = (),
    ) -> Nearest:
        """Entries of these kinds, or of any, that share most with these words; each word a group of terms with how fully they stand for it (likeness.py)."""
        ...

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """term → how many entries have it, for those that any has."""
        ...

    def titled(self, beginnings: Sequence[str], *, limit: int) -> tuple[int, ...]:
        """Entries whose title, in any language, has a word beginning with each of these."""
        ...

    def update(self, documents: Iterable[Document], removals: Collection[int] = (), *, position: int = 0) -> None:
        """Puts documents in and takes entries out in one commit; `position` is how far the log of changes has been read."""
        ...

    def position(self) -> int | None:
        """How far the log has been read; None when there is no usable index."""
        ...

    def rebuild(self, documents: Iterable[Document], *, position: int) -> None:
        """A new index beside the old one, and the switch."""
        ...

    def clean(self) -> bool:
        """Takes what was taken out of the index out of its files too; gives whether there was anything."""
        ...

    def versions(self) -> dict[int, int]:
        """entry id → version of every document, for the doctor."""
        ...

    def close(self) -> None: ...
