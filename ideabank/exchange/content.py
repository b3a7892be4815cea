"""Loading content files: front matter + Markdown, through the same actions people use.

All files are read and checked before the first is stored: one bad file and nothing is loaded. Loading again changes only what
nobody but the loader has edited.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database
from ideabank.entries import actions, links
from ideabank.entries.bank import Bank
from ideabank.entries.content import Content, Text, check, check_evidence
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Link, LinkChange, Revision
from ideabank.entries.revisions import already_says, snapshot
from ideabank.entries.structure import Unfolded
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.exchange.turns import in_turns
from ideabank.text.frontmatter import Document, FrontMatterError, parse
from ideabank.text.plain import Json

Progress = Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class LinkFile:
    """One link of a content file: its other end as kind and key, and its claim."""

    kind: str
    key: str
    relation: str
    claim: links.Claim
    anchor: str = ""


@dataclasses.dataclass(frozen=True)
class EntryFile:
    """One content file, read and checked."""

    file: str
    kind: Kind
    key: str
    status: str
    content: Content
    links: tuple[LinkFile, ...]
    digest: str


@dataclasses.dataclass
class Loaded:
    """What a loading did."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    links: int = 0


def read_all(bank: Bank) -> list[EntryFile]:
    """All content files of all kinds. Raises FrontMatterError with file, line and field for the first that is wrong."""
    files = [
        read_file(path, kind)
        for kind in bank.kinds.values()
        if kind.exchange.content is not None and kind.exchange.content.is_dir()
        for path in sorted(kind.exchange.content.glob("*.md"))
    ]
    known = {(file.kind.code, file.key) for file in files}
    for file in files:
        _require_ends(file, known, bank)
    return files


def read_file(path: Path, kind: Kind) -> EntryFile:
    """One content file as content for the actions."""
    text = path.read_text(encoding="utf-8")
    document = parse(text, file=path.name)
    meta = document.meta
    if meta.get("kind") != kind.code:
        raise document.error("kind", f"expected {kind.code}")
    if meta.get("key") != path.stem:
        raise document.error("key", "must be the file's name without .md")
    added = _unfolded(document, kind)
    content = _content(document, kind, added.details)
    problems = check(kind, content)
    if problems:
        raise document.error(problems[0].field, problems[0].message % problems[0].values)
    status = str(meta.get("status") or kind.lifecycle.statuses[0])
    if status not in kind.lifecycle.statuses:
        raise document.error("status", f"{status!r} is not one of {', '.join(kind.lifecycle.statuses)}")
    found = tuple(_link(document, one) for one in [*(meta.get("links") or ()), *added.links])
    return EntryFile(path.name, kind, path.stem, status, content, found, hashlib.sha256(text.encode()).hexdigest())


def load(session: Session, files: Iterable[EntryFile], *, progress: Progress = lambda step: None) -> Loaded:
    """Stores the files, then their links. People's edits win over a newer file."""
    loading, files = _Loading(), list(files)
    for act in (loading.store, loading.join):
        for file in files:
            act(session, file)
            progress(file.key)
    return loading.done


def load_by_turns(database: Database, files: Sequence[EntryFile], *, progress: Progress, pause: float) -> Loaded:
    """The same in short transactions, so that people can write meanwhile. Loading again goes on where it was interrupted."""
    loading = _Loading()

    def step(count: int) -> None:
        for _ in range(count):
            progress("")

    in_turns(database, files, loading.store, done=step, pause=pause)
    in_turns(database, files, loading.join, done=step, pause=pause)
    return loading.done


class _Loading:
    """One loading while it goes on: what it did, and the entries by their kind and key."""

    def __init__(self) -> None:
        self.done = Loaded()
        self._entries: dict[tuple[str, str], int] = {}

    def store(self, session: Session, file: EntryFile) -> None:
        self._entries[file.kind.code, file.key] = _store(session, file, self.done).id

    def join(self, session: Session, file: EntryFile) -> None:
        source = session.get_one(Entry, self._entries[file.kind.code, file.key])
        for link in file.links:
            target = session.get_one(Entry, self._entries[link.kind, link.key])
            self.done.links += _join(session, source, target, link)


def _unfolded(document: Document, kind: Kind) -> Unfolded:
    """The details and links that this kind's own way of telling adds."""
    if kind.structure is None:
        return Unfolded()
    try:
        return kind.structure.unfold(document.meta)
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise document.error(kind.structure.field, str(error)) from error


def _content(document: Document, kind: Kind, added: Json) -> Content:
    meta = document.meta
    language = str(meta.get("language") or "fi")
    titles = _by_language(document, "title")
    if language not in titles:
        raise document.error("title", f"is missing in the original language {language}")
    summaries, bodies = _by_language(document, "summary"), _by_language(document, "body")
    bodies[language] = document.body.strip()
    fields = _map(document, meta.get("fields"), "fields")
    known = [field.name for field in kind.texts]
    if unknown := set(fields).difference(known):
        raise document.error("fields", f"{sorted(unknown)[0]} is not a text of {kind.code}")
    told = {name: _map(document, fields.get(name), f"fields: {name}") for name in known}
    texts = {
        code: Text(
            title,
            summaries.get(code, ""),
            bodies.get(code, ""),
            {name: str(told[name].get(code) or "") for name in known},
        )
        for code, title in titles.items()
    }
    return Content(
        language=language,
        texts=texts,
        theme=str(meta.get("theme") or ""),
        county=str(meta.get("county") or ""),
        details={**_details(document, kind), **added},
        tags=tuple(str(tag) for tag in meta.get("tags") or ()),
        sources=tuple(meta.get("sources") or ()),
        review_by=str(meta.get("review_by") or ""),
    )


def _by_language(document: Document, name: str) -> dict[str, str]:
    value = _map(document, document.meta.get(name), name)
    return {str(code): str(text).strip() for code, text in value.items() if text}


def _map(document: Document, value: object, name: str) -> Json:
    """The value as a map; nothing is an empty one."""
    if value is not None and not isinstance(value, dict):
        raise document.error(name.partition(":")[0], f"{name} must be a map, such as {{fi: …, sv: …, en: …}}")
    return {str(key): one for key, one in (value or {}).items()}


def _details(document: Document, kind: Kind) -> Json:
    details = _map(document, document.meta.get("details"), "details")
    known = {field.name for field in kind.details}
    if unknown := set(details) - known:
        raise document.error("details", f"{sorted(unknown)[0]} is not a detail of {kind.code}")
    return kind.current({name: value for name, value in details.items() if value is not None})


def _link(document: Document, one: object) -> LinkFile:
    if not isinstance(one, dict):
        raise document.error("links", "each link is a map, such as {to: solution/omakanta, fit: partial}")
    kind, _, key = str(one.get("to", "")).partition("/")
    fit, basis = str(one.get("fit") or "unknown"), str(one.get("basis") or "judgement")
    if fit not in FITS or basis not in BASES:
        raise document.error("links", f"fit {fit!r} or basis {basis!r} of {one.get('to')} is not on the list")
    if problems := check_evidence("links", one.get("evidence") or {}, one.get("slides") or ()):
        raise document.error("links", problems[0].message % problems[0].values)
    claim = links.Claim(fit, basis, dict(one.get("evidence") or {}), tuple(one.get("slides") or ()))
    return LinkFile(kind, key, str(one.get("relation") or "addressed-by"), claim, str(one.get("anchor") or ""))


def _require_ends(file: EntryFile, known: set[tuple[str, str]], bank: Bank) -> None:
    for link in file.links:
        if (link.kind, link.key) not in known:
            raise FrontMatterError(file.file, 1, "links", f"there is no {link.kind}/{link.key}")
        if link.relation not in {relation.code for relation in bank.relations_between(file.kind.code, link.kind)}:
            raise FrontMatterError(
                file.file, 1, "links", f"{link.relation} cannot join {file.kind.code} and {link.kind}"
            )


def _store(session: Session, file: EntryFile, done: Loaded) -> Entry:
    query = sa.select(Entry).where(col(Entry.kind) == file.kind.code, col(Entry.content_key) == file.key)
    entry = session.execute(query).scalar_one_or_none()
    if entry is None:
        entry = actions.propose(session, file.kind, file.content)
        entry.content_key, entry.status = file.key, file.status
        done.created += 1
    elif entry.content_hash == file.digest or _edited_by_people(session, entry):
        done.kept += 1
        return entry
    elif already_says(snapshot(session, entry), file.kind, file.content):
        done.kept += 1  # another way of writing the same, such as a code that has been renamed
    else:
        actions.revise(session, entry, file.content, based_on=entry.revision)
        done.updated += 1
    entry.content_hash = file.digest
    return entry


def _edited_by_people(session: Session, entry: Entry) -> bool:
    query = sa.select(sa.exists().where(col(Revision.entry_id) == entry.id, col(Revision.author_id).is_not(None)))
    return bool(session.execute(query).scalar())


def _join(session: Session, source: Entry, target: Entry, file: LinkFile) -> bool:
    """Makes or updates the link; one that a person has touched stays as it is."""
    link = links.find(session, source, target, file.relation, file.anchor)
    if link is None:
        links.suggest(session, source, target, file.relation, file.claim, anchor=file.anchor)
        return True
    if _says(link, file.claim) or _touched_by_people(session, link):
        return False
    links.edit(session, link, file.claim)
    return True


def _says(link: Link, claim: links.Claim) -> bool:
    stands = (link.fit, link.basis, json.dumps(link.evidence, sort_keys=True), tuple(link.slides))
    return stands == (claim.fit, claim.basis, json.dumps(claim.evidence, sort_keys=True), claim.slides)


def _touched_by_people(session: Session, link: Link) -> bool:
    query = sa.select(sa.exists().where(col(LinkChange.link_id) == link.id, col(LinkChange.person_id).is_not(None)))
    return bool(session.execute(query).scalar())
