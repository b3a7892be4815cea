"""The preview of a sheet that is being brought in: what was read, what is wrong and where, what would change."""

import dataclasses

from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.pieces.desk import Desk
from ideabank.visit.views import FaultRow
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Choice, Text
from segments.sheets.comparing import differences
from segments.sheets.files import Brought
from segments.sheets.schema import ARTEFACTS, Type, type_of
from segments.sheets.sheet import Sheet, plain
from segments.sheets.showing import Drawer
from segments.sheets.views.sheet import ImportPage

MOST_FAULTS = 50


def import_page(
    visit: Visit, kind: Kind, form: Form, brought: Brought | None = None, *, at: Desk[Sheet] | None = None
) -> ImportPage:
    """The page with the form, and below it what the file holds or what is wrong with it."""
    _ = visit.translator
    language = at.language if at else form.value("language") or visit.lang
    is_asked = kind.code == "artefact" and at is None
    page = ImportPage(
        title=_("Import a file") if at else _("%(kind)s from a file") % {"kind": kind.one[visit.lang]},
        kind=kind.code,
        entry_title=at.title() if at else None,
        action=at.to("import:update") if at else visit.to(f"{kind.folder}:import:create"),
        back=at.back("sheet") if at else visit.to(f"{kind.folder}:list"),
        form=form,
        types=tuple(Choice(code, one.words[visit.lang]) for code, one in ARTEFACTS.items()) if is_asked else (),
        heading=Text(form.value("title"), language),
        hidden=(("language", language),),
    )
    if brought is None:
        return page
    page = dataclasses.replace(page, notes=tuple(_(note) for note in brought.notes), file_name=brought.name)
    if brought.problems:
        form.refuse("file", _("The file could not be taken in. Below is what is wrong and where; nothing was saved."))
        faults = tuple(_fault(visit, one, brought.type) for one in brought.problems[:MOST_FAULTS])
        return dataclasses.replace(page, faults=faults)
    return _with_sheet(visit, page, brought, brought.type, at) if brought.type else page


def _with_sheet(visit: Visit, page: ImportPage, brought: Brought, kind: Type, at: Desk[Sheet] | None) -> ImportPage:
    """The same page with what was read, what it would change, and what the button that confirms sends once more."""
    return dataclasses.replace(
        page,
        sheet=Drawer(visit, kind, page.heading.lang).view(brought.sheet),
        changes=_changes(visit, brought.sheet, at) if at else (),
        is_same=at is not None and plain(brought.sheet) == plain(at.value),
        hidden=(
            ("data", page.form.value("data")),
            *page.hidden,
            *((("based_on", str(at.entry.revision)),) if at else ()),
        ),
    )


def _changes(visit: Visit, sheet: Sheet, at: Desk[Sheet]) -> tuple[tuple[str, str], ...]:
    """What would stand in each row that the file changes."""
    found = differences({"sheet": plain(at.value)}, {"sheet": plain(sheet)}, visit.lang, type_of(at.details))
    return tuple((one.label, one.new or "–") for one in found)


def _fault(visit: Visit, problem: Problem, kind: Type | None) -> FaultRow:
    lane = kind.lane(problem.field) if kind else None
    return FaultRow(
        f"{lane.words[visit.lang]} ({lane.code})" if lane else problem.field,
        problem.place,
        visit.translator(problem.message) % problem.values,
    )
