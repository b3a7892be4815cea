"""What an error of the database says, without what people wrote: it goes into logs and onto consoles.

SQLAlchemy hides the parameters, but the database's own sentence repeats them: "Key (email)=(…) already exists", "invalid input syntax
for type integer: …", "Could not decode … with text …". The names of tables, columns and constraints stay.
"""

import sqlite3

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import ExceptionContext

# PostgreSQL's sentences that name a table, a lock, a limit or the server, and never a value.
HARMLESS = ("08", "25", "28", "3D", "40", "42P01", "42703", "53", "55", "57")
NAMES = ("constraint_name", "table_name", "column_name", "datatype_name")


def keep_words_out(engine: Engine) -> None:
    """Every error that this engine raises is without words from now on, wherever it is printed."""
    event.listen(engine, "handle_error", _take_words_out)


def _take_words_out(context: ExceptionContext) -> None:
    raised, wrapped = context.original_exception, context.sqlalchemy_exception
    if wrapped is None:
        return  # raised by code of ours or of Python, not about a value that was sent
    said = without_words(raised)
    raised.args = (said,)  # a log prints the cause as well
    kind = type(raised)
    wrapped.args = (f"({kind.__module__}.{kind.__name__}) {said}",)


def without_words(raised: BaseException) -> str:
    """One line that tells an administrator what went wrong, and nothing of what is in the bank."""
    if isinstance(raised, sqlite3.Error):
        return str(raised).partition(" with text ")[0]
    if (state := getattr(raised, "sqlstate", None)) is None:
        return _first_line(raised) if type(raised).__name__ == "OperationalError" else ""
    diagnosis = getattr(raised, "diag", None)
    names = [f"{name.partition('_')[0]} {told}" for name in NAMES if (told := getattr(diagnosis, name, None))]
    said = _first_line(raised) if state.startswith(HARMLESS) else ""
    return ", ".join(part for part in (f"SQLSTATE {state}", said, *names) if part)


def _first_line(raised: BaseException) -> str:
    return str(raised).strip().partition("\n")[0]
