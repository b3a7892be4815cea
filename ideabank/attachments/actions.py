"""Pictures and PDFs that belong to an entry. What is stored here has been cleaned first (see exchange.cleaned)."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.events import record
from ideabank.entries.models import Attachment, AttachmentData, Entry
from ideabank.entries.reversal import Deed, Overtaken
from ideabank.entries.undoable import Before
from ideabank.errors import Refused
from ideabank.exchange.cleaned import Cleaned
from ideabank.i18n import N_
from ideabank.people.viewer import Viewer

MOST = 10


@dataclasses.dataclass(frozen=True)
class File:
    """A cleaned file as it is to be stored: its name, and what it shows in words, by language."""

    name: str
    alt: dict[str, str]
    content: Cleaned


def attach(session: Session, entry: Entry, file: File, *, by: Viewer) -> Attachment:
    """Stores a cleaned file. Raises Refused past ten."""
    if len(attachments_of(session, entry.id)) >= MOST:
        raise Refused(N_("There are ten already. Take one away first."))
    made = Attachment(
        entry_id=entry.id,
        created_by_id=by.id,
        name=file.name[:80],
        media_type=file.content.media_type,
        size=len(file.content.data),
        width=file.content.width,
        height=file.content.height,
        alt=file.alt,
    )
    session.add(made)
    session.flush()  # the bytes need the id
    session.add(AttachmentData(attachment_id=made.id, data=file.content.data))
    record(session, entry.id, "attached", by=by, data={"attachment": made.id}, before=Before())
    return made


def detach(session: Session, attachment: Attachment, *, by: Viewer) -> None:
    """Takes the file away; for a while it can be brought back."""
    before = Before(attachment.model_dump(mode="json"), bytes_of(session, attachment.id))
    record(session, attachment.entry_id, "detached", by=by, before=before)
    _delete(session, attachment)


def undo(session: Session, deed: Deed) -> None:
    """The file away again, or back in its place. Raises Overtaken when it is gone, or its place is taken."""
    held = session.get(Attachment, deed.event.data["attachment"] if deed.event.name == "attached" else deed.was["id"])
    if (held is None) == (deed.event.name == "attached") or len(attachments_of(session, deed.entry.id)) > MOST:
        raise Overtaken
    if held is not None:
        _delete(session, held)
    else:
        back = Attachment.model_validate(deed.was)
        session.add(back)
        session.flush()  # the bytes point at it
        session.add(AttachmentData(attachment_id=back.id, data=deed.blob))
    record(session, deed.entry.id, "file-undone", by=deed.by, data=deed.told)


def _delete(session: Session, attachment: Attachment) -> None:
    # Bytes first: PostgreSQL checks the key at once.
    session.execute(sa.delete(AttachmentData).where(col(AttachmentData.attachment_id) == attachment.id))
    session.delete(attachment)


def attachments_of(session: Session, entry_id: int) -> list[Attachment]:
    """Oldest first."""
    query = sa.select(Attachment).where(col(Attachment.entry_id) == entry_id).order_by(col(Attachment.id))
    return list(session.execute(query).scalars())


def bytes_of(session: Session, attachment_id: int) -> bytes:
    """The file itself; empty when it is gone."""
    found = session.get(AttachmentData, attachment_id)
    return found.data if found else b""
