"""A list in groups: the first entries of each value of a detail, and how many have which status."""

import dataclasses
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ideabank.entries.card_row import CardRow
from ideabank.entries.queries import ENTRY, Selection, cards, narrowed, table_of


@dataclasses.dataclass
class Group:
    """One value of the detail: the first rows, those with most links before the others, and how many in all by status."""

    rows: list[CardRow] = dataclasses.field(default_factory=list)
    statuses: dict[str, int] = dataclasses.field(default_factory=dict)


def grouped(session: Session, selection: Selection, detail: str, *, most: int) -> dict[str, Group]:
    """Value of the detail ("" for none) → its group, at most so many rows of each, in two queries."""
    assert selection.kind.detail is not None
    table = table_of(selection.kind.detail).alias()
    value = sa.func.coalesce(table.c[detail], "").label("value")
    found: dict[str, Group] = defaultdict(Group)
    counts = sa.select(value, ENTRY.c.status, sa.func.count()).select_from(ENTRY)
    counts = narrowed(counts.outerjoin(table, table.c.entry_id == ENTRY.c.id), selection)
    for code, status, number in session.execute(counts.group_by(value, ENTRY.c.status)):
        found[code].statuses[status] = number
    order = (ENTRY.c.link_count.desc(), ENTRY.c.id)
    place = sa.func.row_number().over(partition_by=value, order_by=order).label("place")
    numbered = sa.select(ENTRY.c.id, value, place).select_from(ENTRY)
    numbered = narrowed(numbered.outerjoin(table, table.c.entry_id == ENTRY.c.id), selection)
    first = numbered.subquery()
    query = cards(selection.language, selection.kind).join(first, first.c.id == ENTRY.c.id)
    query = query.add_columns(first.c.value.label("grouped_by")).where(first.c.place <= most)
    for row in session.execute(query.order_by(first.c.value, first.c.place)):
        found[row.grouped_by].rows.append(row)
    return dict(found)
