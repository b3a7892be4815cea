"""What undoes what is done to an entry itself. Its links are undone in `links`, what a moderator decides in the room of moderation."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.actions import visibility_changed, write
from ideabank.entries.content import Content, Text
from ideabank.entries.events import bank_of, record
from ideabank.entries.links import drop_lost
from ideabank.entries.models import Entry, EntryText, Revision
from ideabank.entries.queries import texts_of
from ideabank.entries.reversal import Deed, Overtaken, Reversal
from ideabank.entries.revisions import keep_revision
from ideabank.i18n import N_


def undo_publishing(session: Session, deed: Deed) -> None:
    """A team's entry is the team's alone again, another withdrawn. Raises Overtaken when others have taken it up."""
    entry = deed.entry
    if entry.published_at is None or entry.withdrawn_at:
        raise Overtaken
    if bank_of(session).kinds[entry.kind].lifecycle.is_teams:
        entry.published_at = None
    elif entry.revision > 1 or entry.support_count + entry.statement_count + entry.comment_count + entry.link_count:
        raise Overtaken
    else:
        entry.withdrawn_at = now()
    _undone(session, deed)
    visibility_changed(session, entry)


def undo_concealing(session: Session, deed: Deed) -> None:
    """Everybody sees the entry again, since the day they first did."""
    if deed.entry.published_at is not None:
        raise Overtaken
    deed.entry.published_at = dt.datetime.fromisoformat(deed.was["published_at"])
    _undone(session, deed)
    visibility_changed(session, deed.entry)


def undo_withdrawal(session: Session, deed: Deed) -> None:
    """The entry is in the bank again; what a moderator has hidden meanwhile stays hidden."""
    if deed.entry.withdrawn_at is None:
        raise Overtaken
    deed.entry.withdrawn_at = None
    _undone(session, deed)
    visibility_changed(session, deed.entry)


def undo_status(session: Session, deed: Deed) -> None:
    """The status before. Raises Overtaken when it has been set anew since."""
    if deed.entry.status != deed.event.data["to"]:
        raise Overtaken
    deed.entry.status = deed.event.data["from"]
    _undone(session, deed)


def undo_hiding(session: Session, deed: Deed) -> None:
    """The entry shown or hidden as before a moderator decided."""
    was_hidden = deed.event.name == "restored"
    if (deed.entry.hidden_at is not None) == was_hidden:
        raise Overtaken
    deed.entry.hidden_at = now() if was_hidden else None
    _undone(session, deed)
    visibility_changed(session, deed.entry)


def undo_edit(session: Session, deed: Deed) -> None:
    """The entry as its version before says, as a version of its own. Raises Overtaken when there is a newer one, or that one is emptied."""
    entry, number = deed.entry, deed.event.data["revision"]
    query = sa.select(Revision).where(col(Revision.entry_id) == entry.id, col(Revision.number) == number - 1)
    before = session.execute(query).scalar_one_or_none()
    if entry.revision != number or before is None or not before.snapshot:
        raise Overtaken
    write(session, bank_of(session).kinds[entry.kind], entry, _content(before))
    _tell_as_before(session, entry, set(before.snapshot["texts"]), deed.was["made_from"])
    drop_lost(session, entry, by=deed.by)
    keep_revision(session, entry, by=deed.by)
    _undone(session, deed)


def _content(version: Revision) -> Content:
    stood = version.snapshot
    return Content(
        stood["language"],
        {code: Text(**text) for code, text in stood["texts"].items()},
        theme=stood["theme"],
        county=stood["county"],
        details=stood["details"],
        tags=tuple(stood["tags"]),
        sources=tuple(stood["sources"]),
        review_by=stood["review_by"],
    )


def _tell_as_before(session: Session, entry: Entry, languages: set[str], made_from: dict[str, int]) -> None:
    """Takes away the languages that were not told then, and says of each translation again what it was made from."""
    session.flush()  # new texts are read back
    for code, text in texts_of(session, entry.id).items():
        if code in languages:
            text.made_from_revision = made_from.get(code, text.made_from_revision)
        else:
            session.execute(
                sa.delete(EntryText).where(col(EntryText.entry_id) == entry.id, col(EntryText.language) == code)
            )


def _undone(session: Session, deed: Deed) -> None:
    record(session, deed.entry.id, "undone", by=deed.by, data={"of": deed.event.name, **deed.told})


REVERSALS = (
    Reversal(
        "published",
        undo_publishing,
        N_("Undone: it is not in the bank any more. You can publish it again on its page."),
        N_("You can withdraw it on its page."),
    ),
    Reversal(
        "concealed",
        undo_concealing,
        N_("Undone: everybody sees it again. You can change that on its page."),
        N_("You can publish it again on its page."),
    ),
    Reversal(
        "withdrawn",
        undo_withdrawal,
        N_("Undone: it is in the bank again. You can withdraw it again on its page."),
        N_("You can publish it again on its page."),
    ),
    Reversal(
        "revised",
        undo_edit,
        N_("Undone: it reads as before. Both versions are kept; you can edit it again."),
        N_("You can edit it again; the version before is kept under Versions."),
    ),
    Reversal(
        "status",
        undo_status,
        N_("Undone: the status is as before. You can change it again."),
        N_("You can change the status again."),
    ),
)
