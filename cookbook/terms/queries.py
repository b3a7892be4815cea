"""Reading the vocabulary."""

import dataclasses
import itertools

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, EntryText, Link
from ideabank.entries.queries import texts_of_many
from ideabank.entries.visibility import visible_to
from ideabank.entries.vocabulary import COUNTING_STATES
from ideabank.search.names import Called

MOST = 2_000


@dataclasses.dataclass(frozen=True, slots=True)
class TermText:
    """A term told in one language; plain values, for the glossary keeps them from one request to the next."""

    title: str
    slug: str
    summary: str
    fields: dict[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """One term everybody may see: its texts by language, and its links to other terms by relation."""

    id: int
    language: str
    texts: dict[str, TermText]
    sources: tuple[int, ...] = ()
    broader: tuple[int, ...] = ()
    related: tuple[int, ...] = ()

    def names(self, language: str) -> list[str]:
        """The preferred name and the other names in use."""
        text = self.texts.get(language)
        return [text.title, *listed(text.fields.get("synonyms", ""))] if text else []


def listed(words: str) -> list[str]:
    """Names separated by commas."""
    return [name for part in words.split(",") if (name := part.strip())]


def terms(session: Session) -> list[Term]:
    """The whole vocabulary, in three queries."""
    query = sa.select(Entry).where(visible_to(), col(Entry.kind) == "term").order_by(col(Entry.id)).limit(MOST)
    entries = list(session.execute(query).scalars())
    ids = {entry.id for entry in entries}
    texts = {
        number: {code: TermText(one.title, one.slug, one.summary, dict(one.fields)) for code, one in told.items()}
        for number, told in texts_of_many(session, ids).items()
    }
    joined: dict[tuple[int, str], list[int]] = {}
    query_links = sa.select(Link).where(col(Link.source_id).in_(ids), col(Link.state).in_(COUNTING_STATES))
    for link in session.execute(query_links.order_by(col(Link.id))).scalars():
        if link.target_id in ids:
            joined.setdefault((link.source_id, link.relation), []).append(link.target_id)
    return [_term(entry, texts[entry.id], joined) for entry in entries if texts[entry.id].get(entry.language)]


def called(session: Session) -> list[Called]:
    """What each term everybody may see is called: the preferred name, other names, and names to avoid, in one query."""
    query = sa.select(
        col(EntryText.entry_id), col(EntryText.language), col(EntryText.title), col(EntryText.fields)
    ).join(Entry, col(Entry.id) == col(EntryText.entry_id))
    query = query.where(visible_to(), col(Entry.kind) == "term")
    names: dict[int, dict[str, tuple[str, ...]]] = {}
    for number, language, title, fields in session.execute(query.order_by(*EntryText.__table__.primary_key)):  # type: ignore[attr-defined]
        others = (name for field in ("synonyms", "avoid") for name in listed(fields.get(field, "")))
        names.setdefault(number, {})[language] = (title, *others)
    return [Called(told) for told in itertools.islice(names.values(), MOST)]


def _term(entry: Entry, texts: dict[str, TermText], joined: dict[tuple[int, str], list[int]]) -> Term:
    number = entry.id
    slides = tuple(slide for source in entry.sources for slide in source.get("slides") or ())
    broader, related = (tuple(joined.get((number, code), ())) for code in ("broader", "related-to"))
    return Term(number, entry.language, texts, slides, broader, related)
