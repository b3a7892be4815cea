"""A fork of a path or artefact: the same steps for another group, which knows where it comes from and what has changed there since."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry, Revision
from ideabank.i18n import choose
from ideabank.linking.compose import links_of
from ideabank.visit.cards import sub_url
from ideabank.visit.parts import Showing
from ideabank.web.parts import Text
from segments.sheets.comparing import changed_keys
from segments.sheets.reading import stored
from segments.sheets.schema import Type
from segments.sheets.sheet import Sheet
from segments.sheets.views.sheet import Origin


def origin_of(showing: Showing, kind: Type, *, may: bool) -> Origin | None:
    """Where this was forked from, as far as this reader may see it."""
    groups = [group for group in showing.once(links_of).groups if group.relation == "forked-from" and group.forth]
    visit, entry = showing.visit, showing.found.entry
    if not groups:
        return None
    row = groups[0].rows[0]
    moved = moved_since(showing.visit.session, row.other_id, int(showing.details.get("origin_revision") or 0), kind)
    return Origin(
        row.other,
        sub_url(visit, entry, "sides", **{"with": row.other_id}),
        tuple(_name(sheet_, key, showing.found.language) for sheet_, key in moved),
        sub_url(visit, entry, "origin") if may and moved else "",
    )


def moved_since(session: Session, origin_id: int, revision: int, kind: Type) -> list[tuple[Sheet, str]]:
    """The steps of the origin that are not as they were at that version: each with the sheet that has it."""
    origin = session.get(Entry, origin_id)
    if origin is None or origin.revision == revision:
        return []
    query = sa.select(Revision).where(col(Revision.entry_id) == origin_id)
    numbers = (revision, origin.revision)
    found = {one.number: one for one in session.execute(query.where(col(Revision.number).in_(numbers))).scalars()}
    if len(found) < 2 or not all(one.snapshot for one in found.values()):
        return []
    old, new = (stored(found[number].snapshot["details"].get("sheet"), kind) for number in numbers)
    return [(new if new.column(key) else old, key) for key in changed_keys(old, new, kind)]


def _name(sheet: Sheet, key: str, language: str) -> Text:
    column = sheet.column(key)
    found = choose(column.name, language) if column else None
    return Text(found[1], found[0]) if found else Text(key, language)
