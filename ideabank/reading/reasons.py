"""Why something stands where it does: the reasons that moderators, authors and coordinators gave, for those who still see it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, Event
from ideabank.entries.visibility import is_public
from ideabank.entries.vocabulary import STATUSES
from ideabank.visit.visit import Visit
from ideabank.web.parts import Label

SET_ASIDE = ("declined", "parked")


def mark_of(visit: Visit, entry: Entry) -> Label | None:
    """A banner for what only some still see, and for what will not be done, or not now."""
    _ = visit.translator
    status = STATUSES.get(entry.status)
    if is_public(entry):
        aside = status is not None and status.kind in SET_ASIDE
        return Label(status.kind, f"{status.words[visit.lang]}.") if status is not None and aside else None
    if entry.published_at is None and not entry.withdrawn_at:
        return Label("team", _("Only your team sees this.") if entry.owner_id else _("Only administrators see this."))
    if entry.hidden_at:
        return Label("hidden", _("Hidden by a moderator. Only the author and the moderators see this page."))
    return Label("withdrawn", _("Withdrawn. Only the author and the moderators see this page."))


def reason_of(session: Session, entry: Entry, mark: Label | None) -> str:
    """The reason given with what the banner tells; "" when none was asked."""
    name = {"hidden": "hidden", "withdrawn": "withdrawn"}.get(mark.code, "status") if mark else ""
    if not name or (mark and mark.code == "team"):
        return ""
    query = sa.select(col(Event.reason)).where(col(Event.entry_id) == entry.id, col(Event.name) == name)
    return session.execute(query.order_by(col(Event.id).desc()).limit(1)).scalar_one_or_none() or ""
