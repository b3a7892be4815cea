"""The worker: what is done again and again beside requests. Whatever fails ends nothing but itself. Part of the roof."""

import logging
import time
from collections.abc import Callable, Sequence

import anyio
import anyio.to_thread

from ideabank.errors import Busy

log = logging.getLogger("ideabank")
TURN = 1.0  # seconds
LONGEST_PAUSE = 300.0
AT_ONCE = 3
STUCK = 60.0  # seconds without a turn


class Job:
    """One sort of work, done every so many seconds. What it raises is logged, and it is tried again after pauses that grow."""

    def __init__(self, name: str, work: Callable[[], object], *, every: float = TURN) -> None:
        self.name, self.work, self.every = name, work, every
        self.failures = 0
        self.is_running = False
        self._next = 0.0

    @property
    def is_due(self) -> bool:
        return not self.is_running and time.monotonic() >= self._next

    def attempt(self) -> None:
        """Does the work once; never raises."""
        pause = self.every
        try:
            self.work()
            self.failures = 0
        except Exception as error:
            self.failures += 1
            pause = min(2.0**self.failures, LONGEST_PAUSE)
            # That somebody else holds the lock needs no traceback.
            told = None if isinstance(error, Busy) else error
            log.error("Work beside requests failed: %s. Tried again in %d s.", self.name, pause, exc_info=told)
        self._next = time.monotonic() + pause


class Worker:
    """Starts each job when it is due, beside the others: a slow mail server or a large index holds up nothing else."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = jobs
        self._turned: float | None = None

    async def run(self) -> None:
        """Turns every second until cancelled; what is being done then is not waited for."""
        limiter = anyio.CapacityLimiter(AT_ONCE)
        async with anyio.create_task_group() as group:
            while True:
                for job in self.jobs:
                    if job.is_due:
                        job.is_running = True
                        group.start_soon(self._do, job, limiter)
                self._turned = time.monotonic()
                await anyio.sleep(TURN)

    async def _do(self, job: Job, limiter: anyio.CapacityLimiter) -> None:
        try:
            await anyio.to_thread.run_sync(job.attempt, limiter=limiter, abandon_on_cancel=True)
        finally:
            job.is_running = False

    @property
    def is_stuck(self) -> bool:
        """Whether a worker that was started has not turned for a minute."""
        return self._turned is not None and time.monotonic() - self._turned > STUCK

    @property
    def failing(self) -> list[str]:
        """Names of the jobs that wait for their next try."""
        return [job.name for job in self.jobs if job.failures]
