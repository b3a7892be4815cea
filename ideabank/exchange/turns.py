"""Long writing in short turns: between two transactions everybody else gets to write."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from ideabank.database import Database

MOST = 25
SECONDS = 0.5
WAIT = 60.0  # a command has more patience than a person
PAUSE = 0.12  # SQLite's waiting writers look every tenth of a second

One = TypeVar("One")


def in_turns(
    database: Database,
    items: Sequence[One],
    act: Callable[[Session, One], None],
    *,
    done: Callable[[int], None] = lambda count: None,
    pause: float = PAUSE,
) -> None:
    """Acts on each item, some 25 in one transaction; `done` hears after each how many have been committed since the last."""
    place = 0
    while place < len(items):
        until, first = time.monotonic() + SECONDS, place
        with database.to_write(wait=WAIT) as session, session.begin():
            while place < len(items) and place - first < MOST and (place == first or time.monotonic() < until):
                act(session, items[place])
                place += 1
        done(place - first)
        if place < len(items):
            time.sleep(pause)
