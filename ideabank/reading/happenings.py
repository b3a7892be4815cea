"""What happened to an entry, told in sentences, newest first."""

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry, Event
from ideabank.entries.queries import cards
from ideabank.entries.visibility import visible_to
from ideabank.i18n import N_
from ideabank.reading.views.entry import Happening
from ideabank.visit.cards import status_label, sub_url
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

SHOWN = 30
# event → (glyph, sentence). Events that only matter to caches (a neighbour changed) and single comments are not told.
TOLD = {
    "started": ("edit", N_("Was started.")),
    "published": ("edit", N_("Was published.")),
    "concealed": ("hide", N_("Became the team's alone again.")),
    "handed-on": ("edit", N_("Was handed on to somebody else.")),
    "review-due": ("history", N_("The day to look at this again has passed.")),
    "revised": ("edit", N_("The text was changed.")),
    "status": ("history", N_("The status changed.")),
    "withdrawn": ("history", N_("Was withdrawn.")),
    "hidden": ("history", N_("Was hidden by a moderator.")),
    "restored": ("history", N_("Came back.")),
    "merged": ("link", N_("Was merged into another entry.")),
    "unmerged": ("link", N_("The merging was taken back.")),
    "statement": ("organisation", N_("An organisation took a stand.")),
    "attached": ("add", N_("A picture or PDF was added.")),
    "detached": ("close", N_("A picture or PDF was taken away.")),
    "version-emptied": ("close", N_("The words of an earlier version were taken away.")),
    "blacked-out": ("hide", N_("A moderator blacked out a part.")),
    "link-suggested": ("link", N_("A link was suggested.")),
    "link-edited": ("link", N_("A link was changed.")),
    "link-confirmed": ("link", N_("A link was confirmed.")),
    "link-contested": ("link", N_("A link was contested.")),
    "link-withdrawn": ("link", N_("A link was taken away.")),
}


def happenings(visit: Visit, entry: Entry) -> tuple[Happening, ...]:
    """The newest thirty things, with who and why."""
    # The starter bank's own links would drown what people did.
    by_people = sa.or_(col(Event.person_id).is_not(None), ~col(Event.name).startswith("link-"))
    query = sa.select(Event).where(col(Event.entry_id) == entry.id, col(Event.name).in_(TOLD), by_people)
    rows = list(visit.session.execute(query.order_by(col(Event.id).desc()).limit(SHOWN)).scalars())
    people = shown_names(visit.session, {row.person_id for row in rows})
    titles = _titles(visit, {row.data["other"] for row in rows if row.data.get("other")})
    # Of a link whose other end not everybody sees, such as a team's own project, nothing is told.
    rows = [row for row in rows if not row.data.get("other") or row.data["other"] in titles]
    return tuple(_happening(visit, entry, row, people.get(row.person_id or 0, ""), titles) for row in rows)


def _titles(visit: Visit, ids: set[int]) -> dict[int, str]:
    """Titles of the other ends of links, for those everybody may see."""
    if not ids:
        return {}
    found = visit.session.execute(cards(visit.lang).where(visible_to(), col(Entry.id).in_(ids)))
    return {row.id: row.title for row in found}


def _happening(visit: Visit, entry: Entry, row: Event, who: str, titles: dict[int, str]) -> Happening:
    glyph, sentence = TOLD[row.name]
    what, title = visit.translator(sentence), titles.get(row.data.get("other", 0))
    return Happening(
        at=row.at,
        what=f"{what} {title}" if title else what,
        glyph=glyph,
        who=who,
        reason=Text(row.reason, str(row.data.get("language", entry.language))) if row.reason else Text(),
        url=_url(visit, entry, row),
        status=status_label(row.data["to"], visit.lang) if row.name == "status" else None,
    )


def _url(visit: Visit, entry: Entry, row: Event) -> str:
    if row.name == "revised" and row.data.get("revision", 0) > 1:
        number = row.data["revision"]
        return sub_url(visit, entry, "compare", **{"from": number - 1, "to": number})
    if row.name.startswith("link-") and row.data.get("link"):
        return sub_url(visit, entry, "links:history", link=str(row.data["link"]))
    return ""
