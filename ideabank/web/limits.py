"""How many requests are worked on at a time. Each sort has places of its own: those who wait hold up nobody of another sort."""

import math
from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread

from ideabank.errors import Busy

PATIENCE = 4.0  # seconds that a writer waits in all: for a place here and for the lock of the database
PREPARING = 2

Answer = TypeVar("Answer")


class Limits:
    """The places for readers, for writers, for slow work before a write, and for telling that something failed."""

    def __init__(self, readers: int, *, patience: float = PATIENCE) -> None:
        self.reading = anyio.CapacityLimiter(readers)
        # The database takes one writer at a time: a second thread would only wait there, without a queue.
        self.writing = anyio.CapacityLimiter(1)
        self.preparing = anyio.CapacityLimiter(PREPARING)
        self.failing = anyio.CapacityLimiter(1)
        self.patience = patience


async def in_turn(limiter: anyio.CapacityLimiter, work: Callable[[], Answer], *, patience: float = math.inf) -> Answer:
    """What `work` gives, done in a thread once there is a place. Raises Busy when there is none for `patience` seconds."""
    place = object()
    with anyio.move_on_after(patience) as waiting:
        await limiter.acquire_on_behalf_of(place)
    if waiting.cancelled_caught:
        raise Busy
    try:
        return await anyio.to_thread.run_sync(work, limiter=anyio.CapacityLimiter(1))
    finally:
        limiter.release_on_behalf_of(place)
