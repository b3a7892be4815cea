"""Titles while they are being typed: a help for the search box, never a step on the way."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, EntryText
from ideabank.entries.visibility import visible_to
from ideabank.search.words import words
from ideabank.visit.cards import entry_url
from ideabank.visit.visit import Visit
from ideabank.web.pages import JSONResponse, Response

MOST = 8


def titles(visit: Visit) -> Response:
    """/fi/search/titles?q=aja: [{title, lang, kind, url}], the reader's language and the most supported first."""
    typed = visit.arg("q")[:100].lower().strip()
    ids = visit.search.titled(typed)
    bank = visit.bank
    rows = _titles_of(visit.session, ids) if ids else []
    asked = list(words(typed))[:6]
    best: dict[int, tuple[tuple[bool, bool, int, str], dict[str, str]]] = {}
    for entry_id, kind, support, title, slug, lang in rows:
        if kind not in bank.kinds or not _fits(title, asked):
            continue
        order = (not title.lower().startswith(typed), lang != visit.lang, -support, title)
        told = {
            "title": title,
            "lang": lang,
            "kind": bank.kinds[kind].one[visit.lang],
            "url": entry_url(visit, bank.kinds[kind], entry_id, slug),
        }
        best[entry_id] = min(best.get(entry_id, (order, told)), (order, told), key=lambda one: one[0])
    chosen = sorted(best.values(), key=lambda one: one[0])[:MOST]
    return JSONResponse([told for _order, told in chosen])


def _titles_of(session: Session, ids: tuple[int, ...]) -> list[tuple[int, str, int, str, str, str]]:
    """The visibility rule is asked again, whatever an index may say."""
    query = sa.select(
        col(Entry.id), col(Entry.kind), col(Entry.support_count), col(EntryText.title), col(EntryText.slug), col(EntryText.language)
    ).join(EntryText, col(EntryText.entry_id) == col(Entry.id))  # fmt: skip
    found = session.execute(query.where(visible_to(), col(Entry.id).in_(ids)))
    return [(number, kind, support, title, slug, lang) for number, kind, support, title, slug, lang in found]


def _fits(title: str, asked: list[str]) -> bool:
    standing = list(words(title))
    return all(any(word.startswith(one) for word in standing) for one in asked)
