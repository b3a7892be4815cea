"""What is dragged on a wide screen: a step to another place, a finding to another cell. It is the same as the buttons and forms do."""

from ideabank.entries.kind import Kind
from ideabank.errors import NotFound, Refused
from ideabank.i18n import N_
from ideabank.pieces.desk import Desk, structure_desk
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other
from segments.sheets import changing
from segments.sheets.schema import type_of
from segments.sheets.sheet import Sheet
from segments.sheets.steps import StepForm


@deed(N_("Save the changes"))
def place(visit: Visit, kind: Kind) -> Response:
    """The step before another one (`before`), in its stage; without one, as the last."""
    at: Desk[Sheet] = structure_desk(visit, kind)
    step, before = str(visit.path_params["step"]), visit.text("before")
    if at.value.column(step) is None or (before and at.value.column(before) is None):
        raise NotFound(StepForm.gone)
    return _saved(at, changing.placed(at.value, step, before))


@deed(N_("Save the changes"))
def move(visit: Visit, kind: Kind) -> Response:
    """The finding with these `words` to another cell (`to`: step/row), with what it rests on."""
    at: Desk[Sheet] = structure_desk(visit, kind)
    source = changing.cell_at(at.value, f"{visit.path_params['step']}/{visit.path_params['lane']}")
    goal = changing.cell_at(at.value, visit.text("to"))
    if source is None or goal is None:
        raise NotFound(StepForm.gone)
    lanes = [type_of(at.details).lane(cell.lane) for cell in (source, goal)]
    if not all(lane is not None and lane.holds == "items" for lane in lanes):
        raise Refused(N_("A finding goes to a place for findings. Nothing was changed."))
    words = " ".join(visit.text("words").split())
    moved = changing.finding_moved(at.value, words, source=source, goal=goal)
    if moved is None:
        raise NotFound(N_("This finding is not there any more. Somebody may have changed it."))
    return _saved(at, moved)


def _saved(at: Desk[Sheet], sheet: Sheet) -> Response:
    form = Form()
    if not at.save(form, sheet, lambda problem: ""):
        raise Refused(form.errors[""])
    return see_other(at.back("sheet"), said="saved")
