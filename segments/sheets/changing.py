"""Writing a sheet: one function per intention. Each gives a new sheet; `save` makes it the entry's next revision."""

import dataclasses
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text
from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry, Link, Revision
from ideabank.entries.revisions import details as details_of
from ideabank.entries.revisions import snapshot
from ideabank.entries.structure import moved_in
from ideabank.people.viewer import Viewer
from segments.sheets.reading import stored
from segments.sheets.schema import type_of
from segments.sheets.sheet import CellAt, Column, Item, RowAt, Sheet, Stage, free_key, ordered, plain


def save(
    session: Session, entry: Entry, sheet: Sheet, *, by: Viewer, note: str = "", **details: Any
) -> Revision | None:
    """The sheet as the entry's next revision; None when nothing has changed. Raises ContentRefused."""
    now = details_of(session, entry)
    stands = {**now, "sheet": plain(stored(now.get("sheet"), type_of(now)))}
    wanted = {**stands, **details, "sheet": plain(ordered(sheet))}
    return None if wanted == stands else actions.redetail(session, entry, wanted, by=by, note=note)


def earlier(sheet: Sheet, key: str) -> Sheet:
    """The step before its neighbour; the first of a stage goes to the end of the stage before."""
    return _reversed(later(_reversed(sheet), key))


def later(sheet: Sheet, key: str) -> Sheet:
    """The step after its neighbour; the last of a stage goes to the beginning of the next stage."""
    columns = list(sheet.columns)
    place = next((number for number, one in enumerate(columns) if one.key == key), None)
    if place is None:
        return sheet
    column = columns[place]
    if place + 1 < len(columns) and columns[place + 1].stage == column.stage:
        columns[place], columns[place + 1] = columns[place + 1], column
    elif (stage := _next_stage(sheet, column.stage)) is not None:
        columns[place] = dataclasses.replace(column, stage=stage)
    return Sheet(sheet.stages, tuple(columns))


def _next_stage(sheet: Sheet, key: str) -> str | None:
    keys = [stage.key for stage in sheet.stages]
    place = keys.index(key) + 1 if key in keys else 0
    return keys[place] if place < len(keys) else None


def _reversed(sheet: Sheet) -> Sheet:
    return Sheet(tuple(reversed(sheet.stages)), tuple(reversed(sheet.columns)))


def duplicated(sheet: Sheet, key: str) -> tuple[Sheet, str]:
    """The sheet with a copy of the step after it, and the copy's key. The copy has a name of its own: "Books (2)"."""
    columns = list(sheet.columns)
    place = next(number for number, one in enumerate(columns) if one.key == key)
    copy_key = free_key(key, {one.key for one in columns})
    name = {language: _free_name(columns, language, words) for language, words in columns[place].name.items()}
    columns.insert(place + 1, dataclasses.replace(columns[place], key=copy_key, name=name))
    return Sheet(sheet.stages, tuple(columns)), copy_key


def _free_name(columns: Iterable[Column], language: str, words: str) -> str:
    taken = {column.name.get(language, "").casefold() for column in columns}
    base = words[:74]
    return next(name for number in range(2, 1000) if (name := f"{base} ({number})").casefold() not in taken)


def without(sheet: Sheet, key: str) -> Sheet:
    """The sheet without this step."""
    return dataclasses.replace(sheet, columns=tuple(one for one in sheet.columns if one.key != key))


def cells(sheet: Sheet) -> tuple[CellAt, ...]:
    """The cells in which something stands."""
    found = {f"{column.key}/{lane}": cell for column in sheet.columns for lane, cell in column.cells.items()}
    return tuple(CellAt(key, cell) for key, cell in found.items())


def cell_at(sheet: Sheet, key: str) -> CellAt | None:
    """A cell, empty or not; None when its step is not there."""
    column = sheet.column(key.partition("/")[0])
    return CellAt(key, column.cells.get(key.partition("/")[2])) if column is not None else None


def with_cell(sheet: Sheet, cell: CellAt) -> Sheet:
    """The sheet with something else in one cell, or nothing."""
    column = sheet.column(cell.step)
    if column is None:
        return sheet
    cells = {lane: one for lane, one in {**column.cells, cell.lane: cell.holds}.items() if one not in ((), None)}
    return sheet.with_column(dataclasses.replace(column, cells=cells))


def row_at(sheet: Sheet, lane: str) -> RowAt:
    """A row, empty or not."""
    return RowAt(lane, tuple((column.key, column.cells.get(lane)) for column in sheet.columns))


def with_row(sheet: Sheet, row: RowAt) -> Sheet:
    """The sheet with something else in the cells of one row."""
    for step, cell in row.cells:
        sheet = with_cell(sheet, CellAt(f"{step}/{row.key}", cell))
    return sheet


def placed(sheet: Sheet, key: str, before: str) -> Sheet:
    """The step before another one, in its stage; with none named, as the last of the last one's stage."""
    step = sheet.column(key)
    others = [column for column in sheet.columns if column.key != key]
    if step is None or key == before or not others:
        return sheet
    number = next((number for number, column in enumerate(others) if column.key == before), len(others))
    beside = others[min(number, len(others) - 1)]
    others.insert(number, dataclasses.replace(step, stage=beside.stage))
    return dataclasses.replace(sheet, columns=tuple(others))


def finding_moved(sheet: Sheet, words: str, *, source: CellAt, goal: CellAt) -> Sheet | None:
    """The sheet with the finding of these words, in any language, at the end of another cell; None when it is not there."""
    items = [one for one in source.holds if isinstance(one, Item)] if isinstance(source.holds, tuple) else []
    found = next((one for one in items if words in (" ".join(told.split()) for told in one.text.values())), None)
    if found is None or source.key == goal.key:
        return None if found is None else sheet
    there = tuple(one for one in goal.holds if isinstance(one, Item)) if isinstance(goal.holds, tuple) else ()
    left = with_cell(sheet, CellAt(source.key, tuple(one for one in items if one is not found)))
    return with_cell(left, CellAt(goal.key, (*there, found)))


def stage_up(sheet: Sheet, key: str) -> Sheet:
    """The sheet with a stage, and its steps, before the one before it."""
    return dataclasses.replace(sheet, stages=moved_in(sheet.stages, key, -1))


def with_stage(sheet: Sheet, name: str, language: str) -> tuple[Sheet, str]:
    """The sheet with a new stage at the end, and the stage's key."""
    key = free_key(name, {stage.key for stage in sheet.stages}, "stage")
    return dataclasses.replace(sheet, stages=(*sheet.stages, Stage(key, {language: name}))), key


def fork(
    session: Session, origin: Entry, *, title: str, language: str, by: Viewer, segment: Entry | None, with_links: bool
) -> Entry:
    """A new entry with the origin's sheet, texts and (if wanted) the links of its steps; it knows the version it was made from."""
    kind, stands = bank_of(session).kinds[origin.kind], snapshot(session, origin)
    details = {**details_of(session, origin), "origin_revision": origin.revision}
    told = stands["texts"]
    texts = {code: Text(one["title"], one["summary"], one["body"], one["fields"]) for code, one in told.items()}
    original = texts.get(language) or texts[origin.language]
    content = Content(
        language,
        {language: dataclasses.replace(original, title=title)},
        theme=stands["theme"],
        county=stands["county"],
        details=details,
        tags=tuple(stands["tags"]),
        sources=tuple(stands["sources"]),
    )
    made = actions.propose(session, kind, content, by=by)
    links.suggest(session, made, origin, "forked-from", links.Claim(), by=by)
    if segment is not None:
        relation = "walked-by" if origin.kind == "path" else "describes"
        links.suggest(session, made, segment, relation, links.Claim(), by=by)
    if with_links:
        _copy_links(session, origin, made, by=by)
    return made


def _copy_links(session: Session, origin: Entry, made: Entry, *, by: Viewer) -> None:
    query = sa.select(Link).where(
        col(Link.source_id) == origin.id, col(Link.anchor) != "", col(Link.state).in_(("suggested", "confirmed"))
    )
    for link in session.execute(query.order_by(col(Link.id))).scalars().all():
        target = session.get(Entry, link.target_id)
        if target is not None and target.is_public:
            claim = links.Claim(link.fit, link.basis, dict(link.evidence), tuple(link.slides))
            links.suggest(session, made, target, link.relation, claim, anchor=link.anchor, by=by)
