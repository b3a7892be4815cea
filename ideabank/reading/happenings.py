"""What happened to an entry, told in sentences, newest first."""

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry, Event
from ideabank.entries.queries import rows_of
from ideabank.reading.views.entry import HappeningView
from ideabank.visit.cards import status_label, sub_url
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

SHOWN = 30


def happenings(visit: Visit, entry: Entry) -> tuple[HappeningView, ...]:
    """The newest thirty things, with who and why."""
    # The starter bank's own links would drown what people did.
    by_people = sa.or_(col(Event.person_id).is_not(None), ~col(Event.name).startswith("link-"))
    query = sa.select(Event).where(
        col(Event.entry_id) == entry.id, col(Event.name).in_(visit.site.happenings), by_people
    )
    rows = list(visit.session.execute(query.order_by(col(Event.id).desc()).limit(SHOWN)).scalars())
    people = shown_names(visit.session, {row.person_id for row in rows})
    others = rows_of(visit.session, {row.data.get("other") for row in rows}, visit.lang)
    titles = {number: other.title for number, other in others.items()}
    # Of a link whose other end not everybody sees, such as a team's own project, nothing is told.
    rows = [row for row in rows if not row.data.get("other") or row.data["other"] in titles]
    return tuple(_happening(visit, entry, row, people.get(row.person_id or 0, ""), titles) for row in rows)


def _happening(visit: Visit, entry: Entry, row: Event, who: str, titles: dict[int, str]) -> HappeningView:
    told = visit.site.happenings[row.name]
    what, title = told.sentence[visit.lang], titles.get(row.data.get("other", 0))
    return HappeningView(
        at=row.at,
        what=f"{what} {title}" if title else what,
        glyph=told.glyph,
        who=who,
        reason=Text(row.reason, str(row.data.get("language", entry.language))) if row.reason else Text(),
        url=_url(visit, entry, row),
        status=status_label(row.data["to"], visit.lang) if row.name == "status" else None,
        version=row.data.get("revision", 0) if row.name == "revised" else 0,
    )


def _url(visit: Visit, entry: Entry, row: Event) -> str:
    if row.name == "revised" and row.data.get("revision", 0) > 1:
        number = row.data["revision"]
        return sub_url(visit, entry, "compare", **{"from": number - 1, "to": number})
    if row.name.startswith("link-") and row.data.get("link"):
        return sub_url(visit, entry, "links:history", link=str(row.data["link"]))
    return ""
