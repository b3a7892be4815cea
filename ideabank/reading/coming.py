"""Where one has come from: the way back to a list, and on to an entry's neighbours in it."""

import dataclasses

from ideabank.entries.around import around
from ideabank.entries.card_row import CardRow
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.reading.lists import groups_of, selection_of
from ideabank.reading.trail import LONGEST, asked, list_url, told
from ideabank.reading.views.entry import Trail
from ideabank.visit.cards import card, entry_url
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit


def trail_of(visit: Visit, kind: Kind, entry: Entry) -> Trail | None:
    """The way back to the list that the address tells of, and to the entry's neighbours in it; None where it tells of none."""
    text = visit.arg("list")
    if not text or len(text) > LONGEST:
        return None
    selection = selection_of(visit, kind, groups_of(visit, kind), asked(text))
    found, here = around(visit.session, selection, entry), told(visit, selection)

    def neighbour(row: CardRow | None) -> Card | None:
        url = entry_url(visit, kind, row.id, row.slug, list=here) if row else ""
        return dataclasses.replace(card(visit, visit.bank, row), url=url) if row else None

    return Trail(list_url(visit, selection), neighbour(found.before), neighbour(found.after))
