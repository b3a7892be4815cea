"""Which rows of a sheet stand open: a row in which little stands is folded, so that a path is seen at once."""

from collections.abc import Callable, Sequence

from segments.sheets.schema import Lane, Type
from segments.sheets.views.sheet import ColumnView, LaneView

SPARSE = 3  # a row is folded when fewer than a third of the steps tell something in it


def lanes_of(
    kind: Type, columns: Sequence[ColumnView], lang: str, *, form_of: Callable[[Lane], str] | None
) -> tuple[LaneView, ...]:
    """The heads of the rows. A reader gets no empty ones; who fills the sheet gets all, and none is folded while it is only begun.

    `form_of`: the address of a row's form, for who fills the sheet.
    """
    counts = [sum(not column.cells[place].is_empty for column in columns) for place in range(len(kind.lanes))]
    is_begun = sum(counts) < 2 * len(columns)
    lanes = []
    for place, (lane, count) in enumerate(zip(kind.lanes, counts, strict=True)):
        is_sparse = lane.line is None and count * SPARSE < len(columns) and not is_begun
        if count or lane.line is not None or form_of is not None or is_begun:
            line = lane.line[lang] if lane.line else ""
            lanes.append(
                LaneView(lane.code, lane.words[lang], line, place, is_sparse, form_of(lane) if form_of else "")
            )
    return tuple(lanes)
