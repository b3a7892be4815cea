"""How many entries each choice of a list's filters would show: all of them in one query, whatever the size of the list."""

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from ideabank.entries.kind import LinkFilter
from ideabank.entries.models import Link
from ideabank.entries.queries import ENTRY, TEXT, Cards, Selection, Sorter, narrowed, table_of

# What stands in place of a filter's name: the list as it is asked for, without any filter, and (before a name) without that one.
SHOWN, EVERY, WITHOUT = "", "*", "-"
NOTHING: sa.ColumnElement[str] = sa.literal("")
_NUMBER: sa.ColumnElement[int] = sa.func.count()


@dataclasses.dataclass(frozen=True, slots=True)
class Tally:
    """`total`: what the selection shows; `every`: the whole list; `without`: chosen filter → what it would show without it. `by`: filter →
    value → how many it would show if this value were chosen and the other filters kept."""

    total: int
    every: int
    without: Mapping[str, int] = dataclasses.field(default_factory=dict)
    by: Mapping[str, Mapping[str, int]] = dataclasses.field(default_factory=dict)


def tally(session: Session, selection: Selection, names: Sequence[str]) -> Tally:
    """The counts of this selection for the filters of these names. Walks indexes: callers keep the answer by the data's version."""
    whole = dataclasses.replace(selection, filters={}, only=None)
    branches = [_counted(SHOWN, NOTHING, selection), _counted(EVERY, NOTHING, whole)]
    branches += [_counted(WITHOUT + name, NOTHING, _without(selection, name)) for name in selection.filters]
    branches += [_branch(name, _without(selection, name)) for name in names]
    numbers: dict[str, int] = {}
    by: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in session.execute(sa.union_all(*branches)):
        if row.name not in by:
            numbers[row.name] = row.number
        for one in _values(selection, row.name, row.value) if row.name in by else ():
            by[row.name][one] += row.number
    without = {name: numbers[WITHOUT + name] for name in selection.filters}
    return Tally(numbers[SHOWN], numbers[EVERY], without, {name: dict(counts) for name, counts in by.items()})


def _without(selection: Selection, name: str) -> Selection:
    """The selection with every filter but this one: choosing takes the place of what is chosen."""
    kept = {one: value for one, value in selection.filters.items() if one != name}
    return dataclasses.replace(selection, filters=kept)


def _branch(name: str, selection: Selection) -> Cards:
    kind = selection.kind
    if name in ("theme", "county", "status", "met"):
        return _grouped(name, ENTRY.c[name], selection)
    if through := kind.link_filter(name):
        return _joined(name, through, selection)
    return _SPECIAL.get(name, _detailed)(name, selection)


def _told(name: str, selection: Selection) -> Cards:
    text = TEXT.alias()
    return _grouped(name, text.c.language, selection).join(text, text.c.entry_id == ENTRY.c.id)


def _due(name: str, selection: Selection) -> Cards:
    return _counted(name, sa.literal("yes"), selection).where(ENTRY.c.review_by < dt.date.today())


def _joined(name: str, through: LinkFilter, selection: Selection) -> Cards:
    """An entry counts once for an end, however many links lead there."""
    link = aliased(Link)
    ends = (col(link.source_id), col(link.target_id))
    this, other = ends if through.forth else ends[::-1]
    ours = sa.and_(this == ENTRY.c.id, col(link.relation) == through.relation, col(link.state) != "withdrawn")
    number = sa.func.count(sa.distinct(ENTRY.c.id))
    return _counted(name, sa.type_coerce(other, sa.Integer), selection, number=number).group_by(other).join(link, ours)


def _detailed(name: str, selection: Selection) -> Cards:
    """Lists of codes are grouped as they are written, and taken apart afterwards: there are few combinations."""
    assert selection.kind.detail is not None
    detail = table_of(selection.kind.detail).alias()
    return _grouped(name, detail.c[name], selection).join(detail, detail.c.entry_id == ENTRY.c.id)


_SPECIAL: Mapping[str, Callable[[str, Selection], Cards]] = {"language": _told, "due": _due}


def _grouped(name: str, column: Sorter, selection: Selection) -> Cards:
    return _counted(name, column, selection).group_by(sa.cast(column, sa.Text))


def _counted(
    name: str,
    value: Sorter,
    selection: Selection,
    *,
    number: sa.ColumnElement[int] = _NUMBER,
) -> Cards:
    """(filter, value, number) of what the selection shows."""
    query = sa.select(sa.cast(sa.literal(name), sa.Text).label("name")).add_columns(
        sa.cast(value, sa.Text).label("value"), number.label("number")
    )
    return narrowed(query.select_from(ENTRY), selection)


def _values(selection: Selection, name: str, stored: str | None) -> Sequence[str]:
    """The choices that a stored value stands for: each code of a list of them, yes or no for a mark, else itself."""
    field = selection.kind.detail_field(name)
    if not stored:
        return ()
    if field is not None and field.many:
        return tuple(dict.fromkeys(json.loads(stored) or ()))
    if field is not None and field.options and set(field.options) == {"yes", "no"}:
        return ("yes" if stored in ("1", "true", "yes") else "no",)
    return (stored,)
