"""What errors say, without what people wrote: it goes into logs and onto consoles.

SQLAlchemy hides the parameters, but the database's own sentence repeats them: "Key (email)=(…) already exists", "invalid input syntax
for type integer: …", "Could not decode … with text …". The names of tables, columns and constraints stay. Python's own errors do the
same, as "invalid literal for int() with base 10: …": of those a log keeps the place and the name.
"""

import logging
import sqlite3
import traceback
from collections.abc import Iterator

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError

# PostgreSQL's sentences that name a table, a lock, a limit or the server, and never a value.
HARMLESS = ("08", "25", "28", "3D", "40", "42P01", "42703", "53", "55", "57")
NAMES = ("constraint_name", "table_name", "column_name", "datatype_name")


LOGGERS = ("ideabank", "uvicorn.error", "asyncio")  # whoever prints what a request or a job has raised


class Wordless(logging.Filter):
    """Draws an exception itself before a handler does: each place in the code and each name, with no words of unknown errors."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            record.exc_text = "\n".join(_drawn(record.exc_info[1]))
            record.exc_info = None
        return True


def keep_words_out_of_logs() -> None:
    """Every exception that is logged from now on is drawn without words; asked again, nothing more happens."""
    for logger in map(logging.getLogger, LOGGERS):
        if not any(isinstance(one, Wordless) for one in logger.filters):
            logger.addFilter(Wordless())


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


def _drawn(raised: BaseException) -> Iterator[str]:
    """Lines like those of Python's own traceback, what was raised first on top."""
    if earlier := raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__):
        yield from _drawn(earlier)
        yield "Then:"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(raised.__traceback__)).rstrip("\n")
    yield ": ".join(
        part for part in (f"{type(raised).__module__}.{type(raised).__qualname__}", _harmless(raised)) if part
    )
    for part in raised.exceptions if isinstance(raised, BaseExceptionGroup) else ():
        yield from _drawn(part)


def _harmless(raised: BaseException) -> str:
    """What may be said of an error: the database's words were taken out before, the system's name a file of ours."""
    if isinstance(raised, OSError):
        return ": ".join(str(part) for part in (raised.strerror, raised.filename) if part)
    return _first_line(raised) if isinstance(raised, SQLAlchemyError) else ""
