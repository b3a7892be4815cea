"""The preview of a sheet that is being brought in: what was read, what is wrong and where, what would change."""

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
from segments.sheets.views import ImportPage

MOST_FAULTS = 50


def import_page(
    visit: Visit, kind: Kind, form: Form, brought: Brought | None = None, *, at: Desk[Sheet] | None = None
) -> ImportPage:
    """The page with the form, and below it what the file holds."""
    _ = visit.translator
    ready = brought is not None and brought.type is not None and not brought.problems
    language = at.language if at else form.value("language") or visit.lang
    changes: tuple[tuple[str, str], ...] = ()
    if at is not None and ready and brought is not None:
        before, after = {"sheet": plain(at.value)}, {"sheet": plain(brought.sheet)}
        changes = tuple(
            (one.label, one.new or "–") for one in differences(before, after, visit.lang, type_of(at.details))
        )
    if brought is not None and brought.problems:
        form.refuse("file", _("The file could not be taken in. Below is what is wrong and where; nothing was saved."))
    return ImportPage(
        title=_("Bring in a file") if at else _("%(kind)s from a file") % {"kind": kind.one[visit.lang]},
        kind=kind.code,
        entry_title=at.title() if at else None,
        action=at.to("import:update") if at else visit.to(f"{kind.folder}:import:create"),
        back=at.back("sheet") if at else visit.to(f"{kind.folder}:list"),
        form=form,
        types=tuple(Choice(code, one.words[visit.lang]) for code, one in ARTEFACTS.items())
        if kind.code == "artefact" and at is None
        else (),
        faults=tuple(_fault(visit, one, brought.type) for one in brought.problems[:MOST_FAULTS]) if brought else (),
        sheet=Drawer(visit, brought.type, language).view(brought.sheet)
        if ready and brought is not None and brought.type is not None
        else None,
        heading=Text(form.value("title"), language),
        changes=changes,
        is_same=bool(ready and at and brought and plain(brought.sheet) == plain(at.value)),
        hidden=(
            ("data", form.value("data")),
            ("language", language),
            *((("based_on", str(at.entry.revision)),) if at else ()),
        )
        if ready
        else (("language", language),),
        notes=tuple(_(note) for note in brought.notes) if brought else (),
        file_name=brought.name if brought else "",
    )


def _fault(visit: Visit, problem: Problem, kind: Type | None) -> FaultRow:
    lane = kind.lane(problem.field) if kind else None
    return FaultRow(
        f"{lane.words[visit.lang]} ({lane.code})" if lane else problem.field,
        problem.place,
        visit.translator(problem.message) % problem.values,
    )
