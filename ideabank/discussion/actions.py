"""Supporting and commenting: one function per intention."""

import dataclasses
import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.discussion.models import Comment
from ideabank.entries.content import check_words
from ideabank.entries.events import bump, record
from ideabank.entries.models import Entry
from ideabank.entries.problem import Problem
from ideabank.entries.reversal import Deed, Overtaken
from ideabank.entries.undoable import Before
from ideabank.errors import Conflict, Refused
from ideabank.i18n import Words
from ideabank.people.viewer import Viewer
from ideabank.text.cleaning import shows
from ideabank.text.markdown import plain, render

COMMENT_LIMIT = 5_000
STANCES = {
    "for": Words("Puolesta", "För", "For"),
    "against": Words("Vastaan", "Emot", "Against"),
    "neutral": Words("Ei kantaa", "Neutral", "Neutral"),
    "experience": Words("Oma kokemus", "Egen erfarenhet", "My experience"),
    "question": Words("Kysymys", "Fråga", "Question"),
}


def check_comment(body: str, stance: str) -> list[Problem]:
    """Why this comment cannot be published; empty when it can."""
    if not shows(plain(body)):  # also "&nbsp;", and marks without a word
        return [Problem("body", "Write your comment before you send it.")]
    if len(body) > COMMENT_LIMIT:
        values: dict[str, object] = {"limit": COMMENT_LIMIT, "length": len(body)}
        return [Problem("body", "Shorten this to at most %(limit)d characters; it now has %(length)d.", values)]
    problems = check_words({"body": body})
    return problems if stance in STANCES else [*problems, Problem("stance", "Choose one of the options in the list.")]


@dataclasses.dataclass(frozen=True)
class Remark:
    """What somebody says in a comment: the words, the stance, and the organisation in whose name, if any."""

    body: str
    stance: str = "neutral"
    organisation_id: int | None = None


def comment(session: Session, entry: Entry, remark: Remark, *, by: Viewer, parent: Comment | None = None) -> Comment:
    """A new comment. The same words from the same person on the same entry twice are one comment: a double click."""
    if remark.organisation_id is not None and remark.organisation_id not in by.organisations:
        raise Refused("You do not represent this organisation.")
    if parent is not None and parent.entry_id != entry.id:
        raise Refused("The comment you answer is on another page.")
    if (twin := _twin(session, entry, remark.body, by, parent)) is not None:
        return twin
    new = Comment(
        entry_id=entry.id,
        parent_id=parent.id if parent else None,
        author_id=by.id,
        organisation_id=remark.organisation_id,
        stance=remark.stance,
        language=by.language,
        body=remark.body,
        body_html=render(remark.body),
    )
    session.add(new)
    session.flush()  # the event names the comment
    bump(session, entry.id, comment_count=1)
    record(session, entry.id, "commented", by=by, data={"comment": new.id, "stance": remark.stance})
    return new


def edit_comment(session: Session, held: Comment, remark: Remark, *, by: Viewer, based_on: int) -> None:
    """Changes the words; the page says that it was edited."""
    if held.revision != based_on:
        raise Conflict("This comment was changed in another window. Look at it again and save once more.")
    edited = held.edited_at.isoformat() if held.edited_at else ""
    before = Before({"body": held.body, "stance": held.stance, "edited_at": edited, "revision": held.revision + 1})
    _say(held, remark.body, remark.stance)
    held.edited_at, held.revision = now(), held.revision + 1
    record(session, held.entry_id, "comment-edited", by=by, data={"comment": held.id}, before=before)


def withdraw_comment(session: Session, held: Comment, *, by: Viewer) -> None:
    """Takes the words away; answers to them stay in their place."""
    if held.withdrawn_at is not None:
        return
    if held.hidden_at is None:
        bump(session, held.entry_id, comment_count=-1)
    before = Before({"body": held.body})
    held.withdrawn_at = now()
    held.body, held.body_html = "", ""
    record(session, held.entry_id, "comment-withdrawn", by=by, data={"comment": held.id}, before=before)


def undo_edit(session: Session, deed: Deed) -> None:
    """The comment as it was before it was changed. Raises Overtaken when it has been changed or taken away since."""
    held, was = _undone(session, deed), deed.was
    if held.withdrawn_at or held.hidden_at or held.revision != was["revision"]:
        raise Overtaken
    _say(held, was["body"], was["stance"])
    held.edited_at = dt.datetime.fromisoformat(was["edited_at"]) if was["edited_at"] else None
    held.revision += 1
    record(session, held.entry_id, "comment-undone", by=deed.by, data={"comment": held.id, **deed.told})


def undo_withdrawal(session: Session, deed: Deed) -> None:
    """The withdrawn comment with its words. One that a moderator has hidden meanwhile stays hidden."""
    held = _undone(session, deed)
    if held.withdrawn_at is None:
        raise Overtaken
    held.withdrawn_at = None
    _say(held, deed.was["body"], held.stance)
    if held.hidden_at is None:
        bump(session, held.entry_id, comment_count=1)
    record(session, held.entry_id, "comment-undone", by=deed.by, data={"comment": held.id, **deed.told})


def undo_hiding(session: Session, deed: Deed) -> None:
    """The comment shown or hidden as before a moderator decided. Raises Overtaken when it has been decided anew since."""
    held, was_hidden = _undone(session, deed), deed.event.name == "comment-restored"
    if (held.hidden_at is not None) == was_hidden:
        raise Overtaken
    if held.withdrawn_at is None:
        bump(session, held.entry_id, comment_count=-1 if was_hidden else 1)
    held.hidden_at = now() if was_hidden else None
    record(session, held.entry_id, "comment-undone", by=deed.by, data={"comment": held.id, **deed.told})


def _undone(session: Session, deed: Deed) -> Comment:
    return session.get_one(Comment, deed.event.data["comment"])


def _say(held: Comment, body: str, stance: str) -> None:
    held.body, held.body_html, held.stance = body, render(body), stance


def hide_comment(session: Session, held: Comment, *, by: Viewer, reason: str) -> None:
    """A moderator hides the comment; the public log tells why."""
    if held.hidden_at is None and held.withdrawn_at is None:
        bump(session, held.entry_id, comment_count=-1)
    held.hidden_at = held.hidden_at or now()
    told = {"comment": held.id}
    record(session, held.entry_id, "comment-hidden", by=by, reason=reason, data=told, before=Before())


def restore_comment(session: Session, held: Comment, *, by: Viewer, reason: str) -> None:
    """A moderator brings a hidden comment back."""
    if held.hidden_at is None:
        return
    if held.withdrawn_at is None:
        bump(session, held.entry_id, comment_count=1)
    held.hidden_at = None
    told = {"comment": held.id}
    record(session, held.entry_id, "comment-restored", by=by, reason=reason, data=told, before=Before())


def _twin(session: Session, entry: Entry, body: str, by: Viewer, parent: Comment | None) -> Comment | None:
    query = sa.select(Comment).where(
        col(Comment.entry_id) == entry.id,
        col(Comment.author_id) == by.id,
        col(Comment.parent_id).is_(None) if parent is None else col(Comment.parent_id) == parent.id,
        col(Comment.withdrawn_at).is_(None),
        col(Comment.body) == body,
    )
    return session.execute(query.limit(1)).scalar_one_or_none()
