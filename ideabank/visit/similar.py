"""From a search's answer to cards: what was found, and what may already exist."""

from collections.abc import Collection

from ideabank.database import is_writing
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.queries import rows_of
from ideabank.search.answer import Portion
from ideabank.search.judging import Likes
from ideabank.visit.cards import card
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit

MOST_LETTERS = 4_000


def found_cards(visit: Visit, query: str, *, kinds: Collection[str], limit: int = 20) -> list[tuple[int, Card]]:
    """(entry id, card) of what a search finds, best first."""
    among = (("kind", tuple(kinds)),)
    found = visit.search.find(
        visit.session, query, filters=among, language=visit.lang, portion=Portion(limit, 0, limit)
    )
    return cards_of(visit, [*found.ids, *found.related.ids][:limit])


def like(visit: Visit, words: str, *, title: str, kinds: Collection[str], limit: int = 5) -> Likes:
    """Entries of these kinds that may already say this, in two voices; `words` begin with the `title`. Never asked while one writes: others wait for that."""
    if not words.strip():
        return Likes()
    return visit.search.similar(words[:MOST_LETTERS], title=title[:MOST_LETTERS], kinds=kinds, limit=limit)


def neighbours(
    visit: Visit, entry: Entry, text: EntryText, *, without: Collection[str], limit: int = 4
) -> tuple[Card, ...]:
    """Cards of the entries most like this one, but those at the addresses `without`, such as the ones it is linked to."""
    words = "\n".join((text.title, text.summary, *text.fields.values()))
    ids = visit.search.similar_to(entry.id, entry.version, words, may_ask=not is_writing(visit.session))
    return tuple(card for _, card in cards_of(visit, ids) if card.url not in without)[:limit]


def cards_of(visit: Visit, ids: list[int]) -> list[tuple[int, Card]]:
    """Cards in the order of the ids; the visibility rule is asked again, whatever an index may say."""
    rows = rows_of(visit.session, ids, visit.lang)
    return [(one, card(visit, visit.bank, rows[one])) for one in ids if one in rows]
