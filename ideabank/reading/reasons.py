"""Why something stands where it does: the reasons that moderators, authors and coordinators gave, for those who still see it."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.models import Entry, Event, Revision
from ideabank.entries.visibility import is_public
from ideabank.entries.vocabulary import STATUSES
from ideabank.i18n import N_
from ideabank.reading.views.entry import Removed
from ideabank.visit.rules import may_publish_again
from ideabank.visit.visit import Visit
from ideabank.web.parts import Label, Text

SET_ASIDE = ("declined", "parked")
REMOVALS = {
    "blacked-out": N_("A moderator has blacked out a part of this."),
    "version-emptied": N_("A moderator has taken away the words of version %(n)s."),
}
TOLD_FOR = dt.timedelta(days=90)
MOST_TOLD = 5


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


def may_bring_back(visit: Visit, entry: Entry) -> bool:
    """Whether the viewer may publish again what was withdrawn."""
    if entry.withdrawn_at is None:
        return False
    return may_publish_again(visit.viewer, entry, withdrawn_by=_withdrawn_by(visit.session, entry))


def _withdrawn_by(session: Session, entry: Entry) -> int | None:
    """Who took it out of the bank last; taking back its publishing is that, too."""
    taken = col(Event.name).in_(("withdrawn", "undone"))
    query = sa.select(Event).where(col(Event.entry_id) == entry.id, taken).order_by(col(Event.id).desc()).limit(20)
    rows = session.execute(query).scalars()
    return next((one.person_id for one in rows if one.name == "withdrawn" or one.data["of"] == "published"), None)


def removed_from(visit: Visit, entry: Entry) -> tuple[Removed, ...]:
    """What moderators have taken out of the viewer's own words here, newest first: told for a while, or until they write anew."""
    me, _ = visit.viewer.id, visit.translator
    if me is None:
        return ()
    wrote = sa.exists().where(col(Revision.entry_id) == entry.id, col(Revision.author_id) == me)
    since = sa.select(sa.func.max(col(Event.id))).where(
        col(Event.entry_id) == entry.id, col(Event.person_id) == me, col(Event.name) == "revised"
    )
    query = sa.select(Event).where(
        col(Event.entry_id) == entry.id,
        col(Event.name).in_(REMOVALS),
        col(Event.person_id) != me,
        col(Event.at) > now() - TOLD_FOR,
        col(Event.id) > sa.func.coalesce(since.scalar_subquery(), 0),
        sa.or_(wrote, sa.literal(entry.owner_id == me)),
    )
    rows = visit.session.execute(query.order_by(col(Event.id).desc()).limit(MOST_TOLD)).scalars()
    return tuple(
        Removed(_(REMOVALS[row.name]) % {"n": row.data.get("revision", "")}, _reason(row, entry))
        for row in rows
        if row.data.get("role") != "author"
    )


def _reason(row: Event, entry: Entry) -> Text:
    return Text(row.reason, str(row.data.get("language", entry.language)))
