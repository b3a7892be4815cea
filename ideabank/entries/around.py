"""What stands beside an entry in a list: two short queries, however long the list."""

import dataclasses

from sqlalchemy.orm import Session

from ideabank.entries.card_row import CardRow
from ideabank.entries.models import Entry
from ideabank.entries.queries import SORTS, Selection, beyond, cards, narrowed, ordered, place_of


@dataclasses.dataclass(frozen=True)
class Around:
    """The rows before and after an entry; None at an end of the list."""

    before: CardRow | None = None
    after: CardRow | None = None


def around(session: Session, selection: Selection, entry: Entry) -> Around:
    """The neighbours of a public entry in the order of a list; of one that the list does not show now, those it would stand between."""
    if not entry.is_public:
        return Around()
    column, falling = SORTS[selection.sort]
    query, here = narrowed(cards(selection.language), selection), place_of(entry, selection)

    def nearest(falls: bool) -> CardRow | None:
        row: CardRow | None = session.execute(
            ordered(query, column, falls).where(beyond(column, here, falls)).limit(1)
        ).one_or_none()
        return row

    return Around(nearest(not falling), nearest(falling))
