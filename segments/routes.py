"""The addresses that paths and artefacts have beyond those of every kind: (method, path below the folder, handler, name)."""

from ideabank.attachments import handlers as attaching
from segments.sheets import cells, stages, steps
from segments.sheets.handlers import exchanging, sides

PAGES = (
    ("GET", "/import", exchanging.bring_new, "import:new"),
    ("POST", "/import", exchanging.bring_new, "import:create"),
    ("GET", "/{ref}/import", exchanging.bring_into, "import"),
    ("POST", "/{ref}/import", exchanging.bring_into, "import:update"),
    ("GET", "/{ref}/export/{format}", exchanging.export, "export"),
    ("GET", "/{ref}/steps/new", stages.add_steps, "steps:new"),
    ("POST", "/{ref}/steps/new", stages.add_steps, "steps:create"),
    ("GET", "/{ref}/steps/{step}/edit", steps.edit_step, "steps:edit"),
    ("POST", "/{ref}/steps/{step}/edit", steps.edit_step, "steps:update"),
    ("POST", "/{ref}/steps/{step}/draft", steps.save_draft, "steps:draft"),
    ("GET", "/{ref}/steps/{step}/removal", stages.remove_step, "steps:removal"),
    ("POST", "/{ref}/steps/{step}/removal", stages.remove_step, "steps:remove"),
    ("GET", "/{ref}/cells/{step}/{lane}/edit", cells.edit_cell, "cells:edit"),
    ("POST", "/{ref}/cells/{step}/{lane}/edit", cells.edit_cell, "cells:update"),
    ("GET", "/{ref}/stages", stages.edit_stages, "stages"),
    ("POST", "/{ref}/stages", stages.edit_stages, "stages:update"),
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
