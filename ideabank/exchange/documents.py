"""An entry as plain data: the shape of the .json twin, of one NDJSON line, and of the front matter of the .md twin.

{kind, id, uuid, code, url, language, status, theme, county, published, updated, support, statements, comments, met,
 texts: {language: {title, summary, body, …fields}}, details: {…}, tags: […], sources: […],
 links: [{relation, direction: "forth"|"back", anchor, kind, id, title, fit, basis, state, slides, evidence: {language: text}}],
 review_by, review_due, facts: {…}}   the last three only where there are any
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from ideabank.entries.events import bank_of
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, EntryTag, EntryText, Link, Tag
from ideabank.entries.queries import details_of, texts_of_many
from ideabank.entries.visibility import visible_to
from ideabank.text.plain import Json

BATCH = 200
Document = Json


def documents(session: Session, kind: str = "", *, public_url: str = "") -> Iterator[Document]:
    """Every public entry (of one kind), in the order of ids, a few hundred at a time."""
    last = 0
    while True:
        query = sa.select(Entry).where(visible_to(), col(Entry.id) > last).order_by(col(Entry.id)).limit(BATCH)
        if kind:
            query = query.where(col(Entry.kind) == kind)
        entries = list(session.execute(query).scalars())
        if not entries:
            return
        yield from _batch(session, entries, public_url)
        last = entries[-1].id
        session.expunge_all()


def documents_of(session: Session, ids: Sequence[int], kind: str, *, public_url: str = "") -> Iterator[Document]:
    """Those of these entries that are of this kind and public, in the order of the ids."""
    query = sa.select(Entry).where(visible_to(), col(Entry.id).in_(ids), col(Entry.kind) == kind)
    entries = sorted(session.execute(query).scalars(), key=lambda entry: ids.index(entry.id))
    for first in range(0, len(entries), BATCH):
        yield from _batch(session, entries[first : first + BATCH], public_url)


def document(session: Session, entry: Entry, *, public_url: str = "") -> Document:
    """One entry as plain data."""
    return next(iter(_batch(session, [entry], public_url)))


def _batch(session: Session, entries: list[Entry], public_url: str) -> Iterator[Document]:
    ids = [entry.id for entry in entries]
    texts, tags, links = texts_of_many(session, ids), _tags(session, ids), _links(session, ids)
    details, facts = _details(session, entries), _facts(session, entries)
    for entry in entries:
        number = entry.id
        kind = bank_of(session).kinds[entry.kind]
        original = texts[number].get(entry.language)
        yield {
            "kind": entry.kind,
            "id": number,
            "uuid": entry.uuid,
            "code": entry.code or f"{kind.prefix}-{number}",
            "url": _url(public_url, kind, entry, original.slug if original else ""),
            "language": entry.language,
            "status": entry.status,
            "theme": entry.theme,
            "county": entry.county,
            "published": entry.published_at.isoformat() if entry.published_at else None,
            "updated": entry.updated_at.isoformat(),
            "support": entry.support_count,
            "statements": entry.statement_count,
            "comments": entry.comment_count,
            "met": entry.met or None,
            "texts": {code: _words(text) for code, text in sorted(texts[number].items())},
            "details": details.get(number, {}),
            "tags": tags[number],
            "sources": entry.sources,
            "links": links[number],
            **_review(entry),
            **({"facts": facts[number]} if number in facts else {}),
        }


def _review(entry: Entry) -> Document:
    """By when somebody looks at it again, and whether that day has passed."""
    if entry.review_by is None:
        return {}
    return {"review_by": entry.review_by.isoformat(), "review_due": entry.review_by < dt.date.today()}


def _facts(session: Session, entries: list[Entry]) -> dict[int, Json]:
    found: dict[int, Json] = {}
    for code in {entry.kind for entry in entries}:
        facts = bank_of(session).kinds[code].exchange.facts
        if facts is not None:
            found.update(facts(session, [entry for entry in entries if entry.kind == code]))
    return found


def _url(public_url: str, kind: Kind, entry: Entry, slug: str) -> str:
    return f"{public_url}/{entry.language}/{kind.folder}/{entry.id}" + (f"-{slug}" if slug else "")


def _words(text: EntryText) -> dict[str, str]:
    own = {name: words for name, words in text.fields.items() if words}
    return {"title": text.title, "summary": text.summary, **own, "body": text.body}


def _tags(session: Session, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = sa.select(col(EntryTag.entry_id), col(Tag.name)).join(Tag, col(Tag.id) == col(EntryTag.tag_id))
    for entry_id, name in session.execute(query.where(col(EntryTag.entry_id).in_(ids)).order_by(col(Tag.name))):
        found[entry_id].append(name)
    return found


def _details(session: Session, entries: list[Entry]) -> dict[int, Json]:
    found: dict[int, Json] = {}
    for code in {entry.kind for entry in entries}:
        ids = [entry.id for entry in entries if entry.kind == code]
        found |= details_of(session, bank_of(session).kinds[code], ids)
    return found


def _links(session: Session, ids: list[int]) -> dict[int, list[Document]]:
    """Links from both ends whose other end is public."""
    found: dict[int, list[Document]] = defaultdict(list)
    for direction in ("forth", "back"):
        mine, other = (Link.source_id, Link.target_id) if direction == "forth" else (Link.target_id, Link.source_id)
        text = aliased(EntryText)
        query = (
            sa.select(col(mine), Link, col(Entry.kind), col(Entry.id), col(text.title))
            .join(Entry, col(Entry.id) == col(other))
            .join(text, sa.and_(col(text.entry_id) == col(Entry.id), col(text.language) == col(Entry.language)))
            .where(col(mine).in_(ids), visible_to(), col(Link.state) != "withdrawn")
            .order_by(col(Link.id))
        )
        for owner, link, kind, number, title in session.execute(query):
            found[owner].append(_link(link, direction, kind, number or 0, title))
    return found


def _link(link: Link, direction: str, kind: str, number: int, title: str) -> Document:
    return {
        "relation": link.relation,
        "direction": direction,
        "anchor": link.anchor,
        "kind": kind,
        "id": number,
        "title": title,
        "fit": link.fit,
        "basis": link.basis,
        "state": link.state,
        "slides": link.slides,
        "evidence": link.evidence,
    }
