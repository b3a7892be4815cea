"""Writing entries: one function per intention. Nothing else in the bank writes to the tables of the kernel."""

import datetime as dt
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.content import Content, Text, check
from ideabank.entries.counters import neighbours, recount
from ideabank.entries.events import bank_of, record, record_of_all
from ideabank.entries.kind import Kind
from ideabank.entries.links import drop_lost
from ideabank.entries.models import Entry, EntryTag, EntryText, Revision, Tag
from ideabank.entries.problem import Problem
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import keep_first_revision, keep_revision, snapshot, tag_names
from ideabank.entries.undoable import Before
from ideabank.errors import Conflict, Refused
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.text.markdown import render
from ideabank.text.plain import Json
from ideabank.text.slugs import slug


class ContentRefused(Refused):
    """The content breaks a rule of the bank; `problems` says which and where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = problems


class EditConflict(Conflict):
    """The entry was saved by somebody else after this edit began."""


def propose(
    session: Session,
    kind: Kind,
    content: Content,
    *,
    by: Viewer = ANONYMOUS,
    organisation_id: int | None = None,
) -> Entry:
    """A new entry of this kind, seen by everybody; a team's is at first its team's alone. Raises ContentRefused."""
    entry = _made(session, kind, content, by=by, organisation_id=organisation_id)
    if kind.lifecycle.is_teams:
        record(session, entry.id, "started", by=by)
    else:
        record(session, entry.id, "published", by=by, before=Before())
    return entry


def take_from_list(
    session: Session, kind: Kind, rows: Mapping[str, Content], *, by: Viewer = ANONYMOUS
) -> dict[str, Entry]:
    """New entries from rows of somebody's list, by the uuids of the rows, by which they are known when they come again. Everybody sees
    them, and their history says where they come from. Raises ContentRefused.

    In few statements: whoever else writes waits for all of them, and one after another they take seconds.
    """
    fit = {uuid: _fit(kind, content) for uuid, content in rows.items()}
    entries = {uuid: _new(kind, content, by=by) for uuid, content in fit.items()}
    for uuid, entry in entries.items():
        entry.uuid = uuid
    session.add_all(entries.values())
    session.flush()  # the ids are needed by texts and details
    names = {name for content in fit.values() for name in tag_names(content)}
    tags = _tags(session, names)
    for uuid, entry in entries.items():
        _write_new(session, kind, entry, fit[uuid], tags)
        keep_first_revision(session, entry, fit[uuid], by=by)
    record_of_all(session, [entry.id for entry in entries.values()], "listed", by=by)
    return entries


def _made(session: Session, kind: Kind, content: Content, *, by: Viewer, organisation_id: int | None = None) -> Entry:
    content = _fit(kind, content)
    entry = _new(kind, content, by=by)
    entry.organisation_id = organisation_id
    session.add(entry)
    session.flush()  # the id is needed by texts and details
    write(session, kind, entry, content)
    keep_revision(session, entry, by=by)
    return entry


def _new(kind: Kind, content: Content, *, by: Viewer) -> Entry:
    entry = Entry(kind=kind.code, language=content.language, owner_id=by.id, status=kind.lifecycle.statuses[0])
    entry.published_at = None if kind.lifecycle.is_teams else now()
    entry.met = "unmet" if kind.lifecycle.has_met else ""
    return entry


def revise(
    session: Session, entry: Entry, content: Content, *, based_on: int, by: Viewer = ANONYMOUS, note: str = ""
) -> Revision:
    """Saves an edit made on revision `based_on`. Raises EditConflict when there is a newer one, ContentRefused when unfit."""
    if entry.revision != based_on:
        raise EditConflict("Somebody else saved a change while you were writing.")
    kind = bank_of(session).kinds[entry.kind]
    content = _fit(kind, content)
    before = Before(
        {"made_from": {one.language: one.made_from_revision for one in texts_of(session, entry.id).values()}}
    )
    write(session, kind, entry, content)
    session.flush()  # the steps that are left are read back
    drop_lost(session, entry, by=by)
    revision = keep_revision(session, entry, by=by, note=note)
    record(session, entry.id, "revised", by=by, data={"revision": revision.number}, before=before)
    return revision


def publish(session: Session, entry: Entry, *, by: Viewer) -> None:
    """Shows the entry to everybody."""
    entry.published_at = entry.published_at or now()
    record(session, entry.id, "published", by=by, before=Before())
    visibility_changed(session, entry)


def conceal(session: Session, entry: Entry, *, by: Viewer) -> None:
    """Makes the entry its team's alone again."""
    before = Before({"published_at": entry.published_at.isoformat() if entry.published_at else ""})
    entry.published_at = None
    record(session, entry.id, "concealed", by=by, before=before)
    visibility_changed(session, entry)


def redetail(session: Session, entry: Entry, details: Json, *, by: Viewer, note: str = "") -> Revision | None:
    """The entry with other details and all else as it stands, as its next revision; None when nothing differs. Raises ContentRefused."""
    stands = snapshot(session, entry)
    if {**stands["details"], **details} == stands["details"]:
        return None
    content = Content(
        entry.language,
        {},
        theme=stands["theme"],
        county=stands["county"],
        details={**stands["details"], **details},
        tags=tuple(stands["tags"]),
        sources=tuple(stands["sources"]),
        review_by=stands["review_by"],
    )
    return revise(session, entry, content, based_on=entry.revision, by=by, note=note)


def set_status(session: Session, entry: Entry, status: str, *, by: Viewer, reason: str) -> None:
    """Moves the entry to another status and tells everybody why."""
    kind = bank_of(session).kinds[entry.kind]
    if status not in kind.lifecycle.statuses:
        raise Refused("Choose one of the options in the list.")
    before, entry.status = entry.status, status
    record(session, entry.id, "status", by=by, reason=reason, data={"from": before, "to": status}, before=Before())


def withdraw(session: Session, entry: Entry, *, by: Viewer, reason: str = "") -> None:
    """Takes the entry out of the bank; its address says so and its links no longer count. What is withdrawn already stays so."""
    if entry.withdrawn_at:
        return
    entry.withdrawn_at = now()
    record(session, entry.id, "withdrawn", by=by, reason=reason, before=Before())
    visibility_changed(session, entry)


def publish_again(session: Session, entry: Entry, *, by: Viewer) -> None:
    """Brings back what was withdrawn, with its support, talk and links. What a moderator has hidden stays hidden."""
    if entry.withdrawn_at is None:
        return
    entry.withdrawn_at = None
    record(session, entry.id, "published-again", by=by)
    visibility_changed(session, entry)


def hide(session: Session, entry: Entry, *, by: Viewer, reason: str) -> None:
    """A moderator hides the entry from everybody but its owner and the moderators."""
    entry.hidden_at = entry.hidden_at or now()
    record(session, entry.id, "hidden", by=by, reason=reason, before=Before())
    visibility_changed(session, entry)


def restore(session: Session, entry: Entry, *, by: Viewer, reason: str = "") -> None:
    """Takes back a hiding. What its author has withdrawn stays withdrawn: that was not the moderator's to take back."""
    entry.hidden_at = None
    record(session, entry.id, "restored", by=by, reason=reason, before=Before())
    visibility_changed(session, entry)


def merge(session: Session, entry: Entry, *, into: Entry, by: Viewer, reason: str = "") -> None:
    """Points the entry at another that tells the same; its votes and comments stay on its own row, so this can be undone."""
    if into.id == entry.id or into.merged_into_id:
        raise Refused("An entry cannot be merged into itself or into one that is itself merged.")
    entry.merged_into_id = into.id
    record(session, entry.id, "merged", by=by, reason=reason, data={"into": into.id})
    visibility_changed(session, entry)


def unmerge(session: Session, entry: Entry, *, by: Viewer, reason: str = "") -> None:
    """Takes a merge back."""
    entry.merged_into_id = None
    record(session, entry.id, "unmerged", by=by, reason=reason)
    visibility_changed(session, entry)


def visibility_changed(session: Session, entry: Entry) -> None:
    """Whom everybody sees has changed: its neighbours count it, or no longer do."""
    session.flush()
    session.refresh(entry)  # is_public is computed by the database
    for other in neighbours(session, entry.id):
        recount(session, other)
        record(session, other, "neighbour", by=ANONYMOUS)


def _fit(kind: Kind, content: Content) -> Content:
    content = content.mended()
    if problems := check(kind, content):
        raise ContentRefused(problems)
    return content


def write(session: Session, kind: Kind, entry: Entry, content: Content) -> None:
    """Puts the content into the entry's rows; whoever calls it keeps the revision and the event."""
    _put_down(kind, entry, content)
    # The original is written first: a translation saved together with it is made from it.
    for language in sorted(content.texts, key=lambda code: code != entry.language):
        _write_text(session, entry, language, content.texts[language])
    _write_details(session, kind, entry.id, content.details)
    _write_tags(session, entry.id, tag_names(content))


def _write_new(session: Session, kind: Kind, entry: Entry, content: Content, tags: Mapping[str, int]) -> None:
    """The same of an entry that has nothing yet; `tags` are the ids of all its tags."""
    _put_down(kind, entry, content)
    for language, text in content.texts.items():
        row = EntryText(entry_id=entry.id, language=language, title="")
        _tell(row, entry, text)
        session.add(row)
    if kind.detail is not None:
        session.add(kind.detail(entry_id=entry.id, **content.details))
    session.add_all(EntryTag(entry_id=entry.id, tag_id=tags[name]) for name in sorted(tag_names(content)))


def _put_down(kind: Kind, entry: Entry, content: Content) -> None:
    """What the entry's own row says."""
    entry.theme, entry.county = content.theme, content.county
    entry.review_by = dt.date.fromisoformat(content.review_by) if content.review_by else None
    entry.sources = list(content.sources)
    entry.updated_at = now()
    if kind.code_from:
        entry.code = content.details.get(kind.code_from)


def _write_text(session: Session, entry: Entry, language: str, text: Text) -> None:
    row = session.get(EntryText, (entry.id, language)) or EntryText(entry_id=entry.id, language=language, title="")
    new = (text.title, text.summary, text.body, text.fields)
    if (row.title, row.summary, row.body, row.fields) == new and language == entry.language:
        return
    _tell(row, entry, text)
    session.add(row)


def _tell(row: EntryText, entry: Entry, text: Text) -> None:
    row.title, row.summary, row.body, row.fields = text.title, text.summary, text.body, dict(text.fields)
    row.slug = slug(text.title)
    row.body_html = render(text.body)
    row.updated_at = now()
    row.made_from_revision = entry.revision + 1


def _write_details(session: Session, kind: Kind, entry_id: int, details: Json) -> None:
    if kind.detail is None:
        return
    row = session.get(kind.detail, entry_id)
    if row is None:
        session.add(kind.detail(entry_id=entry_id, **details))
        return
    for name, value in details.items():
        setattr(row, name, value)


def _write_tags(session: Session, entry_id: int, names: set[str]) -> None:
    kept = set(_tags(session, names).values())
    held = set(session.execute(sa.select(col(EntryTag.tag_id)).where(col(EntryTag.entry_id) == entry_id)).scalars())
    if held - kept:
        session.execute(
            sa.delete(EntryTag).where(col(EntryTag.entry_id) == entry_id, col(EntryTag.tag_id).in_(held - kept))
        )
    session.add_all(EntryTag(entry_id=entry_id, tag_id=tag_id) for tag_id in sorted(kept - held))


def _tags(session: Session, names: Collection[str]) -> dict[str, int]:
    """The ids of the tags of these names; new ones are made."""
    rows = {tag.name: tag for tag in session.execute(sa.select(Tag).where(col(Tag.name).in_(names))).scalars()}
    for name in sorted(set(names) - rows.keys()):
        rows[name] = Tag(name=name)
        session.add(rows[name])
    session.flush()  # new tags need their ids
    return {name: tag.id for name, tag in rows.items()}
