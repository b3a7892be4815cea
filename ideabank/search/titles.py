"""What a title is known by when it is typed whole: as it stands, and by its words whatever their endings and order."""

from collections.abc import Iterable, Mapping

from ideabank.search.chain import Chain
from ideabank.search.small import is_small
from ideabank.search.words import tokens, words

LONGEST, MOST_WORDS = 200, 30


def typed(text: str) -> str:
    """The words of a text as they stand."""
    return "_".join(words(text))[:LONGEST]


def as_typed(title: str) -> str:
    """The mark of an entry with this title."""
    return f"={title}"


def of_words(size: int, terms: Iterable[str]) -> list[str]:
    """The marks of entries with a title of so many words one of which has one of these terms."""
    return [f"{size}:{term}" for term in terms]


def marks(chain: Chain, titles: Mapping[str, str]) -> set[str]:
    """All marks of an entry with these titles by language."""
    found = {as_typed(typed(title)) for title in titles.values()}
    for title in titles.values():
        sets = [chain.query_terms(word) for word in tokens(title) if not is_small(chain, word.lower())]
        if 0 < len(sets) <= MOST_WORDS:
            found.update(mark for terms in sets for mark in of_words(len(sets), terms))
    return found
