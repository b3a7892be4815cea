"""The port: what an engine is given and what it answers. Whoosh stands behind it, or PostgreSQL where that is the store."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from ideabank.search.likeness import Nearest

FACETS = ("kind", "theme", "county", "status", "language")


@dataclasses.dataclass(frozen=True)
class Document:
    """One entry as it is indexed, told in one or more languages. Only what everybody may see becomes a document."""

    entry_id: int
    version: int
    kind: str
    code: str = ""
    theme: str = ""
    county: str = ""
    status: str = ""
    titles: dict[str, str] = dataclasses.field(default_factory=dict)
    bodies: dict[str, str] = dataclasses.field(default_factory=dict)
    tags: str = ""


@dataclasses.dataclass(frozen=True)
class Query:
    """A question: sets of alternative terms that must all be met, terms that must not, phrases of such sets, beginnings of words.

    `any` loosens it: one of the `must` sets is enough, more rank higher. `filters` are (facet, accepted values), outside of the question
    itself: they take away from what is found and do not rank.
    """

    must: tuple[frozenset[str], ...] = ()
    must_not: tuple[frozenset[str], ...] = ()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()
    codes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    any: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.must or self.phrases or self.codes or self.prefixes)


@dataclasses.dataclass(frozen=True)
class Results:
    """Entry ids, best first; how many in all; and how many by facet and value.

    The counts of a facet are those that its values would find if the filter on this facet were changed and the others kept.
    """

    ids: tuple[int, ...] = ()
    total: int = 0
    counts: dict[str, dict[str, int]] = dataclasses.field(default_factory=dict)


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
