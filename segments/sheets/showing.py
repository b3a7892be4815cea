"""A sheet as its page shows it: the table and the cards, the curve of feelings, what is met at each step, where a fork comes from."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping

from ideabank.attachments.handlers import attachment_views
from ideabank.entries.models import Entry
from ideabank.entries.visibility import is_public
from ideabank.entries.vocabulary import MET
from ideabank.i18n import choose
from ideabank.i18n.slides import cited
from ideabank.linking.compose import links_of
from ideabank.linking.rules import may_link
from ideabank.linking.views import LinkRow, Links
from ideabank.visit import rules
from ideabank.visit.cards import label, sub_url
from ideabank.visit.found import Found
from ideabank.visit.parts import Showing
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Label, Text
from segments.sheets.curve import curve_of
from segments.sheets.folding import lanes_of
from segments.sheets.forking import origin_of
from segments.sheets.portrait import person_of
from segments.sheets.reading import stored
from segments.sheets.rings import rings_of
from segments.sheets.schema import FEELINGS, LEVELS, Lane, Type, type_of
from segments.sheets.sheet import ALL, Cell, Column, Feeling, Item, Sheet
from segments.sheets.traits import traits_of
from segments.sheets.views.sheet import (
    CellView,
    ColumnView,
    Finding,
    SheetView,
    StageView,
)

NARROW_STEP = 64
WORST = ("unmet", "partly", "met")
FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("md", "Markdown"), ("svg", "SVG"))


def sheet_of(showing: Showing) -> SheetView:
    """From what the entry's page has gathered."""
    visit, it = showing.visit, showing.found
    kind = type_of(showing.details)
    sheet = stored(showing.details.get("sheet"), kind)
    may = rules.may_edit(visit.viewer, it.entry, it.kind) and is_public(it.entry)
    drawer = Drawer(visit, kind, it.language, entry=it.entry if may else None, mark=showing.mark)
    view = drawer.view(sheet, links=_by_step(showing.once(links_of)), may_link=may_link(visit.viewer))
    chosen = visit.arg("view") if visit.arg("view") in ("table", "cards") else ""
    return dataclasses.replace(
        view,
        view=chosen,
        switch=_switch(visit, it.entry, chosen) if kind.columns != "none" else (),
        exports=tuple(
            Go(name, sub_url(visit, it.entry, "export", format=code)) for code, name in FORMATS if is_public(it.entry)
        ),
        edit=_acts(visit, it.entry, kind, may),
        origin=origin_of(showing, kind, may=may),
        traits=traits_of(visit, showing.once(links_of)) if view.persona else None,
        across=next((lane.edit for lane in view.lanes if lane.edit), "") if sheet.columns else "",
        add=sub_url(visit, it.entry, "steps:new") if may and kind.columns != "none" else "",
        fill=_fill(visit, it, kind) if may and kind.columns == "none" else "",
        attachments=attachment_views(visit, it.entry, it.language),
    )


def _fill(visit: Visit, it: Found, kind: Type) -> str:
    """The one form of a sheet without steps, in the language it is read in."""
    here = {"in": it.language} if it.language != visit.lang else {}
    return sub_url(visit, it.entry, "steps:edit", step=ALL, **here)


def _switch(visit: Visit, entry: Entry, chosen: str) -> tuple[Go, ...]:
    _ = visit.translator
    ways = (("", _("Automatic")), ("table", _("Table")), ("cards", _("Cards")))
    return tuple(
        Go(name, sub_url(visit, entry, "show", view=code) + "#sheet", current=code == chosen) for code, name in ways
    )


def _acts(visit: Visit, entry: Entry, kind: Type, may: bool) -> tuple[Go, ...]:
    """What one may do with the whole sheet."""
    _, goes = visit.translator, []
    if may and kind.columns == "steps":
        goes.append(Go(_("Stages"), sub_url(visit, entry, "stages")))
    if may:
        goes.append(Go(_("Import a file"), sub_url(visit, entry, "import")))
        goes.append(Go(_("Add a picture or PDF"), sub_url(visit, entry, "attachments:new")))
    if rules.may_tell(visit.viewer, visit.bank.kinds[entry.kind]) and is_public(entry):
        goes.append(Go(_("Fork for another group"), sub_url(visit, entry, "fork")))
    return tuple(goes)


def _by_step(links: Links) -> dict[tuple[str, str], list[LinkRow]]:
    """(relation, step) → links."""
    found: dict[tuple[str, str], list[LinkRow]] = defaultdict(list)
    for group in links.groups:
        for row in group.rows:
            if row.anchor:
                found[group.relation, row.anchor].append(row)
    return found


class Drawer:
    """Turns a sheet into its view in one language; with an `entry`, each place gets the address where it is edited."""

    def __init__(
        self,
        visit: Visit,
        kind: Type,
        language: str,
        *,
        entry: Entry | None = None,
        mark: Callable[[Text], Text] = lambda text: text,
    ) -> None:
        self.visit, self.kind, self.language, self.entry, self.mark = visit, kind, language, entry, mark

    def view(
        self, sheet: Sheet, *, links: Mapping[tuple[str, str], list[LinkRow]] | None = None, may_link: bool = False
    ) -> SheetView:
        """The table's parts; links by (relation, step)."""
        links = links or {}
        lang = self.visit.lang
        columns = tuple(
            self._column(sheet, column, number, links, may_link) for number, column in enumerate(sheet.columns, 1)
        )
        states = [column.met.code for column in columns if column.met]
        return SheetView(
            type=Label(self.kind.code, self.kind.words[lang]),
            shape=self.kind.columns,
            intro=self.kind.intro[lang] if self.kind.code != "path" else "",
            lanes=lanes_of(self.kind, columns, lang, form_of=self._row_form if self.entry is not None else None),
            columns=columns,
            stages=self._stages(sheet),
            curve=curve_of(sheet) if self.kind.has_feeling else None,
            steep=curve_of(sheet, NARROW_STEP) if self.kind.has_feeling else None,
            persona=person_of(columns[0]) if self.kind.code == "persona" and columns else None,
            rings=rings_of(sheet.columns[0], self.kind, lang, self.language) if self._is_map(sheet) else None,
            met=tuple((label(MET, code, lang), states.count(code)) for code in reversed(WORST) if code in states),
            gaps=states.count("unmet"),
            breadth="few" if len(columns) <= 5 else "some" if len(columns) <= 9 else "many",
            has_links=any(column.needs or column.answers for column in columns) or self.kind.code == "path",
        )

    def _row_form(self, lane: Lane) -> str:
        return self._to("rows:edit", lane=lane.code) if lane.holds == "items" and self.kind.columns != "none" else ""

    def _is_map(self, sheet: Sheet) -> bool:
        return self.kind.code == "stakeholder-map" and bool(sheet.columns)

    def told(self, words: Mapping[str, str]) -> Text:
        found = choose(dict(words), self.language)
        return Text(found[1], found[0]) if found else Text("", self.language)

    def _stages(self, sheet: Sheet) -> tuple[StageView, ...]:
        """Neighbouring steps of one stage under one head."""
        found: list[tuple[str, int]] = []
        for column in sheet.columns:
            if found and found[-1][0] == column.stage:
                found[-1] = (column.stage, found[-1][1] + 1)
            else:
                found.append((column.stage, 1))
        if not any(key for key, _ in found):
            return ()
        stages = [(sheet.stage(key), span) for key, span in found]
        return tuple(StageView(self.told(stage.name if stage else {}), span) for stage, span in stages)

    def _column(
        self,
        sheet: Sheet,
        column: Column,
        number: int,
        links: Mapping[tuple[str, str], list[LinkRow]],
        may_link: bool,
    ) -> ColumnView:
        needs = tuple(links.get(("raises", column.key), ()))
        stage = sheet.stage(column.stage)
        before = sheet.columns[number - 2].stage if number > 1 else None
        linkable = self.entry is not None and may_link and self.kind.code == "path"
        return ColumnView(
            key=column.key,
            number=number,
            name=self.told(column.name) or Text(column.key, self.language),
            stage=self.told(stage.name) if stage else Text(),
            first_of_stage=column.stage != before,
            cells=tuple(self.cell(lane, column) for lane in self.kind.lanes),
            needs=needs,
            answers=tuple(links.get(("served-by", column.key), ())),
            met=self._met(needs),
            edit=self._to("steps:edit", step=column.key),
            place=self._to("steps:place", step=column.key),
            link_need=self._to("links:new", kind="usecase", anchor=column.key) if linkable else "",
            link_answer=self._to("links:new", kind="solution", anchor=column.key) if linkable else "",
        )

    def _met(self, needs: tuple[LinkRow, ...]) -> Label | None:
        codes = {row.other.met.code for row in needs if row.other.met}
        return next((label(MET, code, self.visit.lang) for code in WORST if code in codes), None)

    def cell(self, lane: Lane, column: Column) -> CellView:
        cell: Cell | None = column.cells.get(lane.code)
        lang = self.visit.lang
        edit = self._to("cells:edit", step=column.key, lane=lane.code)
        here = self._to("cells:edit", step=column.key, lane=lane.code, here="table")
        name = lane.words[lang]
        if isinstance(cell, Feeling):
            return CellView(
                lane.code,
                name,
                feeling=Label(str(cell.value), FEELINGS[cell.value][lang]),
                word=self.told(cell.word),
                edit=edit,
                in_place=here,
            )
        items = tuple(
            Finding(self.mark(self.told(one.text)), label(LEVELS, one.level, lang), cited(one.source, lang))
            for one in cell or ()
            if isinstance(one, Item)
        )
        chosen = tuple((lane.options or {})[one][lang] for one in cell or () if isinstance(one, str))
        move = self._to("cells:move", step=column.key, lane=lane.code) if lane.holds == "items" else ""
        return CellView(lane.code, name, items, chosen, edit=edit, in_place=here, move=move)

    def _to(self, name: str, /, **params: object) -> str:
        if self.entry is None:
            return ""
        if name in ("steps:edit", "cells:edit", "rows:edit") and self.language != self.visit.lang:
            params["in"] = self.language
        return sub_url(self.visit, self.entry, name, **params)
