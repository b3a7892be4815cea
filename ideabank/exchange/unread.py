"""Why a file could not be taken: one sentence, and where in the file, when it is about a place in it."""

from collections.abc import Mapping

from ideabank.errors import Refused
from ideabank.i18n import N_

OVERRUN = N_("This file takes more work to open than one file may. Save a simpler or smaller copy and try once more.")
BUSY = N_("Other files are being opened just now. Send yours again in a moment.")


class Unread(Refused):
    """The file cannot be taken. `message` is a msgid with `values`; `row` and `column` as a spreadsheet names them, or empty."""

    def __init__(self, message: str, *, row: str = "", column: str = "", **values: object) -> None:
        super().__init__(message, **values)
        self.row, self.column = row, column

    def __str__(self) -> str:
        return self.told()


def plain(error: Unread) -> dict[str, object]:
    """The same as plain data, to be handed from one process to another."""
    return {"message": error.message, "values": dict(error.values), "row": error.row, "column": error.column}


def unread_of(data: Mapping[str, object]) -> Unread:
    """The error that plain data tells of."""
    values = data["values"] if isinstance(data["values"], dict) else {}
    return Unread(str(data["message"]), row=str(data["row"]), column=str(data["column"]), **values)
