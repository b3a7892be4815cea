"""Blacking out a stretch of words wherever it stands at one entry, and leaving the rest: one function for each place."""

import dataclasses
from collections.abc import Callable
from typing import TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.events import bank_of, record
from ideabank.entries.kind import Kind
from ideabank.entries.models import (
    Attachment,
    Decision,
    Draft,
    Entry,
    EntryTag,
    EntryText,
    Event,
    Link,
    LinkChange,
    Report,
    Revision,
    Tag,
)
from ideabank.entries.queries import table_of
from ideabank.entries.removals import PART, Remover, note_removal
from ideabank.entries.revisions import keep_revision
from ideabank.i18n import LANGUAGES, Words
from ideabank.moderation.actions import Matter, log_decision
from ideabank.people.models import KeptAct
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.support.models import Statement
from ideabank.text.blackout import black_out
from ideabank.text.markdown import render
from ideabank.text.plain import Json
from ideabank.text.slugs import slug

MARK = Words("▇▇▇ moderaattori poisti ▇▇▇", "▇▇▇ borttaget av moderator ▇▇▇", "▇▇▇ removed by a moderator ▇▇▇")
BARE = "▇▇▇"
SHORT = 80  # characters
LONGEST_TITLE = 200


Data = TypeVar("Data")


@dataclasses.dataclass
class Ink:
    """The words to black out, and at which PLACES; `whole`: not inside of longer words. `count` tells how many texts have changed."""

    words: str
    places: tuple[str, ...] = ()
    whole: bool = True
    count: int = 0

    def on(self, text: str, language: str) -> str:
        """The text with the words blacked out, said in its own language."""
        mark = MARK[language if language in LANGUAGES else "en"]
        new = black_out(text, self.words, mark, whole=self.whole)
        self.count += new != text
        # What was a short name stays one: it has a limit of its own.
        return new.replace(mark, BARE) if len(text) <= SHORT < len(new) else new

    def on_data(self, data: Data, language: str = "") -> Data:
        """Plain data with the words blacked out in what is told by language; codes and keys stay as they are."""
        return cast(Data, self._on_data(data, language))

    def _on_data(self, data: object, language: str) -> object:
        if isinstance(data, dict):
            by_language = bool(data) and set(data) <= set(LANGUAGES)
            return {key: self._on_data(one, key if by_language else language) for key, one in data.items()}
        if isinstance(data, list):
            return [self._on_data(one, language) for one in data]
        return self.on(data, language) if isinstance(data, str) and language else data


def black_out_words(session: Session, entry: Entry, ink: Ink, *, by: Viewer, reason: str) -> int:
    """Blacks the words out at these places of the entry, tells it in public, and gives how many texts had them."""
    found = _at(session, entry, ink, by, reason)
    if not found:  # as a part of longer words, which is what inflected names are
        found = _at(session, entry, dataclasses.replace(ink, whole=False), by, reason)
    if found:
        log_decision(session, Matter(entry), action="blackout", reason=reason, by=by)
        record(session, entry.id, "blacked-out", by=by, reason=reason)
    return found


def _at(session: Session, entry: Entry, ink: Ink, by: Viewer, reason: str) -> int:
    for place in ink.places:
        before = ink.count
        PLACES[place](session, entry, ink)
        if place == "text" and ink.count > before:
            # A version of its own: an edit begun before this one cannot bring the words back.
            revision = keep_revision(session, entry, by=by)
            session.flush()  # the note needs the version's id
            note_removal(session, revision, extent=PART, by=Remover(by, "moderator", reason))
    return ink.count


def _text(session: Session, entry: Entry, ink: Ink) -> None:
    """What the entry says, now and in every saved version, with drafts, forms that wait for a sign-in, pictures, and copies that
    others have made."""
    for text in session.execute(sa.select(EntryText).where(col(EntryText.entry_id) == entry.id)).scalars():
        _blacken(text, ink)
    entry.sources = ink.on_data(entry.sources)
    _details(session, entry, ink)
    _tags(session, entry, ink)
    for revision in session.execute(sa.select(Revision).where(col(Revision.entry_id) == entry.id)).scalars():
        revision.note = ink.on(revision.note, entry.language)
        revision.snapshot = _snapshot(session, entry, revision.snapshot, ink)
    for draft in session.execute(sa.select(Draft).where(col(Draft.entry_id) == entry.id)).scalars():
        draft.values = ink.on_data(draft.values, entry.language)
    for act in session.execute(sa.select(KeptAct).where(col(KeptAct.entry_id) == entry.id)).scalars():
        act.fields = [[name, ink.on(value, entry.language)] for name, value in act.fields]
    for picture in session.execute(sa.select(Attachment).where(col(Attachment.entry_id) == entry.id)).scalars():
        picture.alt = ink.on_data(picture.alt)
        picture.name = _file_name(picture.name, ink)
    if copies := bank_of(session).kinds[entry.kind].exchange.copies:
        copies(session, entry, ink.on_data)


def _blacken(text: EntryText, ink: Ink) -> None:
    title = ink.on(text.title, text.language)
    if len(title) > LONGEST_TITLE:
        title = title.replace(MARK[text.language], BARE)[:LONGEST_TITLE]
    text.title, text.slug = title, slug(title)
    text.summary, text.body = ink.on(text.summary, text.language), ink.on(text.body, text.language)
    text.fields = {name: ink.on(words, text.language) for name, words in text.fields.items()}
    text.body_html = render(text.body)


def _details(session: Session, entry: Entry, ink: Ink) -> None:
    kind = bank_of(session).kinds[entry.kind]
    row = session.get(kind.detail, entry.id) if kind.detail else None
    if row is None:
        return
    for name, value in _detail_values(session, entry, row.model_dump(exclude={"entry_id"}), ink).items():
        setattr(row, name, value)


def _detail_values(session: Session, entry: Entry, details: Json, ink: Ink) -> Json:
    """Structured details tell their words by language; a free text of one line is in the entry's own."""
    kind = bank_of(session).kinds[entry.kind]
    free = {one.name for one in kind.details if one.options is None and one.outline is None} - {kind.code_from}
    lines = {
        name: ink.on(one, entry.language)[: _longest(kind, name)]
        for name, one in details.items()
        if name in free and isinstance(one, str)
    }
    return {**{name: ink.on_data(one) for name, one in details.items()}, **lines}


def _longest(kind: Kind, name: str) -> int | None:
    column = table_of(kind.detail).c[name].type if kind.detail else None
    return getattr(column, "length", None)


def _snapshot(session: Session, entry: Entry, snapshot: Json, ink: Ink) -> Json:
    if not snapshot:
        return snapshot
    details = _detail_values(session, entry, snapshot.get("details") or {}, ink)
    tags = [tag for tag in snapshot.get("tags") or [] if ink.on(tag, entry.language) == tag]
    return {**ink.on_data(snapshot), "details": details, "tags": tags}


def _tags(session: Session, entry: Entry, ink: Ink) -> None:
    """A tag with the words in it is taken off; one that no entry has any more is deleted."""
    query = sa.select(Tag).join(EntryTag, col(EntryTag.tag_id) == col(Tag.id)).where(col(EntryTag.entry_id) == entry.id)
    for tag in session.execute(query).scalars().all():
        if ink.on(tag.name, entry.language) == tag.name:
            continue
        session.execute(sa.delete(EntryTag).where(col(EntryTag.entry_id) == entry.id, col(EntryTag.tag_id) == tag.id))
        if not session.execute(sa.select(sa.exists().where(col(EntryTag.tag_id) == tag.id))).scalar():
            session.delete(tag)


def _file_name(name: str, ink: Ink) -> str:
    stem, _, ending = name.rpartition(".")
    spaced = stem.replace("-", " ")
    return f"file.{ending}" if ink.on(spaced, "en") != spaced else name


def _comments(session: Session, entry: Entry, ink: Ink) -> None:
    for comment in session.execute(sa.select(Comment).where(col(Comment.entry_id) == entry.id)).scalars():
        body = ink.on(comment.body, comment.language)
        if body != comment.body:
            comment.body, comment.body_html = body, render(body)
            comment.revision += 1  # an edit begun before this cannot bring the words back


def _statements(session: Session, entry: Entry, ink: Ink) -> None:
    for statement in session.execute(sa.select(Statement).where(col(Statement.entry_id) == entry.id)).scalars():
        statement.words = ink.on(statement.words, statement.language)


def _links(session: Session, entry: Entry, ink: Ink) -> None:
    """The grounds of its links, now and in their history; the page at the other end is drawn anew."""
    ends = sa.or_(col(Link.source_id) == entry.id, col(Link.target_id) == entry.id)
    for link in session.execute(sa.select(Link).where(ends)).scalars().all():
        before = ink.count
        link.evidence = ink.on_data(link.evidence)
        for change in session.execute(sa.select(LinkChange).where(col(LinkChange.link_id) == link.id)).scalars().all():
            change.after = {**change.after, "evidence": ink.on_data(change.after.get("evidence") or {})}
            change.reason = ink.on(change.reason, str(change.after.get("language") or "fi"))
        if ink.count > before:
            link.revision += 1
            record(session, link.target_id if link.source_id == entry.id else link.source_id, "neighbour", by=ANONYMOUS)


def _reasons(session: Session, entry: Entry, ink: Ink) -> None:
    """What was said of decisions about it: in its history, in the public log and in reports."""
    for event in session.execute(sa.select(Event).where(col(Event.entry_id) == entry.id)).scalars():
        event.reason = ink.on(event.reason, str(event.data.get("language") or entry.language))
    for decision in session.execute(sa.select(Decision).where(col(Decision.entry_id) == entry.id)).scalars():
        decision.reason = ink.on(decision.reason, entry.language)
    for report in session.execute(sa.select(Report).where(col(Report.entry_id) == entry.id)).scalars():
        report.words = ink.on(report.words, entry.language)


PLACES: dict[str, Callable[[Session, Entry, Ink], None]] = {
    "text": _text,
    "comments": _comments,
    "statements": _statements,
    "links": _links,
    "reasons": _reasons,
}
