"""The addresses that paths and artefacts have beyond those of every kind: (method, path below the folder, handler, name)."""

from ideabank.attachments import handlers as attaching
from ideabank.pieces.adding import adding_pages
from ideabank.pieces.handlers import pages
from segments.sheets.across import RowForm
from segments.sheets.cells import CellForm
from segments.sheets.handlers import dragging, exchanging, sides
from segments.sheets.stages import StagesForm
from segments.sheets.steps import AddingSteps, StepForm

PAGES = (
    ("GET", "/import", exchanging.bring_new, "import:new"),
    ("POST", "/import", exchanging.bring_new, "import:create"),
    ("GET", "/{ref}/import", exchanging.bring_into, "import"),
    ("POST", "/{ref}/import", exchanging.bring_into, "import:update"),
    ("GET", "/{ref}/export/{format}", exchanging.export, "export"),
    *adding_pages(AddingSteps()),
    *pages(StepForm()),
    *pages(CellForm()),
    *pages(RowForm()),
    *pages(StagesForm()),
    ("POST", "/{ref}/steps/{step}/place", dragging.place, "steps:place"),
    ("POST", "/{ref}/cells/{step}/{lane}/move", dragging.move, "cells:move"),
    ("GET", "/{ref}/fork", sides.fork, "fork"),
    ("POST", "/{ref}/fork", sides.fork, "fork:create"),
    ("GET", "/{ref}/sides", sides.sides, "sides"),
    ("POST", "/{ref}/origin", sides.note_origin, "origin"),
    ("GET", "/{ref}/attachments/new", attaching.add, "attachments:new"),
    ("POST", "/{ref}/attachments/new", attaching.add, "attachments:create"),
    ("GET", "/{ref}/attachments/{attachment}", attaching.serve, "attachments:show"),
    ("GET", "/{ref}/attachments/{attachment}/removal", attaching.removal, "attachments:removal"),
    ("POST", "/{ref}/attachments/{attachment}/removal", attaching.removal, "attachments:remove"),
)
