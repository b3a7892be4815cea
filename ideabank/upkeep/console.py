"""How commands speak: plain sentences on standard error, progress bars, and an exit code instead of a traceback. Part of the roof.

0: done. 1: it was tried, and failed or found something. 2: it was not begun, because a setting, the place of the bank or an option is wrong.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup

from ideabank.entries.bank import Contradiction
from ideabank.exchange.content import Progress as Step
from ideabank.settings import WrongSetting
from ideabank.upkeep.opening import NoBank

console = Console(stderr=True)
FAILED, NOT_BEGUN = 1, 2


class Plain(TyperGroup):
    """A group of commands whose foreseen failures are sentences."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (WrongSetting, NoBank, Contradiction) as error:
            stop(str(error), code=NOT_BEGUN)
        except DBAPIError as error:
            # The statement and its values stay out: they are people's words.
            stop(f"The database failed: {str(error.orig).strip().partition(chr(10))[0]}.")
        except BrokenPipeError:
            raise  # whoever read the output has had enough: click ends quietly
        except OSError as error:
            stop(": ".join(str(part) for part in (error.filename, error.strerror or error) if part) + ".")


def say(message: str) -> None:
    """A line for whoever runs the command."""
    console.print(message, soft_wrap=True, markup=False, highlight=False)


def warn(message: str) -> None:
    """A line that should not be missed."""
    console.print(f"[bold yellow]{escape(message)}[/bold yellow]", soft_wrap=True, highlight=False)


def stop(message: str, *, code: int = FAILED) -> NoReturn:
    """Ends the command with a sentence."""
    console.print(f"[bold red]{escape(message)}[/bold red]", soft_wrap=True, highlight=False)
    raise typer.Exit(code)


@contextlib.contextmanager
def bar(title: str, total: int) -> Iterator[Step]:
    """A bar that goes on with every call."""
    with counted_bar(title, total) as advance:
        yield lambda what: advance(1)


@contextlib.contextmanager
def counted_bar(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar that goes on by as many steps as it is told."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda count: progress.advance(task, count)
