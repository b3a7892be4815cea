"""What requests share, as the rooms above the kernel see it: the bank, the search, and what rooms keep between requests."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy.orm import Session

from ideabank.entries.bank import Bank
from ideabank.entries.happening import Happening
from ideabank.entries.reversal import Reversal
from ideabank.exchange.apart import Apart
from ideabank.search.answer import FIRST, Answer, Portion
from ideabank.search.asking import Filters
from ideabank.search.chain import Chain
from ideabank.search.judging import Likes
from ideabank.web.request import Site as WebSite

if TYPE_CHECKING:
    from ideabank.visit.face import Face

Keeper = TypeVar("Keeper")


class Search(Protocol):
    """The search as pages ask it; the room `finding` answers."""

    @property
    def chain(self) -> Chain: ...

    @property
    def is_ready(self) -> bool: ...

    def warm(self) -> None: ...

    def find(
        self,
        session: Session,
        text: str,
        *,
        filters: Filters = (),
        language: str = "",
        portion: Portion = FIRST,
    ) -> Answer: ...

    def similar(self, text: str, *, title: str = "", kinds: Collection[str] = (), limit: int = 5) -> Likes: ...

    def similar_to(self, entry_id: int, version: int, text: str, *, may_ask: bool = True) -> list[int]: ...

    def likely(
        self, text: str, *, kinds: Collection[str], without: Collection[int] = (), limit: int = 10
    ) -> list[int]: ...

    def titled(self, typed: str) -> tuple[int, ...]: ...


@dataclasses.dataclass(frozen=True, kw_only=True)
class Site(WebSite):
    """The parts of the application that requests share; made by the roof.

    `apart` reads strangers' files in a process that can be ended. `faces`, `happenings` and `reversals` by their codes. `keepers`: what single rooms keep between requests, by its class.
    """

    bank: Bank
    search: Search
    apart: Apart
    faces: Mapping[str, "Face"] = dataclasses.field(default_factory=dict)
    happenings: Mapping[str, Happening] = dataclasses.field(default_factory=dict)
    reversals: Mapping[str, Reversal] = dataclasses.field(default_factory=dict)
    keepers: Mapping[type[object], object] = dataclasses.field(default_factory=dict)

    def keeper(self, sort: type[Keeper]) -> Keeper:
        """The one object of this class that the roof has made, or a subclass's. Raises LookupError when it was not handed in."""
        found = self.keepers[sort]
        assert isinstance(found, sort)
        return found
