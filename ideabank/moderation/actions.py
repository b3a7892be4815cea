"""Reporting, hiding and letting stand."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.actions import hide_comment, restore_comment, undo_hiding
from ideabank.discussion.models import Comment
from ideabank.entries import actions as entries
from ideabank.entries.events import record
from ideabank.entries.models import Decision, Entry, Report
from ideabank.entries.reversal import Deed, Overtaken
from ideabank.entries.reversals import undo_hiding as undo_hiding_entry
from ideabank.entries.undoable import Before
from ideabank.errors import Refused
from ideabank.i18n import Words
from ideabank.moderation.queries import newest_decision, open_report_of
from ideabank.people.limits import spend
from ideabank.people.viewer import Viewer

REASONS = {
    "personal": Words(
        "Henkilötietoja tai terveystietoja", "Personuppgifter eller hälsouppgifter", "Personal or health details"
    ),
    "abuse": Words("Loukkaavaa tai uhkaavaa", "Kränkande eller hotfullt", "Abusive or threatening"),
    "advert": Words("Mainontaa tai roskaa", "Reklam eller skräp", "Advertising or spam"),
    "wrong": Words("Virheellistä tietoa", "Felaktiga uppgifter", "Wrong information"),
    "other": Words("Muu syy", "Annan orsak", "Something else"),
}


@dataclasses.dataclass(frozen=True)
class Matter:
    """What a report or a decision is about: an entry, or one comment at it."""

    entry: Entry
    comment: Comment | None = None

    @property
    def comment_id(self) -> int | None:
        return self.comment.id if self.comment else None


def report(session: Session, about: Matter, *, reason: str, words: str, by: Viewer) -> Report:
    """A reader's report; it waits in the queue until a moderator decides. Told again meanwhile, it is one, with all the words."""
    spend(session, "report", by=by)
    waiting = open_report_of(session, about.entry.id, about.comment_id, by=by) if by.is_signed_in else None
    if waiting:
        waiting.reason = reason
        if words not in waiting.words:
            waiting.words = "\n\n".join(filter(None, (waiting.words, words)))
        return waiting
    new = Report(
        entry_id=about.entry.id,
        comment_id=about.comment_id,
        reporter_id=by.id,
        reason=reason,
        words=words,
    )
    session.add(new)
    return new


def decide(session: Session, about: Matter, *, action: str, reason: str, by: Viewer) -> Decision:
    """Hides, restores or lets stand, and closes the open reports about the same thing.

    Pressed twice, or by two moderators, it is decided once. Raises Refused for bringing back what is not hidden.
    """
    decision = _made_before(session, about, action)
    if decision is None:
        decision = log_decision(session, about, action=action, reason=reason, by=by)
        session.flush()  # the reports need the decision's id
        if action == "hide":
            _hide(session, about, reason, by)
        elif action == "restore":
            _restore(session, about, reason, by)
        else:
            record(session, about.entry.id, "report-kept", by=by, data={"decision": decision.id}, before=Before())
    comment_id = about.comment_id
    same = col(Report.comment_id).is_(None) if comment_id is None else col(Report.comment_id) == comment_id
    session.execute(
        sa.update(Report)
        .where(col(Report.entry_id) == about.entry.id, same, col(Report.decision_id).is_(None))
        .values(decision_id=decision.id)
    )
    return decision


def undo(session: Session, deed: Deed) -> None:
    """A decision to hide or to bring back is taken back, in public too; the reports it closed wait again.

    Raises Overtaken when somebody has decided since.
    """
    comment = session.get(Comment, deed.event.data["comment"]) if "comment" in deed.event.data else None
    last = newest_decision(session, deed.entry, comment)
    if last is None or last.moderator_id != deed.by.id:
        raise Overtaken
    (undo_hiding_entry if comment is None else undo_hiding)(session, deed)
    about = Matter(deed.entry, comment)
    log_decision(session, about, action="undo", reason="", by=deed.by)
    session.execute(sa.update(Report).where(col(Report.decision_id) == last.id).values(decision_id=None))


def undo_keeping(session: Session, deed: Deed) -> None:
    """The reports that were let stand wait again; the log tells it. Raises Overtaken when it has been decided about since."""
    kept = session.get(Decision, deed.event.data["decision"])
    comment = session.get(Comment, kept.comment_id) if kept and kept.comment_id else None
    last = newest_decision(session, deed.entry, comment)
    if kept is None or (last is not None and last.id > kept.id):
        raise Overtaken
    log_decision(session, Matter(deed.entry, comment), action="undo", reason="", by=deed.by)
    session.execute(sa.update(Report).where(col(Report.decision_id) == kept.id).values(decision_id=None))
    record(session, deed.entry.id, "report-kept-undone", by=deed.by, data=deed.told)


def _made_before(session: Session, about: Matter, action: str) -> Decision | None:
    """The decision by which the thing is already as this one wants it."""
    hidden = (about.comment or about.entry).hidden_at is not None
    if action not in ("hide", "restore") or hidden != (action == "hide"):
        return None
    last = newest_decision(session, about.entry, about.comment)
    if last is not None and last.action == action:
        return last
    if action == "restore":
        raise Refused("This is not hidden.")
    return None


def _restore(session: Session, about: Matter, reason: str, by: Viewer) -> None:
    if about.comment is None:
        entries.restore(session, about.entry, by=by, reason=reason)
    else:
        restore_comment(session, about.comment, by=by, reason=reason)


def log_decision(session: Session, about: Matter, *, action: str, reason: str, by: Viewer) -> Decision:
    """A line of the public log."""
    decision = Decision(
        entry_id=about.entry.id, comment_id=about.comment_id, moderator_id=by.id, action=action, reason=reason
    )
    session.add(decision)
    return decision


def _hide(session: Session, about: Matter, reason: str, by: Viewer) -> None:
    if about.comment is None:
        entries.hide(session, about.entry, by=by, reason=reason)
    else:
        hide_comment(session, about.comment, by=by, reason=reason)
